import Datasets
import Images
import Testing

struct SyntheticDigitsTests {
    /// FNV-1a of 64 bits over the pixels, then the labels.
    private static func checksum(_ images: LabeledImages) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in images.images.pixels + images.labels {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        return hash
    }

    /// The checksums were made by this code on x86-64 and show that the bytes are the same elsewhere. They change
    /// with every change to the glyphs or to how they vary: then take the new values from the failing test.
    @Test("A seed gives the bytes it has always given")
    func golden() {
        let digits = SyntheticDigits.images(seed: 42, training: 200, test: 50, threads: 2)
        #expect(Self.checksum(digits.training) == 10_474_218_191_380_064_179)
        #expect(Self.checksum(digits.test) == 444_672_510_747_895_859)
    }

    @Test("Strokes are those of the images: a digit fills its box where its pen goes")
    func strokes() {
        let images = SyntheticDigits.images(seed: 42, training: 10, test: 50, threads: 1).test
        for (image, strokes) in zip(images.images, SyntheticDigits.testStrokes(seed: 42, test: 50, count: 50)) {
            let points = strokes.flatMap(\.self)
            let (xs, ys) = (points.map(\.x), points.map(\.y))
            let (left, right) = (xs.min() ?? 0, xs.max() ?? 0)
            let (top, bottom) = (ys.min() ?? 0, ys.max() ?? 0)
            let inked = image.pixels.indices.filter { image.pixels[$0] > 0 }
            let columns = inked.map { $0 % image.columns }
            let rows = inked.map { $0 / image.columns }
            // The longer side of the path is the longer side of the ink; where both are nearly as long it may be either.
            let isWide = right - left > 1.2 * (bottom - top)
            let isTall = bottom - top > 1.2 * (right - left)
            let (width, height) = ((columns.max() ?? 0) - (columns.min() ?? 0), (rows.max() ?? 0) - (rows.min() ?? 0))
            #expect(!isWide || width >= height)
            #expect(!isTall || height >= width)
            #expect(strokes.allSatisfy { $0.count > 1 })
        }
        #expect(
            SyntheticDigits.testStrokes(seed: 42, test: 50, count: 3)
                == Array(SyntheticDigits.testStrokes(seed: 42, test: 50, count: 50).prefix(3)))
    }

    @Test("Any number of threads gives the same images", arguments: [2, 3, 7])
    func threads(threads: Int) {
        let one = SyntheticDigits.images(seed: 5, training: 101, test: 23, threads: 1)
        let many = SyntheticDigits.images(seed: 5, training: 101, test: 23, threads: threads)
        #expect(many.training == one.training)
        #expect(many.test == one.test)
    }

    @Test(
        "Another seed gives other images, also where only its high half differs", arguments: [1, 1 << 32] as [UInt64])
    func seeds(seed: UInt64) {
        let zero = SyntheticDigits.images(seed: 0, training: 50, test: 50, threads: 1)
        let other = SyntheticDigits.images(seed: seed, training: 50, test: 50, threads: 1)
        #expect(other.training.images.pixels != zero.training.images.pixels)
        #expect(other.test.labels != zero.test.labels)
    }

    @Test("No image occurs twice, neither within a part nor in both")
    func distinct() {
        let digits = SyntheticDigits.images(seed: 3, training: 300, test: 300, threads: 2)
        let size = digits.training.images.shape.count
        let images = [digits.training, digits.test].flatMap { part in
            (0..<part.count).map { Array(part.images.pixels[$0 * size..<($0 + 1) * size]) }
        }
        #expect(Set(images).count == 600)
    }

    @Test("All classes are equally frequent within one image and come shuffled", arguments: [10, 300, 1_001])
    func balance(count: Int) {
        let labels = SyntheticDigits.images(seed: 9, training: count, test: 0, threads: 2).training.labels
        let counts = (0..<10).map { digit in labels.count { $0 == digit } }
        #expect(counts.allSatisfy { $0 == count / 10 || $0 == count / 10 + 1 })
        #expect(counts.reduce(0, +) == count)
        #expect(labels != (0..<count).map { UInt8($0 % 10) })
    }

    @Test("Parts may be empty or hold a single image", arguments: [0, 1])
    func small(count: Int) {
        let digits = SyntheticDigits.images(seed: 1, training: count, test: 1 - count, threads: 4)
        #expect(digits.training.count == count)
        #expect(digits.training.images.pixels.count == count * 28 * 28)
        #expect(digits.test.count == 1 - count)
        #expect(digits.training.images.shape == ImageShape(rows: 28, columns: 28))
    }
}
