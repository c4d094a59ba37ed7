import Foundation
import Images

/// Makes of a picture of pen strokes what MNIST's images are: white strokes on black, scaled to fill 20 x 20 pixels, with
/// their center of mass in the middle of 28 x 28 (LeCun et al., 1998).
///
/// The ground may be darker or brighter than the strokes, of any color and unevenly lit: it is a smooth surface fitted to
/// the picture, and strokes are what departs from it in one direction by more than noise does.
package struct StrokePreparation {
    /// The side of the result, and of the square that the strokes fill.
    package static let side = 28
    private static let box = 20
    /// Larger pictures are made smaller first.
    private static let workingSide = 400
    /// Strokes thinner than this, in pixels of the result, are widened to it: MNIST's pens were that wide at least.
    private static let leastWidth = 2.0

    private let rows: Int
    private let columns: Int
    /// How far each pixel stands out from the ground, in gray levels.
    private var ink: [Double]
    /// Below it all is noise; above it is a stroke for certain; what most of the strokes reach.
    private var low, threshold, high: Double
    private let noise: Double

    /// The prepared image, gray; `nil` where nothing stands out from the ground.
    package static func prepared(_ picture: Image) -> Image? {
        guard var preparation = StrokePreparation(reduced(picture)), let strokes = preparation.largestStrokes() else {
            return nil
        }
        preparation.keep(strokes)
        let widened = preparation.widen(strokes)
        return preparation.centered(widened)
    }

    private static func reduced(_ picture: Image) -> Image {
        let longest = max(picture.rows, picture.columns)
        guard longest > workingSide else { return picture }
        let resizer = ImageResizer(
            from: picture.shape, rows: max(1, picture.rows * workingSide / longest),
            columns: max(1, picture.columns * workingSide / longest))
        return Image(resizer.output, pixels: resizer.resize(picture.pixels, threads: 1))
    }

    /// Measures how far pixels stand out. `nil` where hardly any do.
    private init?(_ picture: Image) {
        (rows, columns) = (picture.rows, picture.columns)
        let area = rows * columns
        let ground = Ground(picture)
        let departures = ground.departures
        let distances = (0..<area).map { pixel in departures.reduce(0) { max($0, abs($1[pixel])) } }
        noise = max(ground.noise, 1)
        guard let bound = Self.strokeLevels(distances, noise)?.threshold else { return nil }
        // Strokes depart in one direction; shadows, halos of compression and the like in others.
        let strong = distances.indices.filter { distances[$0] > bound }
        var direction = departures.map { plane in strong.reduce(0) { $0 + plane[$1] } / Double(strong.count) }
        let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > noise else { return nil }
        direction = direction.map { $0 / length }
        ink = (0..<area).map { pixel in
            max(0, zip(direction, departures).reduce(0) { $0 + $1.0 * $1.1[pixel] })
        }
        (low, threshold, high) = (0, 0, 0)
        guard measureLevels() else { return nil }
    }

    /// False where there is too little ink for that.
    private mutating func measureLevels() -> Bool {
        guard let levels = Self.strokeLevels(ink, noise) else { return false }
        (threshold, high) = levels
        low = min(max(2 * noise, 0.05 * high), threshold)
        return true
    }

    /// From where on a value is that of a stroke, and what a stroke's pixels reach as a rule.
    private static func strokeLevels(_ values: [Double], _ noise: Double) -> (threshold: Double, high: Double)? {
        let candidates = values.filter { $0 > max(4 * noise, 8) }.sorted()
        guard candidates.count >= 3 else { return nil }
        let high = candidates[candidates.count * 3 / 4]
        return (max(4 * noise, 0.4 * high), high)
    }

    /// The connected strokes that matter: those with a share of the ink of the largest. What touches the border, such as
    /// the edge of the paper, is left out where there is something else.
    private mutating func largestStrokes() -> [Bool]? {
        let all = components()
        guard let largest = all.list.map(\.weight).max() else { return nil }
        let hasInner = all.list.contains { !$0.touchesBorder && $0.weight > 0.03 * largest }
        if hasInner, all.list.contains(where: \.touchesBorder) {
            for pixel in ink.indices where all.labels[pixel] >= 0 && all.list[all.labels[pixel]].touchesBorder {
                ink[pixel] = 0
            }
            // Levels were those of what is gone.
            guard measureLevels() else { return nil }
        }
        let rest = components()
        let least = 0.05 * (rest.list.map(\.weight).max() ?? 0)
        let strokes = rest.labels.map { $0 >= 0 && rest.list[$0].weight >= least }
        return strokes.contains(true) ? strokes : nil
    }

    private func components() -> Components {
        // Gaps of a pencil on rough paper are bridged.
        let reach = max(rows, columns) / 100
        let bridged = Self.maximum(ink.map { $0 > threshold ? 1 : 0 }, rows, columns, reach: reach).map { $0 > 0 }
        var components = Components(bridged, rows: rows, columns: columns)
        components.weigh(ink)
        return components
    }

    /// Turns ink into brightness, and whatever is no kept stroke into black.
    private mutating func keep(_ strokes: [Bool]) {
        for pixel in ink.indices {
            ink[pixel] = strokes[pixel] ? min(max((ink[pixel] - low) / (high - low), 0), 1) * 255 : 0
        }
    }

    /// Widens strokes that would be too thin to see; returns the pixels that count as stroke.
    private mutating func widen(_ strokes: [Bool]) -> [Bool] {
        func mask() -> [Bool] { ink.map { $0 > 255 * 0.4 } }
        let isStroke = mask()
        guard let frame = Self.bounds(isStroke, columns) else { return strokes }
        let scale = Double(Self.box) / Double(max(frame.rows.count, frame.columns.count))
        let missing = Self.leastWidth - Self.width(isStroke, rows, columns) * scale
        let reach = Int((missing / 2 / scale).rounded())
        guard missing > 0.25, reach > 0 else { return isStroke }
        ink = Self.maximum(ink, rows, columns, reach: reach)
        return mask()
    }

    /// The mean width of lines: twice their area by the length of their outline, which steps make longer by a quarter.
    private static func width(_ isStroke: [Bool], _ rows: Int, _ columns: Int) -> Double {
        var (area, edges) = (0, 0)
        for row in 0..<rows {
            for column in 0..<columns where isStroke[row * columns + column] {
                area += 1
                if column == 0 || !isStroke[row * columns + column - 1] { edges += 1 }
                if column == columns - 1 || !isStroke[row * columns + column + 1] { edges += 1 }
                if row == 0 || !isStroke[(row - 1) * columns + column] { edges += 1 }
                if row == rows - 1 || !isStroke[(row + 1) * columns + column] { edges += 1 }
            }
        }
        return 2 * 1.25 * Double(area) / Double(max(edges, 1))
    }

    /// The strokes alone, scaled into the square and laid so that their center of mass is in the middle.
    private func centered(_ isStroke: [Bool]) -> Image? {
        guard let frame = Self.bounds(isStroke, columns) else { return nil }
        let longest = max(frame.rows.count, frame.columns.count)
        func scaled(_ extent: Int) -> Int { max(1, (extent * Self.box + longest / 2) / longest) }
        let cropped = frame.rows.flatMap { row in
            frame.columns.map { UInt8(ink[row * columns + $0].rounded()) }
        }
        let resizer = ImageResizer(
            from: ImageShape(rows: frame.rows.count, columns: frame.columns.count), rows: scaled(frame.rows.count),
            columns: scaled(frame.columns.count))
        let small = resizer.resize(cropped, threads: 1)
        let (height, width) = (resizer.output.rows, resizer.output.columns)
        let peak = Double(small.max() ?? 0)
        guard peak > 0 else { return nil }
        var (mass, down, right) = (0.0, 0.0, 0.0)
        for (place, value) in small.enumerated() {
            mass += Double(value)
            down += Double(value) * (Double(place / width) + 0.5)
            right += Double(value) * (Double(place % width) + 0.5)
        }
        func start(_ center: Double, _ extent: Int) -> Int {
            min(max(Int((Double(Self.side) / 2 - center).rounded()), 0), Self.side - extent)
        }
        let (top, left) = (start(down / mass, height), start(right / mass, width))
        var pixels = [UInt8](repeating: 0, count: Self.side * Self.side)
        for (place, value) in small.enumerated() {
            pixels[(top + place / width) * Self.side + left + place % width] =
                UInt8((Double(value) * 255 / peak).rounded())
        }
        return Image(ImageShape(rows: Self.side, columns: Self.side), pixels: pixels)
    }

    private static func bounds(_ isStroke: [Bool], _ columns: Int) -> (rows: Range<Int>, columns: Range<Int>)? {
        var (top, bottom, left, right) = (Int.max, -1, Int.max, -1)
        for pixel in isStroke.indices where isStroke[pixel] {
            let (row, column) = (pixel / columns, pixel % columns)
            (top, bottom) = (min(top, row), max(bottom, row))
            (left, right) = (min(left, column), max(right, column))
        }
        return bottom < 0 ? nil : (top..<bottom + 1, left..<right + 1)
    }

    /// The largest value of each square of pixels within `reach`.
    private static func maximum(_ values: [Double], _ rows: Int, _ columns: Int, reach: Int) -> [Double] {
        guard reach > 0 else { return values }
        func pass(_ values: [Double], count: Int, length: Int, step: Int, next: Int) -> [Double] {
            var result = values
            for line in 0..<count {
                for place in 0..<length {
                    let window = max(place - reach, 0)...min(place + reach, length - 1)
                    result[line * next + place * step] = window.reduce(0) { max($0, values[line * next + $1 * step]) }
                }
            }
            return result
        }
        let across = pass(values, count: rows, length: columns, step: 1, next: columns)
        return pass(across, count: columns, length: rows, step: columns, next: 1)
    }
}

