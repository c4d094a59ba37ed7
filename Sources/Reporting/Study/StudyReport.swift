import RunRecords

/// The report of a study: everything it says follows from the record of its runs.
struct StudyReport {
    let study: StudyAnalysis
    let recordSHA256: String
    let illustrations: [Illustration]

    init(_ study: StudyAnalysis, recordSHA256: String, illustrations: [Illustration]) {
        self.study = study
        self.recordSHA256 = recordSHA256
        self.illustrations = illustrations
    }

    /// In GitHub's Markdown.
    var markdown: String {
        let sections: [(title: String?, passages: [String?])] = [
            (nil, introduction), ("What was varied", [variation]), ("Accuracy", accuracy),
            ("Comparison", comparison), ("Settings", [figure(.settings)]), ("Over the epochs", [figure(.curves)]),
            ("Two sources of noise", noise), ("Hard images", hardImages), ("Runs", runs),
            ("Reproduction", reproduction),
        ]
        return Markdown.blocks(
            sections.map { section in
                let passages = section.passages.compactMap { $0 }
                return passages.isEmpty ? nil : Markdown.blocks([section.title.map { "## " + $0 }] + passages)
            }) + "\n"
    }

    var record: StudyRecord { study.record }

    func figure(_ figure: StudyFigure) -> String? {
        illustrations.first { $0.number == figure.rawValue }?.markdown
    }

    /// A variant's name in the text.
    func name(_ variant: StudyAnalysis.Variant) -> String { Markdown.escaped(variant.name) }

    // MARK: - The beginning

    private var introduction: [String?] {
        [
            "# A study of \(Prose.count(record.runs.count, "run")) on \(dataset)", chosenByTest, syntheticNotice,
            summary,
            divergence,
            """
            Every number, claim and figure below is rendered from `study.json`, the record of all runs; `lenet check` proves \
            that they still agree.
            """,
        ]
    }

    private var dataset: String {
        guard let dataset = record.variants.first?.dataset else { return "" }
        return switch dataset.kind {
        case .mnist: "MNIST"
        case .synthetic: "synthetic digits"
        case .files: "the data set " + Markdown.escaped(dataset.name)
        }
    }

    private var syntheticNotice: String? {
        guard record.variants.first?.dataset.kind == .synthetic else { return nil }
        return """
            > **These digits are not MNIST.** The program drew them itself, those of seed \(record.configuration.seed) for \
            every run.
            """
    }

    private var chosenByTest: String? {
        guard study.criterion == .test, record.variants.count > 1, !study.variesSplitAlone else { return nil }
        return """
            > **The best variant was chosen by its test accuracy,** because no images were set aside for validation. What was \
            chosen for being good on these images looks better on them than it is.
            """
    }

    private var summary: String {
        guard let chosen = study.chosen else { return "**No run ended:** in all of them the training diverged." }
        let training =
            "\(Prose.count(record.variants.count, "variant")) of the settings \(Prose.noun(record.variants.count, "was", "were")) trained with \(study.seedCount) each"
        guard record.variants.count > 1 else {
            guard let test = chosen.test else {
                return "LeNet-5 was trained with \(study.seedCount); there were no test images."
            }
            return "LeNet-5 was trained with \(study.seedCount). \(testWords(test, of: "The runs"))"
        }
        guard !study.variesSplitAlone else {
            return """
                LeNet-5 was trained with \(Prose.count(record.variants.count, "split")) of the training images, and with \
                \(study.seedCount) for each. \(splitWords)
                """
        }
        let ranked = chosen.sample(study.criterion).map { $0.meanAndDeviation } ?? ""
        return """
            \(training). The best by \(study.ranked) accuracy is **\(name(chosen))** (\(ranked)\u{a0}%). \
            \(chosen.test.map { testWords($0, of: "Its runs") } ?? "There were no test images.")
            """
    }

