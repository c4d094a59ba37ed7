import Charts
import Foundation
import Testing

@Suite struct RendererTests {
    @Test func `Versions are numbers, and the fonts are files of the family`() {
        let renderer = Renderer(.dejaVuSans)
        #expect(renderer.cairo.split(separator: ".").count == 3)
        #expect(renderer.freeType.hasPrefix("2."))
        #expect(renderer.fontFiles.map(\.lastPathComponent) == ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"])
        #expect(renderer == Renderer(.dejaVuSans))
    }
}
