import ContentHashing
import Foundation
import Images
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct LivePageTests {
    private static let parameters = (0..<61_706).map { Float($0 % 17 - 8) / 100 }

    private static func page(_ record: RunRecord, parameters: [Float] = parameters) -> String {
        let logits = LivePage.images(of: record).indices.map { image in
            (0..<record.dataset.classes).map { Float(image) + Float($0) / 8 }
        }
        return LivePage(record: record, parameters: parameters, logits: logits).html
    }

    /// What stands in an element that begins with `start`, which is there once.
    private static func content(of start: String, until end: String, in page: String) throws -> String {
        let parts = page.components(separatedBy: start)
        try #require(parts.count == 2, "\(start)")
        return try #require(parts[1].components(separatedBy: end).first)
    }

    private struct Record: Decodable {
        struct Stage: Decodable {
            let name, kind: String
            let window, weights, biases: Int
            let inputShape, outputShape: [Int]
        }
        struct Exhibit: Decodable {
            let pixels: Data
            let label: Int
            let index: Int?
            let logits: [Float]
        }
        struct Group: Decodable {
            let title: String
            let images: [Exhibit]
        }
        let stages: [Stage]
        let parameters: Data
        let exhibits: [Group]
        let classes: [String]
    }

    private static func record(in page: String) throws -> Record {
        let start = "<script type=\"application/json\" id=\"record\">"
        let json = try content(of: start, until: "</script>", in: page)
        return try JSONDecoder().decode(Record.self, from: Data(json.utf8))
    }

    @Test func `The page knows each stage with its shapes and its share of the parameters`() throws {
        let record = try Self.record(in: Self.page(.sample()))
        #expect(record.stages.map(\.name) == ["conv1", "pool1", "conv2", "pool2", "linear1", "linear2", "linear3"])
        let (convolution, pooling) = (record.stages[2], record.stages[3])
        #expect(convolution.kind == "convolution" && convolution.window == 5)
        #expect(convolution.inputShape == [6, 14, 14] && convolution.outputShape == [16, 10, 10])
        #expect(convolution.weights == 2_400 && convolution.biases == 16)
        #expect(pooling.kind == "maxPool" && pooling.window == 2 && pooling.weights == 0 && pooling.biases == 0)
        #expect(record.stages[4].kind == "linear" && record.stages[4].inputShape == [16, 5, 5])
        #expect(record.stages.reduce(0) { $0 + $1.weights + $1.biases } == 61_706)
    }

    @Test func `Parameters are inside as little-endian floats`() throws {
        let bytes = try Self.record(in: Self.page(.sample())).parameters
        let values = stride(from: 0, to: bytes.count, by: 4).map { first in
            Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[first + $1]) << (8 * UInt32($1)) })
        }
        #expect(values == Self.parameters)
    }

    @Test func `Recorded images are inside with the logits that belong to them`() throws {
        let run = RunRecord.sample()
        let record = try Self.record(in: Self.page(run))
        let images = record.exhibits.flatMap(\.images)
        #expect(images.map(\.pixels) == LivePage.images(of: run).map { Data($0.image.pixels) })
        #expect(images.map(\.label) == LivePage.images(of: run).map(\.label))
        #expect(images.map { $0.logits[0] } == images.indices.map { Float($0) })
        #expect(record.exhibits.map(\.title) == ["Test images", "Mistakes", "Training images"])
        #expect(record.exhibits[1].images.map(\.index) == run.exhibits.mistakes.map(\.index))
    }

    @Test func `A page of color images is as small as others, and leaves training images out first`() throws {
        var record = RunRecord.sample()
        (record.dataset.channels, record.network.inputShape[0]) = (3, 3)
        let image = LabeledImage(
            image: Image(ImageShape(channels: 3, rows: 32, columns: 32), pixels: .init(repeating: 9, count: 3_072)),
            label: 1)
        let mistake = Mistake(index: 0, image: image.image, actual: 1, predicted: 2, probability: 1)
        record.exhibits.originals = Array(repeating: image, count: 16)
        record.exhibits.mistakes = Array(repeating: mistake, count: 24)
        record.exhibits.someDigits = Array(repeating: image, count: 40)
        let page = Self.page(record, parameters: Array(repeating: 0.1, count: 62_006))
        #expect(page.utf8.count < LivePage.usualSize)
        let groups = try Self.record(in: page).exhibits
        #expect(groups.map(\.images.count) == [16, 24, 8])
        #expect(LivePage.images(of: record).count == 48)
    }

    @Test func `The policy allows this script and this style and nothing else`() throws {
        let page = Self.page(.sample())
        let policy = try Self.content(of: "http-equiv=\"Content-Security-Policy\" content=\"", until: "\"", in: page)
        let allowed = try [
            ("script-src", Self.content(of: "<script type=\"module\">", until: "</script>", in: page)),
            ("style-src", Self.content(of: "<style>", until: "</style>", in: page)),
        ].map { directive, text in
            let digits = Array(ContentHash.sha256(Data(text.utf8)))
            let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0...$0 + 1]), radix: 16)
            }
            return "\(directive) 'sha256-\(Data(bytes).base64EncodedString())';"
        }
        #expect(policy.hasPrefix("default-src 'none'; \(allowed.joined(separator: " ")) "))
        for forbidden in [" src=", " onload", "@import", "url(", "<link rel=\"stylesheet\"", " style=\""] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
    }

    @Test func `Modules become one script without imports and exports`() throws {
        let script = try Self.content(of: "<script type=\"module\">", until: "</script>", in: Self.page(.sample()))
        let lines = script.split(separator: "\n")
        #expect(lines.allSatisfy { !$0.hasPrefix("import ") && !$0.hasPrefix("export ") })
        let declared = lines.compactMap { line in
            line.wholeMatch(of: /(?:async )?(?:function|class|const|let) (\w+)\b.*/)?.1
        }
        #expect(declared.count > 50 && Set(declared).count == declared.count)
    }

    @Test func `The same record and parameters give the same bytes, and another parameter shows`() {
        var parameters = Self.parameters
        #expect(Self.page(.sample()) == Self.page(.sample()))
        parameters[61_705].negate()
        #expect(Self.page(.sample(), parameters: parameters) != Self.page(.sample()))
    }

    @Test func `A name cannot become markup, nor part of the template`() throws {
        var record = RunRecord.sample(kind: .files)
        record.dataset.name = "</script><script>alert(1)</script>{{script}}"
        let page = Self.page(record)
        #expect(page.components(separatedBy: "<script").count == 3)
        #expect(page.contains("{{script}}"))
        #expect(try Self.record(in: page).classes[3] == "class 3")
    }

    @Test func `A page says what it is of`() {
        let page = Self.page(.sample())
        #expect(page.contains("<h1>Draw a digit and see LeNet-5 read it</h1>"))
        #expect(page.contains("LeNet-5 with its 61,706 trained parameters"))
        #expect(Self.page(.sample(kind: .files)).contains("<h1>Draw and see what LeNet-5 makes of it</h1>"))
    }
}
