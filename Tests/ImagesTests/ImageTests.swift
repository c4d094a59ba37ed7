import Foundation
import Images
import Testing

@Suite struct ImageTests {
    private func json(_ text: String) throws -> Image {
        try JSONDecoder().decode(Image.self, from: Data(text.utf8))
    }

    @Test func `A gray image is written without its channels, one in color with them`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let gray = Image(ImageShape(rows: 1, columns: 3), pixels: [1, 2, 3])
        #expect(try encoder.encode(gray) == Data(#"{"columns":3,"pixels":"AQID","rows":1}"#.utf8))
        let color = Image(ImageShape(channels: 3, rows: 1, columns: 1), pixels: [1, 2, 3])
        #expect(try encoder.encode(color) == Data(#"{"channels":3,"columns":1,"pixels":"AQID","rows":1}"#.utf8))
        for image in [gray, color] {
            #expect(try JSONDecoder().decode(Image.self, from: encoder.encode(image)) == image)
        }
    }

    @Test(arguments: [
        #"{"columns":3,"pixels":"AQI=","rows":1}"#, #"{"columns":0,"pixels":"","rows":1}"#,
        #"{"columns":65536,"pixels":"","rows":1}"#, #"{"channels":2,"columns":1,"pixels":"AQI=","rows":1}"#,
        #"{"channels":1,"columns":1,"pixels":"AQ==","rows":1}"#, #"{"columns":1,"pixels":"?","rows":1}"#,
    ])
    func `Extents and pixels that do not agree are refused`(text: String) {
        #expect(throws: DecodingError.self) { try json(text) }
    }

    @Test func `An array gives each image and its label`() {
        let shape = ImageShape(channels: 3, rows: 1, columns: 2)
        let images = LabeledImages(ImageArray(shape, pixels: Array(0..<12)), labels: [7, 9])
        #expect(images.count == 2)
        #expect(images[1] == LabeledImage(image: Image(shape, pixels: [6, 7, 8, 9, 10, 11]), label: 9))
        #expect(images.map(\.label) == [7, 9])
        #expect("\(shape)" == "1 x 2 x 3" && "\(ImageShape(rows: 28, columns: 27))" == "28 x 27")
    }
}
