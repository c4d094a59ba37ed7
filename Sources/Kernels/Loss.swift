import KernelContracts

// Softmax cross entropy, with an exponential and a logarithm of our own: those of the C library differ in the last bit
// from system to system.

extension FusedKernels {
    package func softmaxCrossEntropy(
        logits: Span<Lanes>, labels: Span<UInt8>, scale: Float, probabilities: inout MutableSpan<Lanes>,
        gradient: inout MutableSpan<Lanes>
    ) -> Lanes {
        assert(labels.count <= Lanes.count && probabilities.count == logits.count && gradient.count == logits.count)
        var largest = logits[0]
        for index in logits.indices {
            largest.replace(with: logits[index], where: logits[index] .> largest)
        }
        var sum = Lanes(repeating: 0)
        for index in logits.indices {
            let power = exponential(logits[index] - largest)
            probabilities[index] = power
            sum += power
        }
        var live = Lanes(repeating: 0)
        var labeled = Lanes(repeating: 0)
        for lane in labels.indices {
            live[lane] = 1
            labeled[lane] = logits[Int(labels[lane])][lane]
        }
        for index in logits.indices {
            probabilities[index] /= sum
            var target = Lanes(repeating: 0)
            for lane in labels.indices where Int(labels[lane]) == index { target[lane] = 1 }
            gradient[index] = (probabilities[index] - target) * live * scale
        }
        let loss = logarithm(sum) - (labeled - largest)
        return loss.replacing(with: 0, where: live .== 0)
    }

    package func argmax(_ logits: Span<Lanes>) -> SIMD16<Int32> {
        var largest = logits[0]
        var label = Lanes(repeating: 0)
        for index in logits.indices {
            let larger = logits[index] .> largest
            largest.replace(with: logits[index], where: larger)
            label.replace(with: Lanes(repeating: Float(index)), where: larger)
        }
        return integers(label)
    }
}

// Conversions by the bits of 1.5 * 2^23 + n. Those of the standard library are generic functions that the compiler may
// leave uninlined; the linker would then keep one copy for all instruction sets, with instructions that some
// processors lack.

/// Adding it rounds to a whole number and leaves that in the low bits.
let shifter: Float = 0x1.8p23

/// Whole numbers of magnitude below 2^22 as integers.
@inline(__always)
private func integers(_ x: Lanes) -> SIMD16<Int32> {
    unsafeBitCast(x + shifter, to: SIMD16<Int32>.self) &- Int32(bitPattern: shifter.bitPattern)
}

/// Integers of magnitude below 2^22 as whole numbers.
@inline(__always)
private func wholeNumbers(_ n: SIMD16<Int32>) -> Lanes {
    unsafeBitCast(n &+ Int32(bitPattern: shifter.bitPattern), to: Lanes.self) - shifter
}

/// e^x for x at most 0, within 2 units in the last place; 0 below -60, which is nothing beside the 1 that the largest
/// logit contributes to the sum and keeps gradients out of the denormal numbers. Not a number stays so.
///
/// x = n ln 2 + r with |r| at most ln 2 / 2, e^r by the polynomial of Cephes' `expf` (S. Moshier), 2^n by its bits.
@inline(__always)
func exponential(_ x: Lanes) -> Lanes {
    // Adding 1.5 * 2^23 rounds to a whole number and leaves it in the low bits.
    let shifted = Lanes(repeating: shifter).addingProduct(x, Lanes(repeating: 1.442_695_04))
    let n = shifted - shifter
    let r = x.addingProduct(n, Lanes(repeating: -0.693_359_375)).addingProduct(n, Lanes(repeating: 2.121_944_4e-4))
    var polynomial = Lanes(repeating: 1.987_569_15e-4)
    for coefficient in exponentialCoefficients {
        polynomial = Lanes(repeating: coefficient).addingProduct(polynomial, r)
    }
    let power = (Lanes(repeating: 1) + r).addingProduct(polynomial, r * r)
    let bits = unsafeBitCast(shifted, to: SIMD16<Int32>.self)
    let scale = unsafeBitCast((bits &<< 23) &+ 0x3f80_0000, to: Lanes.self)
    return (power * scale).replacing(with: 0, where: x .< -60)
}

private let exponentialCoefficients: [Float] = [
    1.398_199_95e-3, 8.333_451_91e-3, 4.166_579_59e-2, 1.666_666_55e-1, 5.000_000_12e-1,
]

/// ln x for x from 1 to 2^24, within 2 units in the last place or 1e-7, whichever is more. Not a number stays so.
///
/// x = 2^k (1 + f) with 1 + f from sqrt(1/2) to sqrt 2, ln(1 + f) by the polynomial of fdlibm's `logf` (Sun, 1993).
@inline(__always)
func logarithm(_ x: Lanes) -> Lanes {
    let bits = unsafeBitCast(x, to: SIMD16<Int32>.self)
    let exponent = (bits &- 0x3f35_04f3) &>> 23
    let k = wholeNumbers(exponent)
    let f = unsafeBitCast(bits &- (exponent &<< 23), to: Lanes.self) - 1
    let s = f / (f + 2)
    let z = s * s
    var polynomial = Lanes(repeating: 0.242_790_79)
    for coefficient in [0.284_987_87, 0.400_009_72, 0.666_666_63] as [Float] {
        polynomial = Lanes(repeating: coefficient).addingProduct(polynomial, z)
    }
    let halfSquare = 0.5 * f * f
    let small = s * (halfSquare + z * polynomial) + k * 9.058_001_5e-6
    let result = k * 0.693_138_12 - ((halfSquare - small) - f)
    return result.replacing(with: x, where: x .!= x)
}
