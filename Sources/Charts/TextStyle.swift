/// How a text is set; the family is that of the whole drawing.
package struct TextStyle: Sendable, Equatable {
    /// The em in points.
    package var size: Double
    package var isBold: Bool
    package var color: Color

    package init(size: Double, isBold: Bool = false, color: Color) {
        self.size = size
        self.isBold = isBold
        self.color = color
    }

    /// The same in another color.
    package func colored(_ color: Color) -> TextStyle {
        TextStyle(size: size, isBold: isBold, color: color)
    }

    /// The same in bold.
    package var bold: TextStyle { TextStyle(size: size, isBold: true, color: color) }
}

/// One line of text at its place.
package struct Text: Sendable, Equatable {
    /// Which part of the text stands at its position.
    package enum Alignment: Sendable, Equatable {
        case leading, center, trailing
    }

    package var string: String
    package var style: TextStyle
    /// A point of the baseline.
    package var position: Point
    package var alignment: Alignment
    /// Whether it runs upwards instead of to the right.
    package var isUpright: Bool

    package init(
        _ string: String, style: TextStyle, at position: Point, alignment: Alignment = .leading, isUpright: Bool = false
    ) {
        self.isUpright = isUpright
        self.string = string
        self.style = style
        self.position = position
        self.alignment = alignment
    }
}
