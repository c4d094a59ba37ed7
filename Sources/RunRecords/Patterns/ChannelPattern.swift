/// What one channel of a convolution looks for: of all straight edges, lines and spots the one that explains most of
/// its filter, and whether the channel's responses bear that out.
///
/// PyTorch's convolution is a cross-correlation, so a filter responds most where the image looks like it. Where there
/// are several input channels the pattern is one in space, times a weight for each of them.
package struct ChannelPattern: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case edge, brightLine, darkLine, brightSpot, darkSpot
    }

    package let kind: Kind
    /// In degrees, counter-clockwise from the right: for an edge where its bright side lies, 0..<360; for a line how
    /// it runs, 0..<180; 0 for a spot.
    package let angle: Int
    /// The share in 0...1 of the filter's energy, the sum of its squared weights, which the pattern explains.
    package let share: Double
    /// The pattern in each input channel with the weights that fit the filter best, row after row from the top.
    package let fit: [[Double]]
    /// How much of `bright` each input channel has; the sum of squares is 1.
    package let contrast: [Double]
    package let responses: ChannelResponses

    /// From which share on a pattern is named: about one filter of random weights in twenty-five has one that explains
    /// as much and passes the test of responses.
    package static let leastShare = 0.4

    /// From the filters of the input channels, each rows x columns from the top; `nil` for filters that are zero or not
    /// finite.
    init?(_ filters: [[Double]], rows: Int, columns: Int, templates: [PatternTemplate]) {
        let energy = filters.joined().reduce(0) { $0 + $1 * $1 }
        guard energy.isFinite, energy > 0 else { return nil }
        var best: (template: PatternTemplate, weights: [Double], explained: Double)?
        for template in templates {
            let weights = filters.map { filter in zip(filter, template.values).reduce(0) { $0 + $1.0 * $1.1 } }
            let explained = weights.reduce(0) { $0 + $1 * $1 }
            if explained > best?.explained ?? 0 { best = (template, weights, explained) }
        }
        // A constant filter explains nothing but its own rounding errors.
        guard let best, best.explained > energy * 1e-12 else { return nil }
        share = min(best.explained / energy, 1)
        fit = best.weights.map { weight in best.template.values.map { $0 * weight } }
        // Of the two ways to say which side is bright, the one with more of all channels together.
        let sum = best.weights.reduce(0, +)
        let isReversed = sum < 0
        let length = best.explained.squareRoot()
        let contrast = best.weights.map { (isReversed ? -$0 : $0) / length }
        self.contrast = contrast
        switch best.template.shape {
        case .edge: (kind, angle) = (.edge, best.template.step * 15 + (isReversed ? 180 : 0))
        case .line: (kind, angle) = (isReversed ? .darkLine : .brightLine, (best.template.step * 15 + 90) % 180)
        case .spot: (kind, angle) = (isReversed ? .darkSpot : .brightSpot, 0)
        }
        let mixed = (0..<rows * columns).map { place in
            zip(filters, contrast).reduce(0) { $0 + $1.0[place] * $1.1 }
        }
        responses = ChannelResponses(filter: mixed, rows: rows, columns: columns)
    }

    /// How strongly the channel must answer to patterns of its kind, as a share of its strongest answer to any kind.
    package static let leastAnswer = 0.8

    /// Whether the channel is described by its pattern: that explains enough, and the channel answers to such patterns
    /// most at the same angle (a spot at all angles alike), and not much more to those of another kind.
    package var isClear: Bool {
        guard share >= Self.leastShare, responses.strongest(kind) >= Self.leastAnswer * responses.preferred.response
        else { return false }
        switch kind {
        case .edge: return ChannelResponses.distance(responses.peak(responses.edges), angle, of: 360) <= 22
        case .brightLine: return ChannelResponses.distance(responses.peak(responses.brightLines), angle, of: 180) <= 22
        case .darkLine: return ChannelResponses.distance(responses.peak(responses.darkLines), angle, of: 180) <= 22
        case .brightSpot: return ChannelResponses.areEven(responses.brightLines)
        case .darkSpot: return ChannelResponses.areEven(responses.darkLines)
        }
    }
}

