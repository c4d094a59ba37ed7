import Foundation
import KernelContracts
import NeuralNetworks
import Testing

/// Softmax cross entropy against Foundation's exponential and logarithm in `Double`. The kernels' own are seen through it:
/// of two logits 0 and x, the second probability over the first is e^x, and k equal logits have the loss log k.
struct LossKernelTests {
    static let sets = InstructionSet.available

    @Test("Loss, probabilities and gradient are those of the formula", arguments: sets, [2, 3, 10, 47, 256])
    func formula(set: InstructionSet, classes: Int) {
        var random = RandomValues(seed: 1)
        let logits = random.lanes(classes, -12, 12)
        let labels = random.integers(16, in: 0...classes - 1).map { UInt8($0) }
        let found = set.kernels.softmaxCrossEntropy(logits, labels: labels, scale: 1 / 16)
        for lane in 0..<16 {
            let plain = PlainLoss(logits.image(lane), label: Int(labels[lane]))
            // A loss near 0 is the difference of larger numbers, and so is the gradient of a probability near 1.
            #expect((Double(found.loss[lane]) - plain.loss).magnitude < 1e-6 * max(plain.loss, 1))
            expectClose(found.probabilities.image(lane), plain.probabilities, within: 1e-6, "probabilities")
            for (value, expected) in zip(found.gradient.image(lane), plain.gradient) {
                #expect((value * 16 - expected).magnitude < 1e-6)
            }
            let sum = found.probabilities.image(lane).reduce(0, +)
            #expect((sum - 1).magnitude < 1e-6)
        }
    }

    @Test("Lanes beyond the labels have neither loss nor gradient", arguments: sets, [0, 1, 7, 15])
    func partialGroup(set: InstructionSet, images: Int) {
        var random = RandomValues(seed: 2)
        let logits = random.lanes(5, -3, 3)
        let labels = [UInt8](repeating: 4, count: 16)
        let all = set.kernels.softmaxCrossEntropy(logits, labels: labels, scale: 0.25)
        let part = set.kernels.softmaxCrossEntropy(logits, labels: Array(labels.prefix(images)), scale: 0.25)
        for lane in 0..<16 {
            #expect(part.loss[lane] == (lane < images ? all.loss[lane] : 0))
            #expect(part.gradient.image(lane) == (lane < images ? all.gradient.image(lane) : [0, 0, 0, 0, 0]))
        }
        #expect(part.probabilities == all.probabilities)
    }

    @Test("Logits far apart give finite, exact results", arguments: sets, [80, 1e4, 1e30] as [Float])
    func farApart(set: InstructionSet, size: Float) {
        let logits = [Lanes(repeating: size), Lanes(repeating: -size), Lanes(repeating: -size)]
        let found = set.kernels.softmaxCrossEntropy(logits, labels: [0, 1], scale: 1)
        #expect(found.loss[0] == 0)
        #expect(found.loss[1] == 2 * size)
        #expect(found.probabilities.image(0) == [1, 0, 0])
        #expect(found.gradient.image(0) == [0, 0, 0])
        #expect(found.gradient.image(1) == [1, -1, 0])
    }

    @Test("Equal logits give equal probabilities and the logarithm of their number, wherever they lie", arguments: sets)
    func equalLogits(set: InstructionSet) {
        for classes in 1...256 {
            for value in [-80, 0, 80] as [Float] {
                let logits = [Lanes](repeating: Lanes(repeating: value), count: classes)
                let found = set.kernels.softmaxCrossEntropy(logits, labels: [0], scale: 1)
                let expected = log(Double(classes))
                #expect((Double(found.loss[0]) - expected).magnitude <= logarithmBound(expected))
                #expect(found.probabilities.allSatisfy { $0[0] == 1 / Float(classes) })
            }
        }
    }

    @Test("The exponential is right within 2 units in the last place, and zero below -60", arguments: sets)
    func exponential(set: InstructionSet) {
        for step in stride(from: 0, to: 61_000, by: 16) {
            // The second logit alone varies; the first stays the largest.
            let x = Lanes((0..<16).map { -Float(step + $0) / 1_000 })
            let found = set.kernels.softmaxCrossEntropy([Lanes(repeating: 0), x], labels: [], scale: 1).probabilities
            for lane in 0..<16 {
                if x[lane] < -60 {
                    #expect(found[1][lane] == 0)
                } else {
                    // Below -17.4 the sum rounds to 1 and the power is seen as it is; else the sum and the division by
                    // it each add a rounding.
                    let power = exp(Double(x[lane]))
                    let expected = power / (1 + power)
                    let units = (Double(found[1][lane]) - expected).magnitude / Double(Float(expected).ulp)
                    #expect(units <= (x[lane] < -17.4 ? 2 : 4), "e^\(x[lane])")
                }
            }
        }
    }

    @Test("The logarithm is right within 2 units in the last place or 1e-7", arguments: sets)
    func logarithm(set: InstructionSet) {
        // The sum runs from 1 to 2 as the second logit rises; with the first as label the loss is its logarithm.
        for step in stride(from: 0, to: 20_000, by: 16) {
            let x = Lanes((0..<16).map { -Float(step + $0) / 1_000 })
            let labels = [UInt8](repeating: 0, count: 16)
            let loss = set.kernels.softmaxCrossEntropy([Lanes(repeating: 0), x], labels: labels, scale: 1).loss
            for lane in 0..<16 {
                // The rounding of the sum, half a unit of what lies below 2, comes on top.
                let expected = log1p(exp(Double(x[lane])))
                let error = (Double(loss[lane]) - expected).magnitude
                #expect(error <= logarithmBound(expected) + 0x1p-24, "log(1 + e^\(x[lane]))")
            }
        }
    }

    @Test("A logit that is not a number, or infinite, makes the loss not finite", arguments: sets)
    func notFinite(set: InstructionSet) {
        for bad in [Float.nan, .infinity] {
            for place in 0..<3 {
                var logits = [Lanes](repeating: Lanes(repeating: 1), count: 3)
                logits[place][2] = bad
                let loss = set.kernels.softmaxCrossEntropy(logits, labels: [0, 1, 2], scale: 1).loss
                #expect(loss[0].isFinite && loss[1].isFinite)
                #expect(!loss[2].isFinite)
            }
        }
    }

    private func logarithmBound(_ value: Double) -> Double { max(2 * Double(Float(value).ulp), 1e-7) }
}
