/// PyTorch's CPU random number generator: the one random stream of this project.
///
/// The engine is the 32-bit Mersenne Twister (Matsumoto and Nishimura 1998, `mt19937` with `init_genrand`), seeded as
/// `torch.manual_seed` does with the low 32 bits of the seed. Every method consumes exactly the draws that PyTorch's
/// function of that name consumes (`aten/src/ATen/core/MT19937RNGEngine.h`, `DistributionTemplates.h`,
/// `TransformationHelper.h`), so streams stay in step through any sequence of calls.
package struct TorchGenerator: Sendable, Equatable {
    private static let size = 624
    private static let shift = 397

    private var state: [UInt32]
    private var position = TorchGenerator.size

    /// As `torch.Generator().manual_seed(seed)`; seeds that agree in their low 32 bits give the same stream.
    package init(seed: UInt64) {
        state = [UInt32](repeating: 0, count: Self.size)
        state[0] = UInt32(truncatingIfNeeded: seed)
        for index in 1..<Self.size {
            let previous = state[index - 1]
            state[index] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(index)
        }
    }

    /// One tempered output of the engine; PyTorch's `CPUGeneratorImpl::random`.
    package mutating func random() -> UInt32 {
        if position == Self.size {
            regenerate()
        }
        var value = state[position]
        position += 1
        value ^= value >> 11
        value ^= (value << 7) & 0x9d2c_5680
        value ^= (value << 15) & 0xefc6_0000
        return value ^ (value >> 18)
    }

    /// Two outputs, the first in the high half; PyTorch's `CPUGeneratorImpl::random64`.
    package mutating func random64() -> UInt64 {
        let high = UInt64(random())
        return high << 32 | UInt64(random())
    }

    /// A value of `torch.empty((), dtype=torch.int64).random_()`: 0...2^63-1.
    package mutating func randomInt64() -> Int64 {
        Int64(random64() & UInt64(Int64.max))
    }

    /// A value of `tensor.random_(lower, upper)` with `dtype=torch.int64`: `lower..<upper` for a range that is not empty.
    /// From a width of 2^28 on, where the bias of a 32-bit remainder would show, PyTorch draws 64 bits.
    package mutating func random(in range: Range<Int64>) -> Int64 {
        let width = UInt64(bitPattern: range.upperBound &- range.lowerBound)
        let offset = width >= 1 << 28 ? random64() % width : UInt64(random()) % width
        return range.lowerBound &+ Int64(bitPattern: offset)
    }

    /// A float32 value of `tensor.uniform_(lower, upper)`: 24 random bits scaled to [0, 1), then
    /// fma(x, upper - lower, lower).
    package mutating func uniform(_ lower: Float, _ upper: Float) -> Float {
        let unit = Float(random() & 0xff_ffff) * 0x1p-24
        return lower.addingProduct(unit, upper - lower)
    }

    /// `torch.randperm(count)`: a permutation of `0..<count` by Fisher and Yates, from the front.
    ///
    /// From 214,748,364 on, where the bias of a 32-bit remainder would show, PyTorch draws 64 bits and builds the
    /// permutation inside out.
    package mutating func randomPermutation(_ count: Int) -> [Int] {
        var permutation = Array(0..<count)
        if count < Int(UInt32.max / 20) {
            for index in permutation.indices.dropLast() {
                permutation.swapAt(index, index + Int(UInt64(random()) % UInt64(count - index)))
            }
        } else {
            for index in permutation.indices {
                let other = Int(random64() % UInt64(index + 1))
                permutation[index] = permutation[other]
                permutation[other] = index
            }
        }
        return permutation
    }

    /// Advances all 624 words of the state at once.
    private mutating func regenerate() {
        for index in 0..<Self.size {
            let next = state[(index + 1) % Self.size]
            let mixed = (state[index] & 0x8000_0000) | (next & 0x7fff_ffff)
            let twisted = (mixed >> 1) ^ (mixed & 1 == 0 ? 0 : 0x9908_b0df)
            state[index] = state[(index + Self.shift) % Self.size] ^ twisted
        }
        position = 0
    }
}

/// A stream that continues where it was when it was encoded.
extension TorchGenerator: Codable {
    private enum CodingKeys: CodingKey {
        case state, position
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        state = try container.decode([UInt32].self, forKey: .state)
        position = try container.decode(Int.self, forKey: .position)
        guard state.count == Self.size, 0...Self.size ~= position else {
            throw DecodingError.dataCorruptedError(
                forKey: .state, in: container, debugDescription: "it is not the state of a Mersenne Twister")
        }
    }
}