    private func testWords(_ test: Sample, of runs: String) -> String {
        guard let deviation = test.standardDeviation, let interval = test.intervalInPercent else {
            return
                "\(runs == "The runs" ? "The run" : "Its run") classifies **\(test.percentage)** of the test images correctly."
        }
        return """
            \(runs) classify **\(test.percentage)** of \(Prose.count(study.testImages, "test image")) correctly in the mean, with \
            a standard deviation of \(StudyWords.points(deviation)) percentage points from seed to seed; the 95\u{a0}% interval \
            of the mean is \(interval).
            """
    }

    private var splitWords: String {
        let means = study.variants.compactMap { $0.test?.mean }
        guard let least = means.min(), let most = means.max() else { return "There were no test images." }
        return """
            Of the test images between \(NumberFormat.percentage(least)) and \(NumberFormat.percentage(most)) are classified \
            correctly in the mean over seeds, depending on the split.
            """
    }

    private var divergence: String? {
        guard study.diverged > 0 else { return nil }
        let runs = record.runs.compactMap { run -> String? in
            guard case .diverged(let epoch, let batch) = run.outcome else { return nil }
            return
                "\(Markdown.escaped(record.variants[run.variant].name)) with seed \(run.seed) (epoch \(epoch), batch \(batch))"
        }
        let shown = runs.prefix(10)
        let rest = runs.count - shown.count
        return """
            **\(Prose.count(study.diverged, "run")) diverged:** the loss was no finite number any more. They count in no mean, and a \
            variant with more of them ranks behind one with fewer. They are \
            \(Prose.list(Array(shown) + (rest > 0 ? ["\(NumberFormat.count(rest)) others"] : []))).
            """
    }

    // MARK: - What was varied

    private var variation: String {
        let seeds = """
            \(record.seeds.count == 1 ? "All runs have" : "Each variant was trained with") \(StudyWords.seeds(record.seeds)). A seed \
            decides the initial parameters and the order of the images\(record.variants.contains { $0.configuration.isAugmented } ? ", and how they are warped" : "").
            """
        let settings =
            study.varied.isEmpty
            ? "All other settings are the same in all runs."
            : "Variants differ in \(Prose.list(study.varied.map { StudyWords.name($0) })); all other settings are the same."
        return [seeds, settings, meaning].joined(separator: " ")
    }

    /// What an interval over seeds covers, and what it does not.
    private var meaning: String {
        guard record.seeds.count > 1 else {
            return "With one seed nothing can be said of how much another would change."
        }
        guard study.variesValidation else {
            return """
                The division into images for training and for validation is that of split seed \
                \(record.configuration.splitSeed) in every run, and the test images are the same. So an interval says where the \
                mean would lie with other seeds; it covers neither another division nor other test images.
                """
        }
        return """
            Which images are set aside for validation differs between variants. So an interval covers the seeds of one division; how \
            far the means of divisions lie apart shows what the choice of images adds, and a higher validation accuracy may only \
            mean easier images.
            """
    }

    // MARK: - Accuracies

    private var accuracy: [String?] {
        var table = MarkdownTable(
            [("Variant", .left), ("Runs", .right)] + (study.diverged > 0 ? [("Diverged", .right)] : [])
                + ["validation", "test"].flatMap { kind in
                    [
                        ("Mean \(kind) accuracy", .right), ("Standard deviation", .right),
                        ("95\u{a0}% interval of the mean", .right),
                    ]
                })
        for index in study.ranking {
            let variant = study.variants[index]
            func cells(_ sample: Sample?, shown: Bool = true) -> [String] {
                guard shown, let sample else { return ["", "", ""] }
                return [sample.percentage, sample.deviationInPoints, sample.intervalInPercent ?? "–"]
            }
            let showsTest = study.criterion == .test || study.variesSplitAlone || index == study.chosen?.index
            table.append(
                [name(variant), String(variant.finished.count)] + (study.diverged > 0 ? [String(variant.diverged)] : [])
                    + cells(variant.validation) + cells(variant.test, shown: showsTest))
        }
        return [
            figure(.accuracy), table.markdown,
            """
            Deviations are in percentage points, with n\u{a0}−\u{a0}1 in the denominator; intervals follow Student's t distribution \
            (*The probable error of a mean*, Biometrika\u{a0}6, 1908). \(ranking)
            """,
        ]
    }

