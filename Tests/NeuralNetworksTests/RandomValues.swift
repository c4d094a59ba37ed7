import KernelContracts
import RandomStreams

/// Test data that is the same in every run.
struct RandomValues {
    private var generator: TorchGenerator

    init(seed: UInt64) {
        generator = TorchGenerator(seed: seed)
    }

    /// Uniform from `lower` to `upper`.
    mutating func floats(_ count: Int, _ lower: Float = -1, _ upper: Float = 1) -> [Float] {
        (0..<count).map { _ in generator.uniform(lower, upper) }
    }

    mutating func doubles(_ count: Int, _ lower: Float = -1, _ upper: Float = 1) -> [Double] {
        floats(count, lower, upper).map { Double($0) }
    }

    mutating func lanes(_ count: Int, _ lower: Float = -1, _ upper: Float = 1) -> [Lanes] {
        (0..<count).map { _ in Lanes(floats(Lanes.count, lower, upper)) }
    }

    mutating func integers(_ count: Int, in range: ClosedRange<Int>) -> [Int] {
        (0..<count).map { _ in integer(in: range) }
    }

    mutating func integer(in range: ClosedRange<Int>) -> Int {
        Int(generator.random(in: Int64(range.lowerBound)..<Int64(range.upperBound) + 1))
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.random()) }
    }
}

extension [Lanes] {
    /// The values of one image of the group.
    func image(_ lane: Int) -> [Double] { map { Double($0[lane]) } }
}

extension [ChoiceLanes] {
    /// The choices of one image.
    func image(_ lane: Int) -> [Int32] { map { $0[lane] } }
}
