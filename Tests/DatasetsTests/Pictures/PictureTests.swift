import Datasets
import Foundation
import Images
import Testing

@Suite struct PictureTests {
    @Test(arguments: PictureFixtures.all.indices)
    func `A picture has Pillow's pixels, as many channels as it needs`(index: Int) throws {
        let fixture = PictureFixtures.all[index]
        let image = try Picture.decode(bytes(fixture.file))
        #expect(image.shape == ImageShape(channels: fixture.channels, rows: 5, columns: 7), "\(fixture.name)")
        #expect(image.pixels == bytes(fixture.pixels), "\(fixture.name)")
    }

    @Test func `What is translucent is laid over black, or over the gray that is asked for`() throws {
        // Pillow: black of 28 x 28 pixels with an alpha of 255 in columns 10 to 17 of rows 4 to 23, 128 in column 9, else 0.
        let file = bytes(
            """
            iVBORw0KGgoAAAANSUhEUgAAABwAAAAcCAQAAADYBBcfAAAAIUlEQVR42mNgGJmggeE/GsQCmMg1fVTjqMZRjSNZ40gAAM9sCJ9r\
            zBn+AAAAAElFTkSuQmCC
            """)
        #expect(try Picture.decode(file).pixels.allSatisfy { $0 == 0 })
        let overWhite = try Picture.decode(file, over: 255)
        #expect(overWhite.shape == ImageShape(rows: 28, columns: 28))
        #expect(overWhite.pixels[10 * 28 + 7..<10 * 28 + 20] == [255, 255, 127, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255])
        #expect(overWhite.pixels[..<112].allSatisfy { $0 == 255 })
        let opaque = bytes(PictureFixtures.all[0].file)
        #expect(try Picture.decode(opaque, over: 255) == Picture.decode(opaque))
    }

    @Test(arguments: PictureFixtures.all.indices)
    func `A picture that ends early is refused`(index: Int) throws {
        let fixture = PictureFixtures.all[index]
        let file = bytes(fixture.file)
        // The last bytes of a file only end it.
        for length in stride(from: 0, to: file.count - 12, by: 7) {
            #expect(throws: PictureFault.self, "\(fixture.name), \(length) bytes") {
                try Picture.decode(Array(file.prefix(length)))
            }
        }
    }

    @Test func `A picture that claims more pixels than are read is refused before it is decoded`() {
        var jpeg = bytes(PictureFixtures.all.first { $0.name == "color.jpg" }?.file ?? "")
        // After the marker of a frame: two bytes of length, one of precision, rows, columns.
        let frame = jpeg.indices.dropLast().first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc0 } ?? 0
        jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0x40, 0, 0x40, 0])
        #expect(throws: PictureFault.tooLarge(rows: 16_384, columns: 16_384)) { try Picture.decode(jpeg) }
        var png = bytes(PictureFixtures.all[0].file)
        png.replaceSubrange(16..<24, with: [0, 0, 0x40, 0, 0, 0, 0x40, 0])
        // zlib.crc32(png[12:29]) of Python
        png.replaceSubrange(29..<33, with: [0x8c, 0xa3, 0x4f, 0x58])
        #expect(throws: PictureFault.tooLarge(rows: 16_384, columns: 16_384)) { try Picture.decode(png) }
    }

    @Test func `What is no PNG or JPEG, is empty, or is made for print, is told apart`() throws {
        #expect(throws: PictureFault.empty) { try Picture.decode([]) }
        #expect(throws: PictureFault.otherFormat) { try Picture.decode(Array("GIF89a".utf8)) }
        #expect(throws: PictureFault.printColors) { try Picture.decode(bytes(PictureFixtures.cmyk)) }
    }

    @Test func `Every fault is told in words`() {
        let faults: [(PictureFault, String)] = [
            (.empty, "it is empty"), (.otherFormat, "it is neither PNG nor JPEG"),
            (.damaged(reason: "bad"), "it is damaged (bad)"),
            (.tooLarge(rows: 2, columns: 3), "it has 3 x 2 pixels, more than the 67108864 that are read"),
            (.printColors, "its colors are CMYK, for print; save it as RGB"),
            (.unreadable(reason: "it is a folder"), "it is a folder"),
        ]
        for (fault, words) in faults { #expect(fault.description == words) }
    }

    @Test func `Damaged pictures are read or refused`() throws {
        let inputs = ProcessInfo.processInfo.environment["LENET_FUZZ_INPUTS"].flatMap { Int($0) } ?? 4_000
        var mutator = Mutator(corpus: PictureFixtures.all.map { bytes($0.file) }, seed: 5)
        var counts = (accepted: 0, refused: 0)
        for _ in 0..<inputs {
            let damaged = mutator.next()
            do throws(PictureFault) {
                let image = try Picture.decode(damaged)
                #expect(image.shape.count == image.pixels.count && image.channels != 2)
                counts.accepted += 1
            } catch {
                counts.refused += 1
            }
        }
        #expect(counts.accepted > 0 && counts.refused > counts.accepted)
    }

    private func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }
}
