/// Names of series with a sample of each, in one row or, where that is too wide, several.
package struct Legend: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package var name: String
        package var stroke: Stroke
        package var symbol: Symbol?

        package init(_ name: String, stroke: Stroke, symbol: Symbol? = nil) {
            self.name = name
            self.stroke = stroke
            self.symbol = symbol
        }
    }

    package var entries: [Entry]

    package init(_ entries: [Entry]) {
        self.entries = entries
    }

    private static let sample = 18.0
    private static let gap = 5.0
    private static let space = 14.0

    /// Entries in rows no wider than `width`, each with its distance from the left.
    package func rows(width: Double, style: TextStyle, measurer: TextMeasurer) -> [[(entry: Entry, x: Double)]] {
        var rows: [[(entry: Entry, x: Double)]] = []
        var end = 0.0
        for entry in entries {
            let extent = Self.sample + Self.gap + measurer.width(entry.name, style)
            if !rows.isEmpty, end + Self.space + extent <= width {
                rows[rows.count - 1].append((entry, end + Self.space))
                end += Self.space + extent
            } else {
                rows.append([(entry, 0)])
                end = extent
            }
        }
        return rows
    }

    /// The width of all entries in one row.
    package func width(style: TextStyle, measurer: TextMeasurer) -> Double {
        guard let last = rows(width: .infinity, style: style, measurer: measurer).first?.last else { return 0 }
        return last.x + Self.sample + Self.gap + measurer.width(last.entry.name, style)
    }

    /// Draws the rows with the middle of the first at `origin.y`, `lineHeight` apart.
    package func draw(
        at origin: Point, width: Double, lineHeight: Double, style: TextStyle, on drawing: inout Drawing,
        measurer: TextMeasurer
    ) {
        for (index, row) in rows(width: width, style: style, measurer: measurer).enumerated() {
            let y = origin.y + Double(index) * lineHeight
            for (entry, offset) in row {
                let start = Point(x: origin.x + offset, y: y)
                drawing.line(from: start, to: Point(x: start.x + Self.sample, y: y), entry.stroke)
                if let symbol = entry.symbol {
                    drawing.draw(symbol, at: Point(x: start.x + Self.sample / 2, y: y))
                }
                drawing.draw(
                    Text(
                        entry.name, style: style,
                        at: Point(
                            x: start.x + Self.sample + Self.gap, y: y + measurer.baselineDrop(style))))
            }
        }
    }
}

extension Drawing {
    /// A symbol around a point; a ring is filled with the background.
    package mutating func draw(_ symbol: Symbol, at center: Point) {
        switch symbol.shape {
        case .disc:
            fill(Path(circleAround: center, radius: symbol.radius), symbol.color)
        case .diamond:
            fill(Path(diamondAround: center, radius: symbol.radius * 1.25), symbol.color)
        case .ring:
            let path = Path(circleAround: center, radius: symbol.radius)
            fill(path, background)
            stroke(path, Stroke(color: symbol.color, width: symbol.radius / 2))
        }
    }
}
