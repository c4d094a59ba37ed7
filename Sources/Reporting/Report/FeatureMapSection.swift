import RunRecords

extension Report {
    var channelIntroduction: String? {
        guard !record.exhibits.featureMaps.isEmpty, let bank = firstFilters else { return nil }
        return """
            The first convolution has \(Prose.count(bank.shape[0], "channel")), each a filter of \
            \(bank.shape[2])\u{a0}×\u{a0}\(bank.shape[3]) weights that slides over the image. A feature map is what \
            one channel answers, after ReLU: bright where the image looks like the filter, black where it does not. \
            \(channels)
            """
    }

    /// What each channel detects, read off its filter, those that are shown first.
    private var channels: String {
        let patterns = firstFilters?.patterns ?? []
        let shown = record.exhibits.featureMaps.map(\.channel)
        func phrase(_ channel: Int) -> String {
            "channel \(channel) \(ChannelPattern.predicate(patterns.indices.contains(channel) ? patterns[channel] : nil))"
        }
        guard patterns.contains(where: { $0?.isClear == true }) else {
            let (verb, filters) =
                shown.count == 1
                ? ("is channel", "filter comes") : ("are channels", "filters come")
            return """
                No channel has a simple pattern; shown \(verb) \(Prose.list(shown.map { "\($0)" })), whose \(filters) \
                nearest to one. Channels count from 0.
                """
        }
        let others = patterns.indices.filter { !shown.contains($0) }
        let rest = others.isEmpty ? "" : " Of the others, \(Prose.list(others.map(phrase)))."
        return """
            Shown \(shown.count == 1 ? "is the channel" : "are the channels") with the clearest pattern, of different \
            kinds where there are: \(shown.map(phrase).joined(separator: "; ")).\(rest) Channels count from 0.
            """
    }

    var channelMethod: String? {
        guard !record.exhibits.featureMaps.isEmpty, firstFilters != nil else { return nil }
        return """
            What a channel detects is not read into it: of all straight edges, bright and dark lines and spots the one is \
            taken that explains most of the filter's energy, the sum of its squared weights. It is named where that is at \
            least \(NumberFormat.percentage(ChannelPattern.leastShare, decimals: 0)) and where the channel, shown ideal \
            stimuli at 24 angles, answers to those of that kind most strongly at the angle of the fit, and at least \
            \(NumberFormat.percentage(ChannelPattern.leastAnswer, decimals: 0)) as strongly as to any other kind; one \
            filter of random weights in twenty-five passes.
            """
    }

    private var firstFilters: FilterBank? { record.exhibits.filters.first { $0.layer == "conv1" && $0.isWellFormed } }
}
