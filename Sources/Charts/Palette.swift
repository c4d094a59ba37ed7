/// At most 256 colors that stand for all colors of an image, none far from its own.
///
/// Charts are painted in some dozens of colors; the rest, thousands, are mixtures at soft edges. Colors of areas,
/// cells and images are kept as they are. Of the others, by how often they occur, one that is within `reach` of a
/// color taken before is shown as the nearest taken: at an edge the eye cannot tell. An image of few colors is kept
/// exactly. An index a pixel instead of three channels, and few of them, make files a third as large.
struct Palette {
    private static let limit = 256
    /// So many of the commonest colors of areas never change.
    private static let kept = 192
    private static let smallestReach = 12

    /// 0xRRGGBB, darkest first, so that neighboring indices are similar and compress well.
    let colors: [UInt32]
    /// For each color of the image, the place in `colors` of the one that stands for it.
    let indices: [UInt8]

    /// From the colors of an image, each once.
    init(_ counts: [ColorCount]) {
        let byCount = counts.sorted { ($1.pixels, $0.color) < ($0.pixels, $1.color) }.map(\.color)
        let areas = counts.filter { $0.inAreas > 0 }
            .sorted { ($1.inAreas, $0.color) < ($0.inAreas, $1.color) }.map(\.color)
        let fixed = Array(areas.prefix(Self.kept))
        var reach = byCount.count > Self.limit ? Self.smallestReach : 0
        var chosen = Self.chosen(of: byCount, fixed: fixed, reach: reach)
        while chosen.count > Self.limit {
            reach += 2
            chosen = Self.chosen(of: byCount, fixed: fixed, reach: reach)
        }
        let sorted = chosen.sorted { (Self.luma($0), $0) < (Self.luma($1), $1) }
        colors = sorted
        indices = counts.map { Self.nearest(to: $0.color, among: sorted) }
    }

    /// The first of the places at the smallest distance.
    private static func nearest(to color: UInt32, among colors: [UInt32]) -> UInt8 {
        var (nearest, least) = (0, Int.max)
        for (place, other) in colors.enumerated() {
            let distance = distance(color, other)
            if distance < least { (nearest, least) = (place, distance) }
        }
        return UInt8(nearest)
    }

    /// The fixed colors and, in order, each that is further than `reach` from all before; one beyond the limit ends
    /// the search.
    private static func chosen(of colors: [UInt32], fixed: [UInt32], reach: Int) -> [UInt32] {
        var chosen = fixed
        for color in colors where !chosen.contains(where: { distance($0, color) <= reach }) {
            chosen.append(color)
            if chosen.count > limit { break }
        }
        return chosen
    }

    private static func channels(_ color: UInt32) -> (Int, Int, Int) {
        (Int(color >> 16 & 255), Int(color >> 8 & 255), Int(color & 255))
    }

    /// The largest difference of a channel.
    private static func distance(_ one: UInt32, _ other: UInt32) -> Int {
        let (first, second) = (channels(one), channels(other))
        return max(abs(first.0 - second.0), abs(first.1 - second.1), abs(first.2 - second.2))
    }

    private static func luma(_ color: UInt32) -> Int {
        let (red, green, blue) = channels(color)
        return 2126 * red + 7152 * green + 722 * blue
    }
}
