import Dispatch
import Images
import RandomStreams
import Synchronization

/// Digits that look handwritten, made from nothing but a seed and descriptions of pen strokes (`Glyph.alphabet`), in
/// MNIST's form: 28x28 gray levels, the ink in 20x20, centered by its mass.
///
/// The same seed gives the same bytes on every machine and for any number of threads: each image has a random stream
/// of its own, and only the four basic operations and square roots are used, in a fixed order.
///
/// The way of an image: a `Glyph` is chosen, a random `Hand` writes it as a `Trace`, which is inked on `Paper`.
package enum SyntheticDigits {
    /// Training and test images; in each part the ten classes are equally frequent within one image and shuffled.
    ///
    /// Image `i` of a part depends on the seed, the part and `i`, and through its label on the size of the part.
    /// At most `threads` threads work at once.
    package static func images(
        seed: UInt64, training: Int = 60_000, test: Int = 10_000, threads: Int
    ) -> (training: LabeledImages, test: LabeledImages) {
        (
            images(of: .training, seed: seed, count: training, threads: threads),
            images(of: .test, seed: seed, count: test, threads: threads)
        )
    }

    private static func images(of part: DigitPart, seed: UInt64, count: Int, threads: Int) -> LabeledImages {
        let labels = Self.labels(of: part, seed: seed, count: count)
        let workers = max(1, min(threads, count))
        let pieces = Mutex([[UInt8]](repeating: [], count: workers))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            let range = count * worker / workers..<count * (worker + 1) / workers
            let piece = Self.pixels(of: part, seed: seed, labels: labels, range: range)
            pieces.withLock { $0[worker] = piece }
        }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(count * Paper.side * Paper.side)
        for piece in pieces.withLock({ $0 }) {
            pixels += piece
        }
        let shape = ImageShape(rows: Paper.side, columns: Paper.side)
        return LabeledImages(ImageArray(shape, pixels: pixels), labels: labels)
    }

    /// 0...9 in turn, shuffled by a stream of its own: that of the image before the first.
    private static func labels(of part: DigitPart, seed: UInt64, count: Int) -> [UInt8] {
        var generator = TorchGenerator(seed: seed, part: part, index: -1)
        return generator.randomPermutation(count).map { UInt8($0 % Glyph.alphabet.count) }
    }

    /// The pixels of the images in `range`, one after the other.
    private static func pixels(of part: DigitPart, seed: UInt64, labels: [UInt8], range: Range<Int>) -> [UInt8] {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(range.count * Paper.side * Paper.side)
        var trace = Trace()
        var paper = Paper()
        for index in range {
            let hand = write(index, of: part, seed: seed, label: labels[index], on: &trace)
            paper.draw(trace, by: hand)
            paper.appendCentered(to: &pixels)
        }
        return pixels
    }

    /// Replaces `trace` by the path of one digit, and returns the hand that wrote it.
    private static func write(
        _ index: Int, of part: DigitPart, seed: UInt64, label: UInt8, on trace: inout Trace
    ) -> Hand {
        var generator = TorchGenerator(seed: seed, part: part, index: index)
        let glyph = Glyph.choose(digit: Int(label), from: &generator)
        let hand = Hand(from: &generator)
        trace.write(glyph, by: hand, from: &generator)
        return hand
    }

    /// The pen's path for each of the first `count` test images of `images(seed:test:)`: its strokes, x to the right and y
    /// downwards, in heights of the digit.
    package static func testStrokes(seed: UInt64, test: Int = 10_000, count: Int) -> [[[SIMD2<Float>]]] {
        let labels = labels(of: .test, seed: seed, count: test)
        var trace = Trace()
        return (0..<min(count, test)).map { index in
            _ = write(index, of: .test, seed: seed, label: labels[index], on: &trace)
            return trace.strokes
        }
    }
}
