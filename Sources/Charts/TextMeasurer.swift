/// Measures text for layout. A value that holds the measure, so that layouts can be tested without drawing.
package struct TextMeasurer {
    package let typeface: Typeface
    /// The advance in ems of a text in the regular or the bold weight.
    private let ems: (_ string: String, _ isBold: Bool) -> Double

    package init(typeface: Typeface, ems: @escaping (_ string: String, _ isBold: Bool) -> Double) {
        self.typeface = typeface
        self.ems = ems
    }

    /// The advance of a text in points.
    package func width(_ string: String, _ style: TextStyle) -> Double {
        ems(string, style.isBold) * style.size
    }

    /// The width of the widest, 0 of none.
    package func widest(_ strings: [String], _ style: TextStyle) -> Double {
        strings.reduce(0) { max($0, width($1, style)) }
    }

    /// How far below the middle of its capitals a text's baseline lies.
    package func baselineDrop(_ style: TextStyle) -> Double { typeface.capHeight / 2 * style.size }

    /// The box from the tallest letter's top to the deepest letter's bottom, where the text stands.
    package func box(of text: Text) -> Rect {
        let width = width(text.string, text.style)
        let shift =
            switch text.alignment {
            case .leading: 0.0
            case .center: width / 2
            case .trailing: width
            }
        if text.isUpright {
            return Rect(
                x: text.position.x - typeface.ascent * text.style.size, y: text.position.y + shift - width,
                width: (typeface.ascent + typeface.descent) * text.style.size, height: width)
        }
        return Rect(
            x: text.position.x - shift, y: text.position.y - typeface.ascent * text.style.size, width: width,
            height: (typeface.ascent + typeface.descent) * text.style.size)
    }

    /// The text, or as much of its beginning as fits with an ellipsis.
    package func shortened(_ string: String, _ style: TextStyle, width limit: Double) -> String {
        guard width(string, style) > limit else { return string }
        var start = string.dropLast()
        while !start.isEmpty, width(start + "…", style) > limit { start = start.dropLast() }
        while start.last == " " { start = start.dropLast() }
        return start + "…"
    }

    /// The text, or as much of its beginning and its end as fits with an ellipsis between them: names that begin alike
    /// often end differently.
    package func shortenedWithin(_ string: String, _ style: TextStyle, width limit: Double) -> String {
        guard width(string, style) > limit else { return string }
        for kept in stride(from: string.count - 1, through: 2, by: -1) {
            var (start, end) = (string.prefix((kept + 1) / 2), string.suffix(kept / 2))
            while start.last == " " { start.removeLast() }
            while end.first == " " { end.removeFirst() }
            let text = "\(start)…\(end)"
            if width(text, style) <= limit { return text }
        }
        return shortened(string, style, width: limit)
    }

    /// Breaks a text into as few lines as `lines` does, of about the same width, so that no word stands alone.
    package func balancedLines(_ string: String, _ style: TextStyle, width limit: Double) -> [String] {
        var best = lines(string, style, width: limit)
        let count = best.count
        guard count > 1 else { return best }
        for share in stride(from: 0.95, through: 0.4, by: -0.05) {
            let narrower = lines(string, style, width: limit * share)
            guard narrower.count == count else { break }
            best = narrower
        }
        return best
    }

    /// Breaks a text at spaces into lines no wider than `width`; a single word that is wider has a line of its own.
    /// Spaces that must not break are kept whole.
    package func lines(_ string: String, _ style: TextStyle, width limit: Double) -> [String] {
        var lines: [String] = []
        for word in string.split(separator: " ") {
            if let last = lines.last, width(last + " " + word, style) <= limit {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}
