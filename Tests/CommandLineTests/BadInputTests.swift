import Foundation
import Testing

@Suite("Bad and missing input") struct BadInputTests {
    /// How the tiny data set is spoilt, with the exit status and what the sentence names.
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let status: Int32
        let named: [String]
        let apply: @Sendable (Workplace) throws -> Void

        /// Another value for one byte.
        static func byte(_ title: String, _ offset: Int, _ value: UInt8, in file: Int, named: String) -> Fault {
            Fault(testDescription: title, status: 65, named: [TinyDataset.files[file], named]) { workplace in
                var data = try workplace.data("tiny/" + TinyDataset.files[file])
                data[offset] = value
                try workplace.write(data, to: "tiny/" + TinyDataset.files[file])
            }
        }

        static func change(_ title: String, in file: Int, named: String, _ body: @escaping @Sendable (Data) -> Data)
            -> Fault
        {
            Fault(testDescription: title, status: 65, named: [TinyDataset.files[file], named]) { workplace in
                let name = "tiny/" + TinyDataset.files[file]
                try workplace.write(body(try workplace.data(name)), to: name)
            }
        }
    }

    static let faults: [Fault] = [
        .byte("a wrong magic number", 0, 9, in: 0, named: "offset 0"),
        .byte("floats", 2, 13, in: 0, named: "offset 2"),
        .byte("labels for images", 3, 1, in: 2, named: "offset 3"),
        .byte("sizes that overflow", 4, 255, in: 0, named: "offset 4"),
        .change("labels that are fewer than images", in: 1, named: "119 labels") { _ in
            TinyDataset.idx([119], [UInt8](repeating: 1, count: 119))
        },
        .byte("a label of the test set that training has not", 8, 9, in: 3, named: "offset 8"),
        .change("images cut short", in: 0, named: "offset") { $0.dropLast(1) },
        .change("images followed by more", in: 2, named: "bytes") { $0 + Data([0]) },
        .change("an empty file", in: 1, named: "offset 0") { _ in Data() },
        .change("gzip cut short", in: 3, named: "gzip") { _ in Data([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]) },
        Fault(testDescription: "a missing file", status: 66, named: [TinyDataset.files[2]]) {
            try $0.remove("tiny/" + TinyDataset.files[2])
        },
        Fault(testDescription: "a missing folder", status: 66, named: ["tiny"]) { try $0.remove("tiny") },
        Fault(testDescription: "a folder where a file should be", status: 66, named: [TinyDataset.files[0]]) {
            try $0.remove("tiny/" + TinyDataset.files[0])
            try $0.createFolder("tiny/" + TinyDataset.files[0])
        },
        Fault(testDescription: "a file where the folder should be", status: 66, named: ["tiny"]) {
            try $0.remove("tiny")
            try $0.write("", to: "tiny")
        },
    ]

    @Test("Unusable data end a report before anything is written", arguments: faults)
    func data(_ fault: Fault) throws {
        let workplace = try Workplace()
        try fault.apply(workplace)
        let outcome = try workplace.run(Workplace.reporting + ["--output", "out"])
        #expect(outcome.status == fault.status)
        #expect(outcome.tellsErrorWell, "\(outcome.output)\(outcome.error)")
        for name in fault.named { #expect(outcome.error.contains(name), "\(outcome.error)") }
        #expect(!FileManager.default.fileExists(atPath: workplace.path("out").path))
    }

    @Test("Other data than MNIST are not taken for it") func notMNIST() throws {
        let workplace = try Workplace()
        let outcome = try workplace.report("--dataset", "mnist")
        #expect(outcome.status == 65)
        #expect(outcome.tellsErrorWell, "\(outcome.error)")
    }

    @Test("MNIST that is not there and may not be downloaded is an unavailable service") func offline() throws {
        let arguments = ["report", "--dataset", "mnist", "--offline", "--output", "out"]
        try Workplace().expectRefusal(of: arguments, status: 69)
    }

    @Test(
        "Files that are not there are missing input",
        arguments: [
            ["check", "--name", "tiny"], ["render", "--name", "tiny"], ["compare", "a.json", "b.json"],
            ["compare", "tiny", "tiny"], ["evaluate", "--weights", "none", "--data", "tiny"],
            ["compare", "HEAD:a.json", "HEAD:b.json"], ["bench", "--data", "none"],
            ["export-dataset", "--data", "none", "x"],
        ]) func missing(_ arguments: [String]) throws
    {
        try Workplace().expectRefusal(of: arguments, status: 66)
    }

    @Test(
        "A README without a place for the results stops the run before training",
        arguments: [
            "<!-- lenet:tiny:begin -->\n", "<!-- lenet:tiny:end -->\n",
            "<!-- lenet:tiny:end -->\n<!-- lenet:tiny:begin -->\n",
            "<!-- lenet:tiny:begin -->\n<!-- lenet:tiny:begin -->\n<!-- lenet:tiny:end -->\n",
            "<!-- lenet:tiny:begin --> <!-- lenet:tiny:end -->\n",
        ]) func readme(_ text: String) throws
    {
        let workplace = try Workplace()
        try workplace.write(text, to: "README.md")
        let outcome = try workplace.report()
        #expect(outcome.status == 65)
        #expect(outcome.tellsErrorWell, "\(outcome.error)")
        #expect(outcome.error.contains("README.md"))
        #expect(try workplace.contents() == ["README.md": Data(text.utf8)])
    }
}
