import Foundation
import Testing

@Suite("lenet evaluate") struct EvaluateCommandTests {
    static let weights = "report/tiny/lenet.safetensors"

    private func evaluate(_ workplace: Workplace, _ arguments: String...) throws -> Program.Outcome {
        let common = ["evaluate", "--data", "tiny", "--offline", "--json"]
        return try workplace.run(
            common + (arguments.contains("--weights") ? [] : ["--weights", Self.weights]) + arguments)
    }

    @Test("JSON has the same accuracy and counts as the record") func json() throws {
        let workplace = try Workplace.withResults()
        let outcome = try evaluate(workplace)
        #expect(outcome.status == 0)
        #expect(outcome.error.isEmpty)
        let result = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let record = try #require(
            try JSONSerialization.jsonObject(with: workplace.data("report/tiny/run.json")) as? [String: Any])
        let test = try #require(record["test"] as? [String: Any])
        #expect(Set(result.keys) == ["accuracy", "classes", "confusion", "dataset", "images", "split"])
        #expect(result["accuracy"] as? Double == test["accuracy"] as? Double)
        #expect(result["confusion"] as? [[Int]] == test["confusion"] as? [[Int]])
        #expect(result["classes"] as? Int == 3)
        #expect(result["images"] as? Int == TinyDataset.testImages)
        #expect(result["dataset"] as? String == "tiny")
        #expect(result["split"] as? String == "test")
    }

    @Test("Each split has its images", arguments: [("test", 40), ("validation", 12), ("training", 108)])
    func splits(_ split: String, _ images: Int) throws {
        let outcome = try evaluate(Workplace.withResults(), "--split", split)
        #expect(outcome.output.contains("\"images\":\(images),"))
    }

    @Test("Logits are a row an image and a column a class, the greatest at the predicted class") func logits() throws {
        let workplace = try Workplace.withResults()
        #expect(try evaluate(workplace, "--logits", "new/logits.csv").status == 0)
        let rows = try workplace.text("new/logits.csv").split(separator: "\n").map { row in
            row.split(separator: ",").compactMap { Float($0) }
        }
        #expect(rows.count == TinyDataset.testImages)
        #expect(rows.allSatisfy { $0.count == 3 })
        let labels = try workplace.data("tiny/t10k-labels-idx1-ubyte").dropFirst(8)
        let correct = zip(rows, labels).filter { row, label in row.max() == row[Int(label)] }.count
        let accuracy = Double(correct) / Double(TinyDataset.testImages)
        #expect(try evaluate(workplace).output.contains("\"accuracy\":\(accuracy == 1 ? "1" : "\(accuracy)"),"))
    }

    @Test("Without --json there is a table of classes") func table() throws {
        let workplace = try Workplace.withResults()
        let outcome = try workplace.run("evaluate", "--data", "tiny", "--offline", "--weights", Self.weights)
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("accuracy "))
        #expect(outcome.output.split(separator: "\n").suffix(3).map(\.first) == ["0", "1", "2"])
    }

    /// How a good file of parameters is spoilt, and what the sentence then names.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let named: String
        let apply: @Sendable (Data) -> Data

        /// Another text in the header, padded so that no offset changes.
        static func header(_ title: String, named: String, _ old: String, _ new: String) -> Fault {
            Fault(testDescription: title, named: named) { file in
                guard let range = file.range(of: Data(old.utf8)) else { return file }
                return file.replacingSubrange(range, with: Data(new.utf8))
            }
        }
    }

    static let faults: [Fault] = [
        .header("a name that is missing", named: "linear3.bias", "linear3.bias", "linear3.bios"),
        .header("a wrong shape", named: "conv1.weight", ",1,5,5]", ",1,1,1]"),
        .header("a wrong type", named: "I32", "\"F32\"", "\"I32\""),
        .header("a header that is no JSON", named: "header", "{", "["),
        Fault(testDescription: "a value that is not a number", named: "linear3.bias holds nan") { file in
            file.replacingSubrange(file.count - 4..<file.count, with: Data([0, 0, 0xc0, 0x7f]))
        },
        Fault(testDescription: "a file cut short", named: "bytes") { $0.prefix($0.count - 100) },
        Fault(testDescription: "a file too long", named: "bytes") { $0 + Data(count: 8) },
        Fault(testDescription: "a header longer than the file", named: "100 bytes") { $0.prefix(100) },
        Fault(testDescription: "an empty file", named: "bytes") { _ in Data() },
        Fault(testDescription: "a hostile length", named: "beyond reason") {
            Data(repeating: 255, count: 8) + $0.dropFirst(8)
        },
    ]

    @Test("A file says how its images are prepared, and options change that") func preparation() throws {
        let workplace = try Workplace()
        #expect(try workplace.report("--pixel-size", "40", "--mean", "0.2", "--std", "0.4").status == 0)
        let own = try evaluate(workplace, "--weights", Self.weights)
        let told = try evaluate(
            workplace, "--weights", Self.weights, "--pixel-size", "40", "--mean", "0.2", "--std", "0.4")
        #expect(own.status == 0 && own.output == told.output)
        let other = try evaluate(workplace, "--weights", Self.weights, "--pixel-size", "32")
        #expect(other.status == 65 && other.error.contains("linear1.weight has shape"), "\(other.error)")
    }

    @Test("Settings in a file that cannot be are bad data") func wrongSettings() throws {
        let workplace = try Workplace.withResults()
        let file = try workplace.data(Self.weights)
        let spoilt = Fault.header("", named: "", #"\"pixelSize\":32"#, #"\"pixelSize\":-9"#).apply(file)
        try #require(spoilt != file)
        try workplace.write(spoilt, to: Self.weights)
        let outcome = try evaluate(workplace, "--weights", Self.weights)
        #expect(outcome.status == 65 && outcome.error.contains("pixel-size cannot be -9"), "\(outcome.error)")
    }

    @Test("Parameters that do not fit are bad data, told in a sentence", arguments: faults)
    func wrongFile(_ fault: Fault) throws {
        let workplace = try Workplace.withResults()
        let good = try workplace.data(Self.weights)
        let spoilt = fault.apply(good)
        try #require(spoilt != good, "nothing was changed")
        try workplace.write(spoilt, to: "spoilt.safetensors")
        let outcome = try evaluate(workplace, "--weights", "spoilt.safetensors")
        #expect(outcome.status == 65)
        #expect(outcome.tellsErrorWell, "\(outcome.error)")
        #expect(outcome.error.contains("spoilt.safetensors"))
        #expect(outcome.error.contains(fault.named), "\(outcome.error)")
    }
}

extension Data {
    fileprivate func replacingSubrange(_ range: Range<Int>, with new: Data) -> Data {
        var copy = self
        copy.replaceSubrange(range, with: new)
        return copy
    }
}