/// How strongly a channel responds to ideal stimuli: an edge, a bright line of two pixels on dark ground or a dark one
/// on bright ground, at each angle where it lies best. As a network sees images: what a stimulus lacks of `bright` adds
/// nothing, so all of it differs from the real response by a constant and a factor alone.
package struct ChannelResponses: Sendable, Equatable {
    /// At every 15 degrees from 0 on: edges towards their bright side, in all directions; lines as they run, in half of
    /// them.
    package let edges: [Double]
    package let brightLines: [Double]
    package let darkLines: [Double]

    init(filter: [Double], rows: Int, columns: Int) {
        let grid = FilterGrid(rows: rows, columns: columns)
        let reach = Double(max(rows, columns)) / 2 + 1
        let offsets = Array(stride(from: -reach, through: reach, by: 0.25))
        func response(_ distances: [Double], _ coverage: (Double) -> Double) -> Double {
            zip(filter, distances).reduce(0) { $0 + $1.0 * coverage($1.1) }
        }
        // How much of a pixel lies beyond a straight border at such a distance.
        func beyond(_ distance: Double) -> Double { min(max(distance + 0.5, 0), 1) }
        edges = (0..<24).map { step in
            let distances = grid.distances(across: step)
            return offsets.map { offset in response(distances) { beyond($0 - offset) } }.max() ?? 0
        }
        let lines = (0..<12).map { step in
            // A line that runs at an angle has its normal at a right angle to it.
            let distances = grid.distances(across: step + 6)
            return offsets.map { offset in
                response(distances) { beyond($0 - offset + 1) - beyond($0 - offset - 1) }
            }
        }
        let everything = filter.reduce(0, +)
        brightLines = lines.map { $0.max() ?? 0 }
        darkLines = lines.map { everything - ($0.min() ?? 0) }
    }

    /// The stimulus that the channel answers most strongly, with its response.
    package var preferred: (kind: ChannelPattern.Kind, angle: Int, response: Double) {
        [(ChannelPattern.Kind.edge, edges), (.brightLine, brightLines), (.darkLine, darkLines)]
            .map { kind, values in (kind, peak(values), values.max() ?? 0) }
            .reduce((.edge, 0, -.infinity)) { $1.2 > $0.2 ? $1 : $0 }
    }

    /// The strongest response to a kind of stimulus; a spot is a short line.
    func strongest(_ kind: ChannelPattern.Kind) -> Double {
        switch kind {
        case .edge: edges.max() ?? 0
        case .brightLine, .brightSpot: brightLines.max() ?? 0
        case .darkLine, .darkSpot: darkLines.max() ?? 0
        }
    }

    /// The angle of the strongest response, in degrees.
    func peak(_ values: [Double]) -> Int {
        (values.indices.reduce(0) { values[$1] > values[$0] ? $1 : $0 }) * 15
    }

    /// How far two angles are apart, in degrees, where `turn` degrees are a whole turn.
    static func distance(_ one: Int, _ other: Int, of turn: Int) -> Int {
        let apart = ((one - other) % turn + turn) % turn
        return min(apart, turn - apart)
    }

    /// Whether no angle is answered half as strongly as another.
    static func areEven(_ values: [Double]) -> Bool { (values.min() ?? 0) >= (values.max() ?? 0) / 2 }
}

extension FilterBank {
    /// Whether the shape fits the weights, and filters are small enough to look for patterns in.
    package var isWellFormed: Bool {
        guard shape.count == 4, shape.allSatisfy({ $0 > 0 }), shape[2] <= 64, shape[3] <= 64 else { return false }
        var volume = 1
        for extent in shape {
            let (product, overflow) = volume.multipliedReportingOverflow(by: extent)
            if overflow { return false }
            volume = product
        }
        return weights.count == volume
    }

    /// The filters of one output channel, one for each input channel, rows x columns from the top.
    package func filters(ofChannel channel: Int) -> [[Double]]? {
        guard isWellFormed, (0..<shape[0]).contains(channel) else { return nil }
        let area = shape[2] * shape[3]
        let first = channel * shape[1] * area
        return (0..<shape[1]).map { input in
            weights[first + input * area..<first + (input + 1) * area].map { Double($0) }
        }
    }

    /// What each output channel looks for; `nil` for one whose filter is constant.
    package var patterns: [ChannelPattern?] {
        guard isWellFormed else { return [] }
        let templates = PatternTemplate.all(rows: shape[2], columns: shape[3])
        return (0..<shape[0]).map { channel in
            filters(ofChannel: channel).flatMap {
                ChannelPattern($0, rows: shape[2], columns: shape[3], templates: templates)
            }
        }
    }

    /// The channels with the clearest patterns, the clearest first and the lower channel first among equals: those of
    /// kinds that were not yet chosen before others, and clear ones before those that are not.
    package func clearestChannels(count: Int) -> [Int] {
        let patterns = self.patterns
        let shares = patterns.map { ($0?.isClear == true ? 1 : 0) + ($0?.share ?? 0) }
        let ranked = patterns.indices.sorted { (shares[$1], $0) < (shares[$0], $1) }
        var chosen: [Int] = []
        var kinds: [ChannelPattern.Kind] = []
        for channel in ranked where chosen.count < count {
            guard let pattern = patterns[channel], pattern.isClear, !kinds.contains(pattern.kind) else { continue }
            chosen.append(channel)
            kinds.append(pattern.kind)
        }
        return Array((chosen + ranked.filter { !chosen.contains($0) }).prefix(max(count, 0)))
    }
}
