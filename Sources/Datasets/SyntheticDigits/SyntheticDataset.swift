extension Dataset {
    /// The built-in data set: 60,000 training and 10,000 test digits drawn from the seed alone.
    package static func synthetic(seed: UInt64, threads: Int) -> Dataset {
        let (training, test) = SyntheticDigits.images(seed: seed, threads: threads)
        return Dataset(
            kind: .synthetic, format: .drawn, name: DatasetName.synthetic, training: training, test: test,
            classList: DatasetClass.numbered(10),
            hashes: contentHashes(training: training, test: test))
    }
}
