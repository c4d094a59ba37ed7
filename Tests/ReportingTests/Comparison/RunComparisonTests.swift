import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct RunComparisonTests {
    private func comparison(_ change: (inout RunRecord) -> Void) -> String {
        var record = RunRecord.sample()
        change(&record)
        return RunComparison(old: .sample(), new: record, oldName: "main:run.json", newName: "run.json").markdown
    }

    /// The cells of the table row that begins with `name`.
    private func cells(_ name: String, in markdown: String) -> [String]? {
        markdown.split(separator: "\n").first { $0.hasPrefix("| \(name) ") }?
            .split(separator: "|").dropFirst().map {
                String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
    }

    @Test func `Nothing changed is said so`() {
        #expect(
            comparison { _ in }
                == "## Changes of the run\n\nNothing changed: `main:run.json` and `run.json` hold the same run.\n")
        #expect(!RunComparison(old: .sample(), new: .sample(), oldName: "", newName: "").hasChanges)
    }

    @Test func `Settings that changed are listed, others are not`() {
        let text = comparison { $0.configuration.learningRate = 0.002 }
        #expect(cells("Learning rate", in: text) == ["0.001", "0.002"])
        #expect(!text.contains("Batch size") && text.contains("The results are the same."))
    }

    @Test func `A better accuracy stands with its difference and whether chance explains it`() {
        let text = comparison { $0.test = TestResult(confusion: .sample(mistakes: [(4, 9, 2), (7, 2, 2), (9, 4, 1)])) }
        #expect(
            cells("Test accuracy", in: text)
                == [
                    "94.00\u{a0}% (94 of 100)", "95.00\u{a0}% (95 of 100)",
                    "+1.00 percentage point, chance explains it",
                ])
        #expect(
            text.contains(
                """
                Of the same 100 test images, 1 is classified correctly only after the change and 0 only before it. Were \
                both networks equally good, a split at least as uneven would have a probability of 1.0000 (McNemar's \
                exact test).
                """))
        #expect(cells("4", in: text) == ["70.00\u{a0}%", "80.00\u{a0}%", "+10.00 percentage points"])
        let worse = comparison { $0.test = TestResult(confusion: .sample(mistakes: (0..<9).map { ($0, 9, 8) })) }
        #expect(cells("Test accuracy", in: worse)?.last == "−66.00 percentage points, more than chance explains")
        #expect(worse.contains("a probability of less than 0.0001 (McNemar's exact test)"))
    }

    @Test func `Accuracies on other test images are compared as those of two samples`() {
        let text = comparison { $0.test = TestResult(confusion: .sample(each: 20)) }
        #expect(
            text.contains("so their accuracies are compared as those of different samples: a two-proportion z-test"))
        #expect(!text.contains("McNemar"))
    }

    @Test func `A field that no row knows is listed all the same`() {
        let text = comparison { record in
            record.dataset.classNames = ["a", "b"]
            record.presentation.dpi = 50
            record.test.predictions[0] = 5
        }
        #expect(cells("Class names", in: text) == ["absent", "2 values"])
        #expect(text.contains("- `presentation.dpi`: 36 became 50"))
        #expect(text.contains("- `test.predictions[0]`: 0 became 5"))
    }

    @Test func `Epochs, loss, parameters, data, network, program and code are compared`() {
        let text = comparison { record in
            record.epochs[2] = EpochResult(trainingAccuracy: 0.5, validationAccuracy: 0.5)
            record.trainingLoss[26] = 5
            record.network.parametersSHA256 = RunRecord.digest("0")
            record.network.layers[0].parameters = 200
            record.dataset.hashes["t10k-labels-idx1-ubyte"] = nil
            record.dataset.trainingImages = 541
            record.generator.version = "2.0.0"
            record.code[1].text = "for batch in batches {\n    network.step(batch)\n    log()\n}"
            record.code.remove(at: 0)
        }
        #expect(cells("Accuracies of epochs", in: text) == ["–", "1 epoch of 3 changed", "from epoch 3"])
        #expect(cells("Validation accuracy after the last epoch", in: text)?.last == "−46.67 percentage points")
        #expect(cells("Mean loss in the last epoch", in: text)?.first == "0.1013")
        #expect(cells("Parameters SHA256", in: text) == ["`eeeeeeeeeeeeeeee`", "`0000000000000000`"])
        #expect(cells("Parameters", in: text) == ["61,706", "61,750"])
        #expect(cells("`hashes.t10k-labels-idx1-ubyte`", in: text) == ["`dddddddddddddddd`", "absent"])
        #expect(cells("Training images", in: text) == ["540", "541"])
        #expect(cells("Version", in: text)?.prefix(2) == ["1.2.3", "2.0.0"])
        #expect(cells("Code: The training loop", in: text) == ["3 lines", "4 lines", "1 added, 0 removed"])
        #expect(cells("Code: The network", in: text)?.prefix(2) == ["quoted", "none"])
    }

    @Test func `A change that no table shows is mentioned all the same`() {
        #expect(
            comparison { $0.trainingLoss[3] += 1e-6 }.contains(
                "Also different:\n\n- `trainingLoss[3]`: 0.575 became 0.575001"))
        #expect(
            comparison { $0.exhibits.filters[0].weights[0] = 9 }.contains(
                "- `exhibits.filters[0].weights[0]`: -0.25 became 9"))
        #expect(comparison { $0.network.layers[1].operation = "sigmoid" }.contains("| `layers[1].operation` |"))
        #expect(comparison { $0.exhibits.mistakes.removeLast() }.contains("- `exhibits.mistakes.count`: 6 became 5"))
    }

    @Test func `Runs of different length and classes are compared as far as they go`() {
        let text = RunComparison(
            old: .sample(epochs: 1, validationImages: 0, confusion: .sample(classes: 3)), new: .sample(), oldName: "a",
            newName: "b"
        ).markdown
        #expect(cells("Classes", in: text) == ["3", "10"])
        #expect(cells("Validation accuracy after the last epoch", in: text)?.prefix(2) == ["none", "96.67\u{a0}%"])
        #expect(cells("9", in: text)?.prefix(2) == ["none", "90.00\u{a0}%"])
        #expect(cells("Epochs", in: text) == ["1", "3"])
    }
}
