import Images

/// Where images in color have their channels: before or after rows and columns.
package enum ChannelOrder: String, CaseIterable, Sendable {
    case first, last
}

extension IDXFile {
    /// The elements as images, `[image][channel][row][column]`.
    ///
    /// Of four dimensions the second or the last counts channels, 1 or 3. Where both could, `order` decides.
    func images(
        order: ChannelOrder?, isTransposed: Bool, path: String
    ) throws(DatasetError) -> ImageArray {
        let (stored, order) = try layout(order, path)
        guard isTransposed || (order == .last && stored.channels > 1) else {
            return ImageArray(stored, pixels: elements)
        }
        let shape =
            isTransposed
            ? ImageShape(channels: stored.channels, rows: stored.columns, columns: stored.rows) : stored
        let strides: (channel: Int, row: Int, column: Int) =
            order == .last
            ? (1, stored.columns * stored.channels, stored.channels)
            : (stored.rows * stored.columns, stored.columns, 1)
        let (down, right) = isTransposed ? (strides.column, strides.row) : (strides.row, strides.column)
        let source = elements.span
        let pixels = [UInt8](unsafeUninitializedCapacity: elements.count) { target, count in
            for image in 0..<sizes[0] {
                for channel in 0..<shape.channels {
                    for row in 0..<shape.rows {
                        var place = image &* shape.count &+ channel &* strides.channel &+ row &* down
                        for _ in 0..<shape.columns {
                            target.initializeElement(at: count, to: source[place])
                            count &+= 1
                            place &+= right
                        }
                    }
                }
            }
        }
        return ImageArray(shape, pixels: pixels)
    }

    private func layout(_ asked: ChannelOrder?, _ path: String) throws(DatasetError) -> (ImageShape, ChannelOrder) {
        guard sizes.count == 4 else { return (ImageShape(rows: sizes[1], columns: sizes[2]), .first) }
        let possible = ChannelOrder.allCases.filter { [1, 3].contains($0 == .first ? sizes[1] : sizes[3]) }
        let chosen = possible.filter { asked == nil || $0 == asked }
        guard chosen.count == 1, let order = chosen.first else {
            throw .channels(path: path, sizes: sizes, areAmbiguous: !chosen.isEmpty)
        }
        return order == .first
            ? (ImageShape(channels: sizes[1], rows: sizes[2], columns: sizes[3]), order)
            : (ImageShape(channels: sizes[3], rows: sizes[1], columns: sizes[2]), order)
    }
}
