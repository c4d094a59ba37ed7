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
            var generator = TorchGenerator(seed: seed, part: part, index: index)
            let glyph = Glyph.choose(digit: Int(labels[index]), from: &generator)
            let hand = Hand(from: &generator)
            trace.write(glyph, by: hand, from: &generator)
            paper.draw(trace, by: hand)
            paper.appendCentered(to: &pixels)
        }
        return pixels
    }
}
