/// A finished picture, not yet painted: what stands where, in points. A pure value, so that a layout can be tested
/// and audited without a pixel.
package struct Drawing: Sendable, Equatable {
    /// One thing on the page; later ones cover earlier ones.
    package enum Element: Sendable, Equatable {
        case fill(Path, Color)
        case stroke(Path, Stroke)
        case text(Text)
        /// An image stretched over a rectangle, each pixel a crisp square.
        case image(Bitmap, Rect)
    }

    package var size: Size
    package var background: Color
    package private(set) var elements: [Element] = []

    package init(size: Size, background: Color) {
        self.size = size
        self.background = background
    }

    package mutating func fill(_ path: Path, _ color: Color) {
        elements.append(.fill(path, color))
    }

    package mutating func stroke(_ path: Path, _ stroke: Stroke) {
        elements.append(.stroke(path, stroke))
    }

    package mutating func draw(_ text: Text) {
        elements.append(.text(text))
    }

    package mutating func draw(_ image: Bitmap, in rect: Rect) {
        elements.append(.image(image, rect))
    }

    /// A straight line.
    package mutating func line(from start: Point, to end: Point, _ style: Stroke) {
        stroke(Path(through: [start, end]), style)
    }

    /// All lines of text, in order.
    package var texts: [Text] {
        elements.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }
}
