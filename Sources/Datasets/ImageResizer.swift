import Foundation
import Images

/// Resizes 8-bit images, each channel by itself, to the bit as Pillow 13's `Image.resize(size, Image.BILINEAR)`: a
/// horizontal pass, then a vertical one, each rounded to 8 bits.
///
/// Where the height shrinks by more than twice as many pixels as the width, the vertical pass comes first
/// (`ImagingResampleInner` in `src/libImaging/Resample.c`; before version 13 it never did). Square images resized to
/// squares are never such.
package struct ImageResizer: Sendable {
    package let input: ImageShape
    package let output: ImageShape
    private let horizontal: ResizingCoefficients
    private let vertical: ResizingCoefficients

    /// Every size must be at least 1.
    package init(from input: ImageShape, rows: Int, columns: Int) {
        self.input = input
        output = ImageShape(channels: input.channels, rows: rows, columns: columns)
        horizontal = ResizingCoefficients(from: input.columns, to: output.columns)
        vertical = ResizingCoefficients(from: input.rows, to: output.rows)
    }

    /// Whether the vertical pass comes first.
    private var isVerticalFirst: Bool {
        let shrinkage = (rows: input.rows - output.rows, columns: input.columns - output.columns)
        return shrinkage.rows > 0 && shrinkage.rows > 2 * shrinkage.columns
    }

    /// One of the two passes, as a matrix: each pixel of a line is a sum of bytes times weights, plus a half, without what
    /// follows the point, and at most 255.
    package struct Pass: Sendable, Equatable {
        /// Whether the lines are rows.
        package let isAlongRows: Bool
        /// Pixels of a line before and after the pass.
        package let input: Int
        package let output: Int
        /// `[output pixel][input pixel]`.
        package let weights: [Double]
    }

    /// The passes, one after the other; none where the size stays.
    package var passes: [Pass] {
        guard input != output else { return [] }
        let passes = [
            Pass(
                isAlongRows: true, input: input.columns, output: output.columns,
                weights: horizontal.matrix(input.columns)),
            Pass(isAlongRows: false, input: input.rows, output: output.rows, weights: vertical.matrix(input.rows)),
        ]
        return isVerticalFirst ? passes.reversed() : passes
    }

    /// Resizes `[image][channel][row][column]`, any number of images, on so many threads. The result does not depend on
    /// them.
    package func resize(_ pixels: [UInt8], threads: Int = ProcessInfo.processInfo.activeProcessorCount) -> [UInt8] {
        guard input != output else { return pixels }
        // To the passes below a channel is an image.
        let inputArea = input.rows * input.columns
        let outputArea = output.rows * output.columns
        let count = pixels.count / inputArea
        let parts = max(1, min(threads, count))
        return [UInt8](unsafeUninitializedCapacity: count * outputArea) { result, initializedCount in
            // Shared between threads safely: each writes only its own images.
            nonisolated(unsafe) let target = result
            pixels.withUnsafeBufferPointer { source in
                nonisolated(unsafe) let source = source
                DispatchQueue.concurrentPerform(iterations: parts) { part in
                    let images = (count * part / parts)..<(count * (part + 1) / parts)
                    resize(images, of: source, inputArea, into: target, outputArea)
                }
            }
            initializedCount = count * outputArea
        }
    }

    private func resize(
        _ images: Range<Int>, of pixels: UnsafeBufferPointer<UInt8>, _ inputArea: Int,
        into result: UnsafeMutableBufferPointer<UInt8>, _ outputArea: Int
    ) {
        let area = isVerticalFirst ? output.rows * input.columns : input.rows * output.columns
        var between = [UInt8](repeating: 0, count: area)
        var sums = [Int32](repeating: 0, count: max(input.columns, output.columns))
        between.withUnsafeMutableBufferPointer { between in
            sums.withUnsafeMutableBufferPointer { sums in
                for image in images {
                    let source = UnsafeBufferPointer(rebasing: pixels[(image * inputArea)..<((image + 1) * inputArea)])
                    let target = UnsafeMutableBufferPointer(
                        rebasing: result[(image * outputArea)..<((image + 1) * outputArea)])
                    if isVerticalFirst {
                        resizeColumns(source, width: input.columns, sums, into: between)
                        resizeRows(UnsafeBufferPointer(between), height: output.rows, sums, into: target)
                    } else {
                        resizeRows(source, height: input.rows, sums, into: between)
                        resizeColumns(UnsafeBufferPointer(between), width: output.columns, sums, into: target)
                    }
                }
            }
        }
    }

    /// Half a unit of the 8 bits that are kept, so that the shift rounds.
    private static let half = Int32(1) << (ResizingCoefficients.precision - 1)

    /// The horizontal pass, [height][input.columns] to [height][output.columns]; `sums` has room for one value a column.
    private func resizeRows(
        _ source: UnsafeBufferPointer<UInt8>, height: Int, _ sums: UnsafeMutableBufferPointer<Int32>,
        into target: UnsafeMutableBufferPointer<UInt8>
    ) {
        let (starts, weights, width) = (horizontal.starts.span, horizontal.weights.span, output.columns)
        for row in 0..<height {
            sums.update(repeating: Self.half)
            for tap in 0..<horizontal.taps {
                let line = row &* input.columns &+ tap
                for column in 0..<width {
                    sums[column] &+= Int32(source[line &+ starts[column]]) &* weights[tap &* width &+ column]
                }
            }
            for column in 0..<width { target[row &* width &+ column] = Self.clip(sums[column]) }
        }
    }

    /// The vertical pass, [input.rows][width] to [output.rows][width]; `sums` as before.
    private func resizeColumns(
        _ source: UnsafeBufferPointer<UInt8>, width: Int, _ sums: UnsafeMutableBufferPointer<Int32>,
        into target: UnsafeMutableBufferPointer<UInt8>
    ) {
        for row in 0..<output.rows {
            sums.update(repeating: Self.half)
            for tap in 0..<vertical.taps {
                let line = (vertical.starts[row] + tap) * width
                let weight = vertical.weights[tap * output.rows + row]
                for column in 0..<width { sums[column] &+= Int32(source[line &+ column]) &* weight }
            }
            for column in 0..<width { target[row &* width &+ column] = Self.clip(sums[column]) }
        }
    }

    private static func clip(_ sum: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: min(sum >> ResizingCoefficients.precision, 255))
    }
}

extension LabeledImages {
    /// The same images as squares of `side` x `side` pixels.
    package func resized(
        to side: Int, threads: Int = ProcessInfo.processInfo.activeProcessorCount
    ) -> LabeledImages {
        let resizer = ImageResizer(from: images.shape, rows: side, columns: side)
        let pixels = resizer.resize(images.pixels, threads: threads)
        return LabeledImages(ImageArray(resizer.output, pixels: pixels), labels: labels)
    }
}

extension Image {
    /// The image as a square of `side` x `side` pixels.
    package func resized(to side: Int) -> Image {
        let resizer = ImageResizer(from: shape, rows: side, columns: side)
        return Image(resizer.output, pixels: resizer.resize(pixels, threads: 1))
    }
}
