import Foundation

/// Outlines to fill or to stroke, in points.
package struct Path: Sendable, Equatable {
    /// One step of a pen.
    package enum Step: Sendable, Equatable {
        case move(Point)
        case line(Point)
        /// Clockwise as seen, from one angle to another in radians from the right; a line leads to its start.
        case arc(center: Point, radius: Double, from: Double, to: Double)
        case close
    }

    package private(set) var steps: [Step] = []

    package init() {}

    package init(_ steps: [Step]) {
        self.steps = steps
    }

    package mutating func add(_ step: Step) {
        steps.append(step)
    }

    package mutating func add(_ other: Path) {
        steps += other.steps
    }

    /// A line through points in pieces of so many steps, each from where the last ends; any other path as it is.
    func pieces(of count: Int) -> [Path] {
        let isLine = steps.dropFirst().allSatisfy { if case .line = $0 { true } else { false } }
        guard isLine, steps.count > count else { return [self] }
        return stride(from: 1, to: steps.count, by: count).map { first in
            var piece = Array(steps[first - 1..<min(first + count, steps.count)])
            if case .line(let start) = piece[0] { piece[0] = .move(start) }
            return Path(piece)
        }
    }

    /// A line through points.
    package init(through points: [Point]) {
        steps = points.enumerated().map { $0.offset == 0 ? .move($0.element) : .line($0.element) }
    }

    package init(rect: Rect) {
        steps = [
            .move(Point(x: rect.x, y: rect.y)), .line(Point(x: rect.maxX, y: rect.y)),
            .line(Point(x: rect.maxX, y: rect.maxY)), .line(Point(x: rect.x, y: rect.maxY)), .close,
        ]
    }

    /// A rectangle with rounded corners; the radius is at most half a side.
    package init(rect: Rect, cornerRadius: Double) {
        let radius = min(cornerRadius, rect.width / 2, rect.height / 2)
        let (left, right) = (rect.x + radius, rect.maxX - radius)
        let (top, bottom) = (rect.y + radius, rect.maxY - radius)
        let corners = [(right, top, -0.5), (right, bottom, 0), (left, bottom, 0.5), (left, top, 1)]
        steps = corners.enumerated().flatMap { index, corner in
            let arc = Step.arc(
                center: Point(x: corner.0, y: corner.1), radius: radius, from: corner.2 * .pi,
                to: (corner.2 + 0.5) * .pi)
            return index == 0 ? [.move(Point(x: right, y: rect.y)), arc] : [arc]
        }
        steps.append(.close)
    }

    package init(circleAround center: Point, radius: Double) {
        steps = [
            .move(Point(x: center.x + radius, y: center.y)),
            .arc(center: center, radius: radius, from: 0, to: 2 * .pi), .close,
        ]
    }

    /// A square standing on a corner.
    package init(diamondAround center: Point, radius: Double) {
        steps = [
            .move(Point(x: center.x, y: center.y - radius)), .line(Point(x: center.x + radius, y: center.y)),
            .line(Point(x: center.x, y: center.y + radius)), .line(Point(x: center.x - radius, y: center.y)), .close,
        ]
    }
}

/// How a path is drawn: line ends and corners are round.
package struct Stroke: Sendable, Equatable {
    package var color: Color
    package var width: Double
    /// Lengths of dashes and gaps in turn; unbroken if empty.
    package var dashes: [Double]

    package init(color: Color, width: Double, dashes: [Double] = []) {
        self.color = color
        self.width = width
        self.dashes = dashes
    }
}
