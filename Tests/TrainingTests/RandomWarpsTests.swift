import Datasets
import Images
import KernelContracts
import NeuralNetworks
import RandomStreams
import RunRecords
import Testing
import Training

struct RandomWarpsTests {
    private static let count = 40

    /// Images of random bytes within a black margin.
    private static func images(_ shape: ImageShape = ImageShape(rows: 28, columns: 28)) -> ImageArray {
        var generator = TorchGenerator(seed: 1)
        let pixels = (0..<count * shape.count).map { index -> UInt8 in
            let (row, column) = (index / shape.columns % shape.rows, index % shape.columns)
            let isInside = (4..<shape.rows - 4).contains(row) && (4..<shape.columns - 4).contains(column)
            return isInside ? UInt8(truncatingIfNeeded: generator.random()) : 0
        }
        return ImageArray(shape, pixels: pixels)
    }

    private static func augmenter(
        _ images: ImageArray, _ change: (inout Configuration) -> Void = { _ in }
    ) throws -> any Augmenter {
        var configuration = Recipe.best.applied(to: Configuration(seed: 5))
        change(&configuration)
        let labels = [UInt8](repeating: 0, count: images.count)
        let resized = LabeledImages(images, labels: labels).resized(to: configuration.pixelSize).images
        return try #require(TrainingMethod(configuration, originals: images, resized: resized).augmenter)
    }

    private static func augment(
        _ augmenter: any Augmenter, _ position: Int, epoch: Int, side: Int = 32, channels: Int = 1,
        _ set: InstructionSet = .best
    ) -> [UInt8] {
        augmenter.augmented(
            position, epoch: epoch, ImageShape(channels: channels, rows: side, columns: side), set.kernels
        )
        .pixels
    }

    @Test("Without strengths there is no augmentation")
    func none() throws {
        let images = Self.images()
        #expect(TrainingMethod(Configuration(), originals: images, resized: images).augmenter == nil)
    }

    @Test("A warp of next to no strength is the image as it is resized", arguments: [28, 32, 40])
    func identity(side: Int) throws {
        let images = Self.images()
        let augmenter = try Self.augmenter(images) {
            $0 = Configuration(pixelSize: side)
            $0.shift = 1e-9
        }
        let resized = LabeledImages(images, labels: [UInt8](repeating: 0, count: Self.count)).resized(to: side)
        for position in [0, 17, 39] {
            let found = Self.augment(augmenter, position, epoch: 1, side: side)
            // Pillow's way of resizing rounds twice, each time to a byte.
            let differences = zip(found, resized[position].image.pixels).map { abs(Int($0) - Int($1)) }
            #expect((differences.max() ?? 255) <= 1)
        }
    }

    @Test("A warp follows from seed, epoch and position, and from each of them")
    func dependence() throws {
        let images = Self.images()
        let one = ImageArray(images.shape, pixels: (0..<Self.count).flatMap { _ in images[0].pixels })
        let augmenter = try Self.augmenter(one)
        let first = Self.augment(augmenter, 3, epoch: 2)
        #expect(Self.augment(try Self.augmenter(one), 3, epoch: 2) == first)
        #expect(Self.augment(augmenter, 3, epoch: 1) != first)
        #expect(Self.augment(augmenter, 2, epoch: 2) != first)
        #expect(Self.augment(try Self.augmenter(one) { $0.seed = 6 }, 3, epoch: 2) != first)
    }

    @Test("An image is warped alike alone and among fifteen others, by every instruction set")
    func groups() throws {
        let images = Self.images(ImageShape(channels: 3, rows: 20, columns: 24))
        let augmenter = try Self.augmenter(images) { $0.pixelSize = 33 }
        let size = 3 * 33 * 33
        for set in InstructionSet.available {
            let positions = (0..<16).map { ($0 * 7) % Self.count }
            var scratch = [Lanes](repeating: Lanes(repeating: .nan), count: augmenter.scratchCount)
            var pixels = [UInt8](repeating: 7, count: 16 * size)
            var memory = scratch.mutableSpan
            var target = pixels.mutableSpan
            augmenter.augment(positions.span, epoch: 4, set.kernels, scratch: &memory, into: &target)
            for (index, position) in positions.enumerated() {
                let alone = Self.augment(augmenter, position, epoch: 4, side: 33, channels: 3)
                #expect(Array(pixels[index * size..<(index + 1) * size]) == alone)
            }
        }
    }

    @Test("Images larger than the network's are warped after they were resized")
    func larger() throws {
        let images = Self.images(ImageShape(rows: 64, columns: 48))
        let augmenter = try Self.augmenter(images) {
            $0 = Configuration()
            $0.shift = 1e-9
        }
        let resized = LabeledImages(images, labels: [UInt8](repeating: 0, count: Self.count)).resized(to: 32)
        #expect(Self.augment(augmenter, 5, epoch: 1) == resized[5].image.pixels)
    }

    /// A single bright block in the middle moves with the shift alone.
    @Test("Shifts are spread evenly over what they may be")
    func shifts() throws {
        let shape = ImageShape(rows: 32, columns: 32)
        let block = (0..<1_024).map { (14..<18).contains($0 / 32) && (14..<18).contains($0 % 32) ? UInt8(255) : 0 }
        let augmenter = try Self.augmenter(ImageArray(shape, pixels: block)) {
            $0 = Configuration()
            $0.shift = 0.25
        }
        let centers = (1...2_000).map { epoch -> (x: Double, y: Double) in
            let pixels = Self.augment(augmenter, 0, epoch: epoch).map { Double($0) }
            let sum = pixels.reduce(0, +)
            let x = pixels.enumerated().map { $0.element * Double($0.offset % 32) }.reduce(0, +) / sum
            let y = pixels.enumerated().map { $0.element * Double($0.offset / 32) }.reduce(0, +) / sum
            return (x - 15.5, y - 15.5)
        }
        for values in [centers.map(\.x), centers.map(\.y)] {
            let mean = values.reduce(0, +) / 2_000
            let variance = values.map { $0 * $0 }.reduce(0, +) / 2_000
            // Uniform from -8 to 8: variance 64 / 3, and four standard errors of each.
            #expect(abs(mean) < 0.42)
            #expect(abs(variance - 64.0 / 3) < 1.8)
            #expect((values.map(abs).max() ?? 9) < 8.05)
        }
        let product = centers.map { $0.x * $0.y }.reduce(0, +) / 2_000
        #expect(abs(product) < 1.95)
    }
}
