import Foundation
import Testing

@Suite("lenet check") struct CheckCommandTests {
    /// A change to the results of a run, and what the table then names.
    struct Tampering: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let subject: String
        let apply: @Sendable (Workplace) throws -> Bool
    }

    static let tamperings = [
        Tampering(testDescription: "a number in the report", subject: "report/tiny/README.md") {
            try $0.replace("40 of 40", with: "39 of 40", in: "report/tiny/README.md")
        },
        Tampering(testDescription: "a lost report", subject: "report/tiny/README.md") {
            try $0.remove("report/tiny/README.md")
            return true
        },
        Tampering(testDescription: "one bit of the parameters", subject: "report/tiny/lenet.safetensors") {
            var bytes = try $0.data("report/tiny/lenet.safetensors")
            bytes[bytes.endIndex - 1] ^= 1
            try $0.write(bytes, to: "report/tiny/lenet.safetensors")
            return true
        },
        Tampering(testDescription: "an accuracy in the parameters' file", subject: "report/tiny/lenet.safetensors") {
            var bytes = try $0.data("report/tiny/lenet.safetensors")
            guard let range = bytes.range(of: Data(#""accuracy":"1""#.utf8)) else { return false }
            bytes.replaceSubrange(range, with: Data(#""accuracy":"2""#.utf8))
            try $0.write(bytes, to: "report/tiny/lenet.safetensors")
            return true
        },
        Tampering(testDescription: "lost parameters", subject: "report/tiny/lenet.safetensors") {
            try $0.remove("report/tiny/lenet.safetensors")
            return true
        },
        Tampering(testDescription: "a figure of something else", subject: "figures/tiny/8_filters.png") {
            try $0.write(try $0.data("figures/tiny/7_mistakes.png"), to: "figures/tiny/8_filters.png")
            return true
        },
        Tampering(testDescription: "a broken figure", subject: "figures/tiny/2_training_loss-dark.png") {
            try $0.write(
                try $0.data("figures/tiny/2_training_loss-dark.png").prefix(1_000),
                to: "figures/tiny/2_training_loss-dark.png")
            return true
        },
        Tampering(testDescription: "a lost figure", subject: "figures/tiny/4_confusion_matrix.png") {
            try $0.remove("figures/tiny/4_confusion_matrix.png")
            return true
        },
        Tampering(testDescription: "a figure too many", subject: "figures/tiny/9_more.png") {
            try $0.write("more", to: "figures/tiny/9_more.png")
            return true
        },
        Tampering(testDescription: "another accuracy in the record", subject: "report/tiny/run.json") {
            try $0.replace("\"trainingAccuracy\" : 1", with: "\"trainingAccuracy\" : 0.123", in: "report/tiny/run.json")
        },
        Tampering(testDescription: "an operation's name", subject: "report/tiny/run.json, network.layers[0].operation")
        {
            try $0.replace("convolution 5x5, ReLU", with: "convolution 5x5", in: "report/tiny/run.json")
        },
        Tampering(testDescription: "a weight on record", subject: "report/tiny/run.json, exhibits.filters[0].weights") {
            let record = "report/tiny/run.json"
            let text = try $0.text(record)
            let start = try #require(text.range(of: "\"weights\" : [")).upperBound
            let digit = try #require(text[start...].firstIndex { ("1"..."8").contains($0) })
            try $0.write(text.replacingCharacters(in: digit...digit, with: "9"), to: record)
            return true
        },
        Tampering(testDescription: "parameters of another network", subject: "report/tiny/lenet.safetensors") {
            let bytes = try $0.data("report/tiny/lenet.safetensors")
            let name = try #require(bytes.firstRange(of: Data("linear1.bias".utf8)))
            try $0.write(
                bytes.replacing(bytes[name], with: Data("linear9.bias".utf8)), to: "report/tiny/lenet.safetensors")
            return true
        },
        Tampering(testDescription: "a record laid out differently", subject: "report/tiny/run.json") {
            try $0.replace("\" : ", with: "\": ", in: "report/tiny/run.json")
        },
        Tampering(testDescription: "a record that is no JSON", subject: "report/tiny/run.json") {
            try $0.write(try $0.data("report/tiny/run.json").dropLast(10), to: "report/tiny/run.json")
            return true
        },
        Tampering(testDescription: "a marker without its counterpart", subject: "README.md") {
            try $0.write("<!-- lenet:tiny:begin -->\n", to: "README.md")
            return true
        },
        Tampering(testDescription: "a folder for a report", subject: "report/tiny/README.md") {
            try $0.remove("report/tiny/README.md")
            try $0.createFolder("report/tiny/README.md")
            return true
        },
        Tampering(testDescription: "a folder for a README", subject: "README.md") {
            try $0.createFolder("README.md")
            return true
        },
        Tampering(testDescription: "an empty README block", subject: "README.md") {
            try $0.write("<!-- lenet:tiny:begin -->\n<!-- lenet:tiny:end -->\n", to: "README.md")
            return true
        },
    ]

    @Test("Whatever was changed is named, and the exit status is 1", arguments: tamperings)
    func tampered(_ tampering: Tampering) throws {
        let workplace = try Workplace.withResults()
        try #require(try tampering.apply(workplace), "nothing was changed")
        let before = try workplace.state()
        let outcome = try workplace.run("check", "--name", "tiny")
        #expect(outcome.status == 1)
        #expect(outcome.error.isEmpty)
        let failed = outcome.output.split(separator: "\n").filter { $0.hasPrefix("DIFFERS") }
        #expect(failed.contains { $0.contains("  \(tampering.subject)") }, "\(outcome.output)")
        #expect(try workplace.state() == before)
    }

    @Test("Results as they were written pass") func untouched() throws {
        let workplace = try Workplace.withResults()
        let before = try workplace.state()
        let outcome = try workplace.run("check", "--name", "tiny")
        #expect(outcome.status == 0)
        #expect(outcome.error.isEmpty)
        #expect(outcome.output.hasPrefix("tiny: all ") && outcome.output.hasSuffix(" statements agree.\n"))
        #expect(outcome.output.count { $0 == "\n" } == 1)
        #expect(try workplace.state() == before)
    }

    @Test("Without a name every report is checked, and those that are not true are named") func everyReport() throws {
        let workplace = try Workplace.withResults()
        #expect(try workplace.report("--name", "other").status == 0)
        let good = try workplace.run("check")
        #expect(good.status == 0)
        #expect(good.output.split(separator: "\n").map { $0.prefix(10) } == ["other: all", "tiny: all ", "All 2 repo"])
        try workplace.remove("report/other/lenet.safetensors")
        let bad = try workplace.run("check")
        #expect(bad.status == 1)
        #expect(bad.output.contains("DIFFERS  report/other/lenet.safetensors"))
        #expect(bad.output.hasSuffix("Of 2 reports, not true: other.\n"))
        let data = try workplace.run("check", "--data", "tiny")
        #expect(data.status == 64)
        #expect(data.error == "lenet: --data is of one data set, and there are reports of other and tiny: add --name\n")
    }

    @Test("Training again asks for the data, and never takes those of LENET_DATA for a data set of one's own")
    func dataOfOnesOwn() throws {
        let workplace = try Workplace.withResults()
        workplace.program.environment["LENET_DATA"] = workplace.path("tiny").path
        let outcome = try workplace.run("check", "--name", "tiny", "--retrain", "--offline")
        #expect(outcome.status == 64)
        #expect(outcome.error == "lenet: to train tiny again, name the folder of its data with --data\n")
        #expect(try workplace.run("check", "--name", "tiny").status == 0)
    }

    @Test("What was checked can be written as a JUnit report, also where it is not true") func junit() throws {
        let workplace = try Workplace.withResults()
        #expect(try workplace.run("check", "--name", "tiny", "--junit", "out/check.xml").status == 0)
        let passed = try workplace.text("out/check.xml")
        #expect(passed.contains(" failures=\"0\" ") && !passed.contains("<failure"))
        try workplace.remove("report/tiny/README.md")
        #expect(try workplace.run("check", "--name", "tiny", "--junit", "out/check.xml").status == 1)
        #expect(try workplace.text("out/check.xml").contains("<failure type=\"disagreement\" message=\"stated: "))
    }

    @Test("Results of two runs mixed do not pass") func mixture() throws {
        let workplace = try Workplace.withResults()
        let old = try workplace.data("report/tiny/lenet.safetensors")
        #expect(try workplace.report("--seed", "43").status == 0)
        try workplace.write(old, to: "report/tiny/lenet.safetensors")
        #expect(try workplace.run("check", "--name", "tiny").status == 1)
    }

    @Test("With the data the parameters are evaluated anew, and --retrain trains anew") func recomputation() throws {
        let workplace = try Workplace.withResults()
        let options = ["check", "--name", "tiny", "--verbose"]
        let plain = try workplace.run(options)
        let evaluated = try workplace.run(options + ["--data", "tiny", "--offline"])
        let retrained = try workplace.run(options + ["--data", "tiny", "--offline", "--retrain"])
        #expect([plain, evaluated, retrained].map(\.status) == [0, 0, 0])
        let rows = [plain, evaluated, retrained].map { $0.output.split(separator: "\n").count }
        #expect(rows[0] < rows[1] && rows[1] < rows[2])
    }

    @Test("Other data than the record's does not pass") func otherData() throws {
        let workplace = try Workplace.withResults()
        var labels = try workplace.data("tiny/t10k-labels-idx1-ubyte")
        labels[labels.endIndex - 1] = (labels[labels.endIndex - 1] + 1) % 3
        try workplace.write(labels, to: "tiny/t10k-labels-idx1-ubyte")
        let outcome = try workplace.run("check", "--name", "tiny", "--data", "tiny", "--offline")
        #expect(outcome.status == 1)
    }

    @Test("An accuracy below the one asked for does not pass") func minimumAccuracy() throws {
        let workplace = try Workplace.withResults()
        try #require(try workplace.report("--learning-rate", "1000").status == 0)
        #expect(try workplace.run("check", "--name", "tiny", "--min-accuracy", "0").status == 0)
        #expect(try workplace.run("check", "--name", "tiny", "--min-accuracy", "99").status == 1)
    }

    @Test("A job's summary gets the table, after what is there") func jobSummary() throws {
        let workplace = try Workplace.withResults()
        workplace.program.environment["GITHUB_STEP_SUMMARY"] = "summary.md"
        #expect(try workplace.run("check", "--name", "tiny").status == 0)
        let first = try workplace.text("summary.md")
        #expect(first.contains("| --- |"))
        #expect(first.contains("| ✓   | report/tiny/run.json "))
        #expect(try workplace.run("check", "--name", "tiny").status == 0)
        #expect(try workplace.text("summary.md") == first + first)
    }

    @Test("JSON says whether the check passed") func json() throws {
        let workplace = try Workplace.withResults()
        try workplace.remove("figures/tiny/8_filters.png")
        let outcome = try workplace.run("check", "--name", "tiny", "--json")
        #expect(outcome.status == 1)
        let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect(document?["passed"] as? Bool == false)
        let reports = try #require(document?["reports"] as? [[String: Any]])
        #expect(reports.map { $0["name"] as? String } == ["tiny"])
        let rows = try #require(reports.first?["rows"] as? [[String: Any]])
        let failed = rows.filter { $0["agrees"] as? Bool == false }
        #expect(
            failed.map { $0["subject"] as? String } == [
                "figures/tiny/figures.json, 8_filters.png", "figures/tiny/8_filters.png",
            ])
    }

    @Test("A run whose loss is not finite ends with epoch, batch and what to do, and changes nothing")
    func diverged() throws {
        let workplace = try Workplace.withResults()
        let record = "report/tiny/run.json"
        let deviation = try #require(try workplace.text(record).firstMatch(of: /"standardDeviation" : \[[0-9.]+\]/))
            .output
        try #require(
            try workplace.replace(String(deviation), with: "\"standardDeviation\" : [1e-21]", in: record))
        try #require(
            try workplace.replace("\"learningRate\" : 0.001", with: "\"learningRate\" : 1000", in: record))
        let before = try workplace.state()
        let outcome = try workplace.run("check", "--name", "tiny", "--data", "tiny", "--offline", "--retrain", "--json")
        #expect(outcome.status == 65)
        #expect(outcome.tellsErrorWell, "\(outcome.error)")
        #expect(outcome.error.contains("in epoch 1, batch 2"))
        #expect(outcome.error.contains("smaller than 1000"))
        #expect(try workplace.state() == before)
    }
}
