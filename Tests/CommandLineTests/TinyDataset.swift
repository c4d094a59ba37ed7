import Foundation

/// Three kinds of strokes of 28 x 28 pixels, as the four IDX files of MNIST's format: enough to learn in a moment.
struct TinyDataset {
    static let files = [
        "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
    ]
    static let testImages = 40

    /// Writes the files into a folder, which is made.
    static func write(to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (prefix, count) in [("train", 120), ("t10k", testImages)] {
            let labels = (0..<count).map { UInt8($0 % 3) }
            var noise: UInt32 = 1
            let pixels = labels.flatMap { label in
                (0..<784).map { position in
                    noise = noise &* 1_664_525 &+ 1_013_904_223
                    return pixel(label, row: position / 28, column: position % 28, noise: noise >> 26)
                }
            }
            try idx([count, 28, 28], pixels).write(to: folder.appending(path: "\(prefix)-images-idx3-ubyte"))
            try idx([count], labels).write(to: folder.appending(path: "\(prefix)-labels-idx1-ubyte"))
        }
    }

    /// The bytes of an IDX file of unsigned bytes.
    static func idx(_ sizes: [Int], _ elements: [UInt8]) -> Data {
        let header = sizes.flatMap { size in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } }
        return Data([0, 0, 8, UInt8(sizes.count)] + header + elements)
    }

    /// A vertical, a horizontal or a diagonal stroke on a dark ground.
    private static func pixel(_ label: UInt8, row: Int, column: Int, noise: UInt32) -> UInt8 {
        let isStroke = [10..<18 ~= column, 10..<18 ~= row, abs(row - column) < 4][Int(label)]
        return UInt8((isStroke ? 180 : 0) + noise)
    }
}
