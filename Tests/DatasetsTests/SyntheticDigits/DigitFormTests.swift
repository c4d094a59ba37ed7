import Datasets
import Testing

/// What MNIST says of its images (LeCun et al. 1998, section III.A) holds for the synthetic ones.
struct DigitFormTests {
    private static let digits = SyntheticDigits.images(seed: 11, training: 500, test: 0, threads: 2).training

    /// The gray levels of each image by row.
    private static let images: [[[Int]]] = (0..<digits.count).map { image in
        (0..<28).map { row in
            (0..<28).map { Int(digits.images.pixels[(image * 28 + row) * 28 + $0]) }
        }
    }

    @Test("The ink fills a box of 20x20 in its longer direction and never exceeds it")
    func box() {
        for image in Self.images {
            let rows = (0..<28).filter { row in image[row].contains { $0 > 0 } }
            let columns = (0..<28).filter { column in image.contains { $0[column] > 0 } }
            let height = (rows.last ?? 0) - (rows.first ?? 0) + 1
            let width = (columns.last ?? 0) - (columns.first ?? 0) + 1
            #expect((18...20).contains(max(height, width)))
        }
    }

    @Test("The center of mass lies within half a pixel of the middle")
    func center() {
        for image in Self.images {
            let mass = image.joined().reduce(0, +)
            let vertical = image.indices.reduce(0) { $0 + $1 * image[$1].reduce(0, +) }
            let horizontal = image.reduce(0) { sum, row in sum + row.indices.reduce(0) { $0 + $1 * row[$1] } }
            #expect(abs(Double(vertical) / Double(mass) - 13.5) < 0.52)
            #expect(abs(Double(horizontal) / Double(mass) - 13.5) < 0.52)
        }
    }

    @Test("The corners are empty and the brightest pixel is 255")
    func grays() {
        for image in Self.images {
            #expect([image[0][0], image[0][27], image[27][0], image[27][27]] == [0, 0, 0, 0])
            #expect(image.joined().max() == 255)
        }
    }

    @Test("Gray levels are distributed as MNIST's")
    func histogram() {
        let pixels = Self.digits.images.pixels
        let share = { (levels: ClosedRange<UInt8>) in
            Double(pixels.count { levels.contains($0) }) / Double(pixels.count)
        }
        let mean = pixels.reduce(0.0) { $0 + Double($1) } / Double(pixels.count)
        // MNIST's training images: 33.3, then 81 %, 8.3 % and 10.6 % (of which more than half 253 or more).
        #expect(abs(mean - 33.3) < 2.5)
        #expect(abs(share(0...0) - 0.809) < 0.025)
        #expect(abs(share(1...191) - 0.083) < 0.03)
        #expect(abs(share(192...255) - 0.106) < 0.03)
    }
}
