import Charts
import Foundation
import Testing

@Suite struct PNGStructureTests {
    private func png() throws -> Data {
        try Drawing(size: Size(width: 20, height: 10), background: .white)
            .rendered(as: .png, dpi: 72, typeface: .dejaVuSans, named: "test")
    }

    @Test func `Size and chunks are read without decoding`() throws {
        let structure = try #require(PNGStructure(png()))
        #expect(structure.width == 20 && structure.height == 10 && structure.trailingBytes == 0)
        #expect(structure.chunks.first == "IHDR" && structure.chunks.last == "IEND")
        #expect(structure.chunks.contains("IDAT") && structure.chunks.contains("pHYs"))
        #expect(try PNGStructure(png() + Data([1, 2]))?.trailingBytes == 2)
        #expect(try PNGStructure((Data([7]) + png()).dropFirst())?.width == 20)
    }

    @Test func `A file cut anywhere, or any other file, has no structure`() throws {
        let png = try png()
        for length in 0..<png.count { #expect(PNGStructure(png.prefix(length)) == nil) }
        #expect(PNGStructure(Data(repeating: 0, count: 100)) == nil)
    }
}
