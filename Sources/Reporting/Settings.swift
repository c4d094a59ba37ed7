import RunRecords

extension RunRecord {
    /// The configuration as a reader sees it, in the order of the work: shared by the report and the comparison.
    var settings: [(name: String, value: String)] {
        [
            ("Seed", "\(configuration.seed)"),
            ("Epochs", NumberFormat.count(configuration.epochs)),
            ("Batch size", NumberFormat.count(configuration.batchSize)),
            ("Learning rate (Adam)", NumberFormat.shortest(configuration.learningRate)),
            ("Validation fraction", NumberFormat.shortest(configuration.validationFraction)),
            ("Pixel size", NumberFormat.count(configuration.pixelSize)),
            ("Mean subtracted", NumberFormat.shortest(configuration.mean)),
            ("Divided by", NumberFormat.shortest(configuration.standardDeviation)),
        ]
    }
}