/// Connected parts of a mask, corners counting as contact.
private struct Components {
    struct Component {
        var weight = 0.0
        var touchesBorder = false
    }

    private(set) var list: [Component] = []
    /// The component of each pixel; -1 where the mask is empty.
    private(set) var labels: [Int]

    init(_ mask: [Bool], rows: Int, columns: Int) {
        labels = Array(repeating: -1, count: mask.count)
        for start in mask.indices where mask[start] && labels[start] < 0 {
            var component = Component()
            var queue = [start]
            labels[start] = list.count
            while let pixel = queue.popLast() {
                let (row, column) = (pixel / columns, pixel % columns)
                if row == 0 || row == rows - 1 || column == 0 || column == columns - 1 {
                    component.touchesBorder = true
                }
                for near in max(row - 1, 0)...min(row + 1, rows - 1) {
                    for place in max(column - 1, 0)...min(column + 1, columns - 1) {
                        let neighbor = near * columns + place
                        if mask[neighbor], labels[neighbor] < 0 {
                            labels[neighbor] = list.count
                            queue.append(neighbor)
                        }
                    }
                }
            }
            list.append(component)
        }
    }

    mutating func weigh(_ ink: [Double]) {
        for (pixel, label) in labels.enumerated() where label >= 0 { list[label].weight += ink[pixel] }
    }
}
