import RunRecords

extension Report {
    var featureMapSection: [String?] { [channelIntroduction] }

    private var channelIntroduction: String? {
        guard !record.exhibits.featureMaps.isEmpty, let bank = firstFilters else { return nil }
        return """
            The first convolution has \(Prose.count(bank.shape[0], "channel")), each a kernel of \
            \(bank.shape[2])\u{a0}×\u{a0}\(bank.shape[3]) weights that slides over the image. A feature map is what \
            one channel answers, after ReLU: bright where the image looks like the kernel, black where it does not. \
            \(channels)
            """
    }

    /// What each shown channel detects, read off its kernel.
    private var channels: String {
        let shown = record.exhibits.featureMaps.map { maps in
            let edge = firstFilters?.edge(ofChannel: maps.channel)
            return "channel \(maps.channel) detects \(edge?.summary ?? "edges of no one direction")"
        }
        let opening = shown.count == 1 ? "The channel whose kernel is" : "The channels whose kernels are"
        return """
            \(opening) most like an oriented edge \(shown.count == 1 ? "is" : "are") shown: \
            \(shown.joined(separator: "; ")). Channels count from 0.
            """
    }

    private var firstFilters: FilterBank? { record.exhibits.filters.first { $0.layer == "conv1" } }
}
