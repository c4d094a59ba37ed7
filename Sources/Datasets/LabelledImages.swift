/// Gray images of one size, each with its class, as the IDX format stores them.
package struct LabeledImages: Sendable, Equatable {
    package let rows: Int
    package let columns: Int
    /// 8-bit pixels `[image][row][column]`, 0 for background.
    package let pixels: [UInt8]
    /// One label an image.
    package let labels: [UInt8]

    /// `pixels` must hold `labels.count` x `rows` x `columns` bytes.
    package init(rows: Int, columns: Int, pixels: [UInt8], labels: [UInt8]) {
        precondition(pixels.count == labels.count * rows * columns)
        self.rows = rows
        self.columns = columns
        self.pixels = pixels
        self.labels = labels
    }

    package var count: Int { labels.count }
}