    private var ranking: String {
        guard record.variants.count > 1 else { return "Accuracies are those after the last epoch." }
        guard !study.variesSplitAlone else { return "Nothing was chosen: the variants differ only in their images." }
        return study.criterion == .validation
            ? """
            Variants are ranked by their validation accuracy after the last epoch, so that the test images have no part in the \
            choice; the test accuracy is given for the chosen one alone.
            """
            : "Variants are ranked by their test accuracy, which therefore is no test of the chosen one."
    }

    // MARK: - Comparison

    private var comparison: [String?] {
        guard let chosen = study.chosen, record.variants.count > 1, !study.variesSplitAlone else { return [] }
        guard record.seeds.count > 1 else { return singleRuns(chosen) }
        var table = MarkdownTable(
            [
                ("\(chosen.name) against", .left), ("Seeds", .right), ("Difference", .right),
                ("95\u{a0}% interval", .right), ("p, corrected", .right),
            ])
        for comparison in study.comparisons {
            let differences = comparison.differences
            table.append([
                name(study.variants[comparison.variant]), String(differences.count),
                StudyWords.signedPoints(differences.mean),
                differences.interval.map {
                    "\(StudyWords.signedPoints($0.lowerBound)) to \(StudyWords.signedPoints($0.upperBound))"
                } ?? "–",
                comparison.pValue.map {
                    StudyWords.pValue($0).replacing("p = ", with: "").replacing("p < ", with: "< ")
                } ?? "–",
            ])
        }
        let pairs = record.variants.count * (record.variants.count - 1) / 2
        return [
            table.markdown,
            """
            Differences of \(study.ranked) accuracy in percentage points, between runs with the same seed; p is that of the paired \
            t\u{a0}test. \(pairs == 1 ? "" : "It is corrected for \(pairs) comparisons of all pairs (S. Holm, *A simple sequentially rejective multiple test procedure*, Scandinavian Journal of Statistics\u{a0}6, 1979), because the chosen one was found by looking at all. ")\(verdict)
            """,
        ]
    }

    private var verdict: String {
        guard let chosen = study.chosen else { return "" }
        let tested = study.comparisons.filter { $0.pValue != nil }
        let better = tested.filter { ($0.pValue ?? 1) < 0.05 }.map { name(study.variants[$0.variant]) }
        let rest = tested.filter { ($0.pValue ?? 1) >= 0.05 }.map { name(study.variants[$0.variant]) }
        let first =
            better.isEmpty
            ? []
            : [
                "\(name(chosen)) is better than \(Prose.list(better)) by more than chance explains at the 5\u{a0}% level."
            ]
        let second = rest.isEmpty ? [] : ["Chance alone may explain that it is ahead of \(Prose.list(rest))."]
        return (first + second).joined(separator: " ")
    }

    /// With one seed there is nothing to pair, but test images are the same.
    private func singleRuns(_ chosen: StudyAnalysis.Variant) -> [String?] {
        guard study.testImages > 0, let best = chosen.finished.first?.summary else { return [] }
        let others = study.ranking.filter { $0 != chosen.index }.compactMap { index in
            study.variants[index].finished.first.map { (variant: study.variants[index], run: $0.summary) }
        }
        let tests = others.map { StudyAnalysis.mcNemar(best, $0.run) }
        let adjusted = HolmCorrection.adjusted(tests.map(\.pValue))
        var table = MarkdownTable(
            [
                ("\(chosen.name) against", .left), ("Only it is right", .right), ("Only the other is right", .right),
                ("p, corrected", .right),
            ])
        for ((other, test), p) in zip(zip(others, tests), adjusted) {
            table.append([
                name(other.variant), NumberFormat.count(test.onlyFirst), NumberFormat.count(test.onlySecond),
                StudyWords.pValue(p).replacing("p = ", with: "").replacing("p < ", with: "< "),
            ])
        }
        return [
            table.markdown,
            """
            With one run of each variant only these runs can be compared: McNemar's exact test on the same \
            \(Prose.count(study.testImages, "test image")), corrected after Holm. It says nothing of what another seed would change.
            """,
        ]
    }

