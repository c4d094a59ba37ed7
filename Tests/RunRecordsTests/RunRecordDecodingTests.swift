import Foundation
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct RunRecordDecodingTests {
    /// The sample's JSON with one passage replaced, and what reading it throws.
    private func refusal(_ passage: String, by replacement: String) throws -> RunRecordError? {
        let text = String(decoding: try RunRecord.sample().encoded(), as: UTF8.self)
        let range = try #require(text.range(of: passage))
        return refusal(of: Data(text.replacingCharacters(in: range, with: replacement).utf8))
    }

    private func refusal(of data: Data) -> RunRecordError? {
        do {
            _ = try RunRecord(decoding: data)
            return nil
        } catch {
            return error
        }
    }

    @Test func `A missing key is named with its path`() throws {
        #expect(try refusal("\"seed\" : 42,", by: "\"sed\" : 42,") == .missing(path: "configuration.seed"))
        #expect(try refusal("\"schemaVersion\" : 2,", by: "") == .missing(path: "schemaVersion"))
    }

    @Test func `Another schema version is refused before anything else is read`() {
        #expect(
            refusal(of: Data("{\"schemaVersion\": 9}".utf8)) == .otherSchemaVersion(found: 9, expected: 2))
    }

    @Test func `A wrong type is named with what stands there`() throws {
        #expect(
            try refusal("\"epochs\" : 3,", by: "\"epochs\" : \"three\",")
                == .wrongType(path: "configuration.epochs", expected: "a whole number", found: "a string"))
        #expect(
            try refusal("\"inputShape\" : [1, 32, 32]", by: "\"inputShape\" : {\"rows\": 32}")
                == .wrongType(path: "network.inputShape", expected: "an array", found: "an object"))
        #expect(
            try refusal("\"learningRate\" : 0.001", by: "\"learningRate\" : null")
                == .wrongType(path: "configuration.learningRate", expected: "a number", found: "null"))
        #expect(
            try refusal("\"name\" : \"LeNet-5\"", by: "\"name\" : [true]")
                == .wrongType(path: "network.name", expected: "a string", found: "an array"))
        #expect(
            refusal(of: Data("[1]".utf8)) == .wrongType(path: "the top", expected: "an object", found: "an array"))
    }

    @Test func `A value that its type cannot hold is refused`() throws {
        for (passage, replacement) in [
            ("\"epochs\" : 3,", "\"epochs\" : 1e300,"), ("\"epochs\" : 3,", "\"epochs\" : 2.5,"),
            ("\"seed\" : 42,", "\"seed\" : -1,"), ("    2.3, ", "    1e99, "),
        ] {
            let error = try refusal(passage, by: replacement)
            switch error {
            case .numberOutOfPlace, .unreadable: break
            default: Issue.record("\(replacement) gave \(String(describing: error))")
            }
        }
        guard case .unreadable("dataset.kind", _) = try refusal("\"kind\" : \"mnist\"", by: "\"kind\" : \"cats\"")
        else {
            Issue.record("an unknown kind of data set was not refused by its place")
            return
        }
    }

    @Test(arguments: ["", "{", "nonsense", "{\"schemaVersion\": 1", "\u{0}", "{\"schemaVersion\": 01}"])
    func `What is not JSON is called so`(text: String) {
        guard case .notJSON = refusal(of: Data(text.utf8)) else {
            Issue.record("\(text) gave \(String(describing: refusal(of: Data(text.utf8))))")
            return
        }
    }

    @Test func `Nesting without end is refused`() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(refusal(of: Data(deep.utf8)) != nil)
        #expect(refusal(of: Data(("{\"schemaVersion\":" + deep).utf8)) != nil)
    }

    /// Hostile sizes: each must be refused by its place, none may trap.
    @Test(arguments: [
        ("[10, 0, 0, 0, 0, 0, 0, 0, 0, 0]", "[10, 0]", "test.confusion[0].count"),
        ("[10, 0, 0, 0, 0, 0, 0, 0, 0, 0],", "", "test.confusion.count"),
        ("[10, 0, 0, 0, 0, 0, 0, 0, 0, 0]", "[-1, 0, 0, 0, 0, 0, 0, 0, 0, 0]", "test.confusion[0][0]"),
        (
            "[10, 0, 0, 0, 0, 0, 0, 0, 0, 0]", "[9223372036854775807, 9223372036854775807, 0, 0, 0, 0, 0, 0, 0, 0]",
            "test.confusion[0][0]"
        ),
        ("\"classes\" : 10", "\"classes\" : 9", "dataset.trainingClassSizes.count"),
        ("\"classes\" : 10", "\"classes\" : -9223372036854775808", "dataset.classes"),
        ("\"trainingImages\" : 540", "\"trainingImages\" : 9223372036854775807", "dataset.trainingImages"),
        ("\"trainingImages\" : 540", "\"trainingImages\" : 600", "trainingLoss.count"),
        ("\"trainingImages\" : 540", "\"trainingImages\" : 0", "dataset.trainingImages"),
        ("\"batchSize\" : 60", "\"batchSize\" : 0", "configuration.batchSize"),
        ("\"epochs\" : 3", "\"epochs\" : 4", "epochs.count"),
        ("\"epochs\" : 3", "\"epochs\" : 9223372036854775807", "configuration.epochs"),
        ("\"channel\" : 0", "\"channel\" : -1", "exhibits.featureMaps[0].channel"),
        ("\"label\" : 0", "\"label\" : 10", "exhibits.originals[0].label"),
        ("\"columns\" : [28, 28]", "\"columns\" : [0, 28]", "dataset.sizes.columns"),
        ("\"mean\" : [0.1307]", "\"mean\" : []", "configuration.mean.count"),
        ("\"trainingClassSizes\" : [54, ", "\"trainingClassSizes\" : [-54, ", "dataset.trainingClassSizes[0]"),
        ("\"shape\" : [6, 1, 5, 5]", "\"shape\" : [6, 5, 5]", "exhibits.filters[0].shape.count"),
        ("\"shape\" : [6, 1, 5, 5]", "\"shape\" : [6, 1, 5, 6]", "exhibits.filters[0].weights.count"),
        (
            "\"shape\" : [6, 1, 5, 5]", "\"shape\" : [4294967296, 4294967296, 5, 5]", "exhibits.filters[0].shape[0]"
        ),
        ("\"parameters\" : 156", "\"parameters\" : 9223372036854775807", "network.layers[0].parameters"),
        ("\"inputShape\" : [1, 32, 32]", "\"inputShape\" : []", "network.inputShape.count"),
        ("\"actual\" : 4", "\"actual\" : 40", "exhibits.mistakes[0].actual"),
        ("\"channels\" : 1", "\"channels\" : 0", "dataset.channels"),
        ("\"dpi\" : 36", "\"dpi\" : -1", "presentation.dpi"),
        ("\"png\"", "\"bmp\"", "presentation.formats"),
        ("\"predictions\" : \"AAAA", "\"predictions\" : \"", "test.predictions.count"),
        ("\"predictions\" : \"AAAA", "\"predictions\" : \"AAAK", "test.predictions[2]"),
        ("\"labels\" : \"AAAA", "\"labels\" : \"/wAA", "test.labels[0]"),
        ("\"name\" : \"mnist\"", "\"name\" : \"../../etc\"", "dataset.name"),
        ("\"name\" : \"mnist\"", "\"name\" : \"\"", "dataset.name"),
        ("\"name\" : \"mnist\"", "\"name\" : \"a-->b\"", "dataset.name"),
    ])
    func `Sizes that do not agree are refused by their place`(
        passage: String, replacement: String, path: String
    ) throws {
        guard case .disagreement(let first, _) = try refusal(passage, by: replacement) else {
            Issue.record("\(replacement) was accepted")
            return
        }
        #expect(first.path == path)
    }

    @Test(arguments: [
        ("27", "pixels", "it should hold 756 bytes, but holds 784"),
        ("0", "rows", "it should be from 1 to 65535, but is 0"),
        ("9223372036854775807", "rows", "it should be from 1 to 65535, but is 9223372036854775807"),
    ])
    func `An image whose pixels are not as many as its extents ask for is refused`(
        rows: String, key: String, reason: String
    ) throws {
        let refusal = try refusal("            \"rows\" : 28", by: "\"rows\" : \(rows)")
        #expect(refusal == .unreadable(path: "exhibits.featureMaps[0].maps[0].\(key)", reason: reason))
    }

    @Test func `A validation accuracy without validation images, and the other way round, is refused`() throws {
        var record = RunRecord.sample()
        record.epochs[1].validationAccuracy = nil
        let absent = Disagreement(path: "epochs[1].validationAccuracy", expected: "a number", found: "absent")
        #expect(refusal(of: try record.encoded()) == .disagreement(absent, count: 1))
        record = .sample(validationImages: 0)
        record.epochs[0].validationAccuracy = 0.5
        let present = Disagreement(
            path: "epochs[0].validationAccuracy", expected: "absent without validation images", found: "0.5")
        #expect(refusal(of: try record.encoded()) == .disagreement(present, count: 1))
    }
}
