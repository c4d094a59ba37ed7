/// The rules by which parameters follow their gradients, by name. `Kernels/Optimizers.swift` has the arithmetic of each.
package enum Optimizer: String, Sendable, CaseIterable, Codable {
    /// Adam (D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015), in PyTorch's form:
    /// m += (g - m)(1 - b1), v = b2 v + (1 - b2) g g, p = kept p - stepSize m / (secondScale sqrt v + epsilon). With weight
    /// decay it is AdamW (I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR 2019).
    case adam

    /// How many numbers are kept for each parameter from step to step, 0 to 2; all start at zero.
    package var moments: Int {
        switch self {
        case .adam: 2
        }
    }

    /// Step `number`, counted from 1.
    package func step(_ number: Int, learningRate: Double, weightDecay: Double = 0) -> OptimizerStep {
        switch self {
        case .adam: .adam(AdamCoefficients(step: number, learningRate: learningRate, weightDecay: weightDecay))
        }
    }
}

/// One step of an optimizer: the numbers that are the same for every parameter.
package enum OptimizerStep: Sendable, Equatable {
    case adam(AdamCoefficients)
}

/// The numbers of one step of Adam that are the same for every parameter.
package struct AdamCoefficients: Sendable, Equatable {
    /// 1 - beta1.
    package let firstDecay: Float
    /// beta2 and 1 - beta2.
    package let secondKept: Float
    package let secondAdded: Float
    /// learning rate / (1 - beta1^t).
    package let stepSize: Float
    /// 1 / sqrt(1 - beta2^t).
    package let secondScale: Float
    package let epsilon: Float
    /// 1 - learning rate * weight decay.
    package let kept: Float

    /// For step `step`, counted from 1.
    package init(
        step: Int, learningRate: Double, weightDecay: Double = 0, beta1: Double = 0.9, beta2: Double = 0.999,
        epsilon: Double = 1e-8
    ) {
        // Powers by repeated squaring, since `pow` of the C library differs between systems.
        firstDecay = Float(1 - beta1)
        secondKept = Float(beta2)
        secondAdded = Float(1 - beta2)
        stepSize = Float(learningRate / (1 - Self.power(beta1, step)))
        secondScale = Float(1 / (1 - Self.power(beta2, step)).squareRoot())
        self.epsilon = Float(epsilon)
        kept = Float(1 - learningRate * weightDecay)
    }

    private static func power(_ base: Double, _ exponent: Int) -> Double {
        var (result, square, left) = (1.0, base, exponent)
        while left > 0 {
            if left & 1 == 1 { result *= square }
            square *= square
            left >>= 1
        }
        return result
    }
}