    // MARK: - Noise

    private var noise: [String?] {
        guard let noise = study.noise, let chosen = study.chosen, let seeds = noise.ofSeeds,
            let images = noise.ofTestImages,
            let deviation = noise.accuracies.standardDeviation
        else { return [] }
        var table = MarkdownTable([
            ("Source", .left), ("Standard error of the mean", .right), ("Becomes smaller with", .left),
        ])
        table.append(["Seeds", StudyWords.points(seeds), "more runs"])
        table.append(["Test images", StudyWords.points(images), "more test images"])
        let runs = record.variants.count > 1 ? "the runs of \(name(chosen))" : "the runs"
        return [
            """
            The mean test accuracy of \(runs), \(noise.accuracies.percentage), is not the true one for two reasons, which are kept \
            apart here, in percentage points:
            """,
            table.markdown,
            """
            The first is the standard deviation of single runs, \(StudyWords.points(deviation)), divided by the square root of their \
            number, \(noise.accuracies.count). The second takes each image's share of right answers as one observation (E. Miller, \
            [*Adding error bars to evals*](https://arxiv.org/abs/2411.00640), 2024); no number of runs makes it smaller. \
            X. Bouthillier and others measure both and more in [*Accounting for variance in machine learning \
            benchmarks*](https://arxiv.org/abs/2103.03098) (2021). \(pairsOfSeeds ?? "")
            """,
        ]
    }

    private var pairsOfSeeds: String? {
        study.pairsOfSeeds.map { pairs in
            """
            Two runs that differ in nothing but their seed are different networks: of \(Prose.count(pairs.all, "such pair")), \
            McNemar's exact test on the same test images takes \(pairs.different == 0 ? "none" : NumberFormat.count(pairs.different)) \
            for different at the 5\u{a0}% level, and \(pairs.corrected == 0 ? "none" : NumberFormat.count(pairs.corrected)) when \
            corrected for their number after Holm.
            """
        }
    }

    // MARK: - Hard images

    private var hardImages: [String?] {
        guard let figure = figure(.hardImages), let dataset = record.variants.first?.dataset else { return [] }
        let counts = study.wrongCounts
        let runs = study.finished.count
        let ever = counts.count { $0 > 0 }
        let always = counts.count { $0 == runs }
        let spread = """
            Of \(Prose.count(study.testImages, "test image")), \(Prose.count(ever, "is", "are")) wrong in at least one of \
            \(Prose.count(runs, "run")), and \(NumberFormat.count(always)) in every one\
            \(always > 0 ? ": more seeds do not help there" : "").
            """
        return [runs > 1 ? spread : nil, labelErrors(counts, runs, KnownLabelErrors(dataset)), figure]
    }

    private func labelErrors(_ counts: [Int], _ runs: Int, _ known: KnownLabelErrors) -> String? {
        let doubtful = counts.indices.filter { known.note($0) != nil }
        guard !doubtful.isEmpty else { return nil }
        let most = doubtful.count { 2 * counts[$0] > runs }
        return """
            Not every label is right: of \(KnownLabelErrors.count) test images people did not confirm the label (Northcutt, Athalye \
            and Mueller, [*Pervasive label errors in test sets destabilize machine learning \
            benchmarks*](https://doi.org/10.48550/arXiv.2103.14749), 2021). \(NumberFormat.count(most)) of them count as wrong in \
            more than half of the runs; in the figure they are marked with what people saw.
            """
    }
}
