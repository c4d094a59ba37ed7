extension ChannelPattern {
    /// To be put after "detects": `edges going from bottom to top from dark to bright`, `bright vertical lines`.
    package var summary: String {
        let (bright, dark) = sides
        switch kind {
        case .edge:
            let side = Direction(degrees: angle)
            return "edges going from \(side.opposite.name) to \(side.name) from \(dark) to \(bright)"
        case .brightLine: return "\(bright) \(Self.lines(angle))"
        case .darkLine: return "\(dark) \(Self.lines(angle))"
        case .brightSpot: return "\(bright) spots"
        case .darkSpot: return "\(dark) spots"
        }
    }

    /// In few words: `edge`, `bright line`.
    package var name: String {
        let (bright, dark) = sides
        return switch kind {
        case .edge: "edge"
        case .brightLine: "\(bright) line"
        case .darkLine: "\(dark) line"
        case .brightSpot: "\(bright) spot"
        case .darkSpot: "\(dark) spot"
        }
    }

    /// What stimuli of a kind are called where they are made of this pattern's two sides: `edges`, `dark lines`, `red lines`.
    package func plural(_ kind: Kind) -> String {
        let (bright, dark) = sides
        return switch kind {
        case .edge: "edges"
        case .brightLine: "\(bright) lines"
        case .darkLine: "\(dark) lines"
        case .brightSpot: "\(bright) spots"
        case .darkSpot: "\(dark) spots"
        }
    }

    /// A glyph that points to an edge's bright side or runs as a line does.
    package var glyph: String {
        switch kind {
        case .edge: Direction(degrees: angle).arrow
        case .brightLine, .darkLine: ["─", "╱", "│", "╲"][(angle + 22) / 45 % 4]
        case .brightSpot: "○"
        case .darkSpot: "●"
        }
    }

    /// What the two sides of the pattern are called: `bright` and `dark`, or a hue and its opposite where three
    /// channels differ in that more than in brightness.
    private var sides: (bright: String, dark: String) {
        guard contrast.count == 3 else { return ("bright", "dark") }
        let (red, green, blue) = (contrast[0], contrast[1], contrast[2])
        let candidates: [(Double, String, String)] = [
            ((red + green + blue) / 3.0.squareRoot(), "bright", "dark"),
            ((2 * red - green - blue) / 6.0.squareRoot(), "red", "cyan"),
            ((2 * green - red - blue) / 6.0.squareRoot(), "green", "magenta"),
            ((2 * blue - red - green) / 6.0.squareRoot(), "blue", "yellow"),
        ]
        let most = candidates.reduce(candidates[0]) { abs($1.0) > abs($0.0) ? $1 : $0 }
        return most.0 < 0 ? (most.2, most.1) : (most.1, most.2)
    }

    private static func lines(_ angle: Int) -> String {
        switch (angle + 22) / 45 % 4 {
        case 0: "horizontal lines"
        case 1: "diagonal lines from bottom left to top right"
        case 2: "vertical lines"
        default: "diagonal lines from top left to bottom right"
        }
    }
}

extension ChannelPattern {
    /// The side or corner of a filter on which an edge is bright.
    private enum Direction: Int, CaseIterable {
        case right, topRight, top, topLeft, left, bottomLeft, bottom, bottomRight

        init(degrees: Int) { self = Self.allCases[(degrees + 22) / 45 % 8] }

        var opposite: Direction { Self.allCases[(rawValue + 4) % 8] }

        var arrow: String { ["→", "↗", "↑", "↖", "←", "↙", "↓", "↘"][rawValue] }

        var name: String {
            switch self {
            case .right: "right"
            case .topRight: "top right"
            case .top: "top"
            case .topLeft: "top left"
            case .left: "left"
            case .bottomLeft: "bottom left"
            case .bottom: "bottom"
            case .bottomRight: "bottom right"
            }
        }
    }
}
