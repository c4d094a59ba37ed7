import RunRecords

extension Report {
    var method: String {
        let configuration = record.configuration
        let batches = record.batchesPerEpoch
        let remainder = record.dataset.trainingImages % configuration.batchSize
        let last = remainder == 0 || batches == 1 ? "" : ", the last of \(NumberFormat.count(remainder))"
        let size = batches == 1 ? record.dataset.trainingImages : configuration.batchSize
        let epochs =
            configuration.epochs == 1 ? "In one epoch" : "In each of \(NumberFormat.count(configuration.epochs)) epochs"
        return """
            \(epochs) the \(Prose.count(record.dataset.trainingImages, "training image")) \
            \(Prose.noun(record.dataset.trainingImages, "was", "were")) shuffled and dealt into \
            \(Prose.count(batches, "mini-batch", "mini-batches")) of \(Prose.count(size, "image"))\(last). For each \
            mini-batch, back-propagation gave the gradient of the mean softmax cross entropy, and \(configuration.optimizer.title) \
            moved every parameter against it with a step size \(stepSize): \
            \(Prose.count(record.trainingLoss.count, "step")) in all. Parameters began at random from the seed \
            \(configuration.seed).
            """
    }

    var epochTable: String {
        let losses = record.epochLosses
        var columns: [(String, MarkdownTable.Alignment)] = [
            ("Epoch", .right), ("Mean loss", .right), ("Training accuracy", .right),
        ]
        let hasValidation = record.dataset.validationImages > 0
        if hasValidation { columns.append(("Validation accuracy", .right)) }
        var table = MarkdownTable(columns)
        for (index, epoch) in record.epochs.enumerated() {
            table.append([
                "\(index + 1)", NumberFormat.decimal(losses[index], decimals: 4),
                NumberFormat.percentage(epoch.trainingAccuracy),
                epoch.validationAccuracy.map { NumberFormat.percentage($0) } ?? "",
            ])
        }
        guard record.epochs.count > 20 else { return table.markdown }
        return Markdown.folded(table.markdown, summary: "All \(Prose.count(record.epochs.count, "epoch"))")
    }
}
