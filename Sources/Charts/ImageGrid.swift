/// Small images in rows, each with lines of text below.
package struct ImageGrid: Sendable {
    /// An image and what is written below it.
    package struct Tile: Sendable {
        package var image: Bitmap
        package var caption: [Caption]

        package init(_ image: Bitmap, caption: [Caption] = []) {
            self.image = image
            self.caption = caption
        }
    }

    /// A line of text below a tile.
    package struct Caption: Sendable, Equatable {
        package var string: String
        package var style: TextStyle

        package init(_ string: String, _ style: TextStyle) {
            self.string = string
            self.style = style
        }
    }

    package var tiles: [Tile]
    package var columns: Int
    /// The side of the square in which an image stands, in points.
    package var side: Double
    /// Points to one pixel of the images, which stand in the middle of their tiles.
    package var pitch: Double
    /// Between rows, in points.
    package var gap: Double
    /// Between columns, in points.
    package var columnGap: Double
    /// The color of the tile around its image; black or white, as most images are at their borders, unless given.
    package var mat: Color
    /// The rim of the tile around its square, in points.
    package var rim: Double

    package init(
        _ tiles: [Tile], columns: Int, side: Double, pitch: Double, gap: Double = 5, mat: Color? = nil,
        rim: Double = 2
    ) {
        self.tiles = tiles
        self.columns = max(columns, 1)
        self.side = side
        self.pitch = pitch
        self.gap = gap
        columnGap = gap
        self.mat = mat ?? (Bitmap.areOnBright(tiles.map(\.image)) ? .white : .black)
        self.rim = rim
    }

    /// The number of columns of at most `limit` that leaves the fewest places of the last row empty.
    package static func balancedColumns(count: Int, limit: Int) -> Int {
        guard count > limit else { return max(count, 1) }
        let candidates = stride(from: limit, through: max(limit / 2 + 1, 1), by: -1)
        return candidates.min { ($0 - count % $0) % $0 < ($1 - count % $1) % $1 } ?? limit
    }

    /// The largest size in points of one of `count` pixels that keeps them within `extent` points and is a whole
    /// number of pixels at 300 dpi, so that all are drawn alike; a fraction of one where they are too many for that.
    package static func pitch(pixels count: Int, within extent: Double) -> Double {
        let dot = 72.0 / 300
        let dots = (extent / (Double(max(count, 1)) * dot) + 1e-9).rounded(.down)
        return dots >= 1 ? dots * dot : extent / Double(max(count, 1))
    }

    /// The same tiles with gaps so wide that full rows reach from side to side of `width` points; as it is where the
    /// gaps would be more than three times as wide.
    package func justified(to width: Double) -> ImageGrid {
        guard columns > 1 else { return self }
        var grid = self
        let free = width - Double(columns) * (side + 2 * rim)
        let justified = free / Double(columns - 1)
        if justified > gap, justified <= 3 * gap { grid.columnGap = justified }
        return grid
    }

    private var lines: Int { tiles.reduce(0) { max($0, $1.caption.count) } }
    private var captionSize: Double { tiles.flatMap(\.caption).reduce(0) { max($0, $1.style.size) } }
    private var captionHeight: Double { lines == 0 ? 0 : 2 + Double(lines) * captionSize * 1.3 }
    package var rows: Int { (tiles.count + columns - 1) / columns }
    /// From one tile to the next, across and down.
    package var step: Size {
        Size(width: side + 2 * rim + columnGap, height: side + 2 * rim + gap + captionHeight)
    }

    /// The extent of the whole grid.
    package var size: Size {
        Size(width: Double(columns) * step.width - columnGap, height: max(Double(rows) * step.height - gap, 0))
    }

    package func draw(at origin: Point, on drawing: inout Drawing, theme: Theme) {
        for (index, tile) in tiles.enumerated() {
            let corner = Point(
                x: origin.x + Double(index % columns) * step.width,
                y: origin.y + Double(index / columns) * step.height)
            let frame = Rect(x: corner.x, y: corner.y, width: side + 2 * rim, height: side + 2 * rim)
            let outline = Path(rect: frame, cornerRadius: 1.5 * rim)
            drawing.fill(outline, mat)
            if rim > 1 { drawing.stroke(outline, Stroke(color: theme.tileOutline, width: theme.hairline)) }
            let (width, height) = (Double(tile.image.width) * pitch, Double(tile.image.height) * pitch)
            drawing.draw(
                tile.image,
                in: Rect(x: frame.midX - width / 2, y: frame.midY - height / 2, width: width, height: height))
            for (line, caption) in tile.caption.enumerated() {
                let baseline = frame.maxY + 3 + captionSize * (1.3 * Double(line) + 0.85)
                drawing.draw(
                    Text(
                        caption.string, style: caption.style, at: Point(x: frame.midX, y: baseline),
                        alignment: .center))
            }
        }
    }
}
