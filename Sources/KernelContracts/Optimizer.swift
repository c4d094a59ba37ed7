/// How parameters follow their gradients: a rule, and the constants that it has besides the learning rate.
/// `Kernels/Optimizers.swift` has the arithmetic of each rule.
package struct Optimizer: Sendable, Equatable {
    /// The rules, by name.
    package enum Rule: String, Sendable, CaseIterable, Codable {
        /// Adam (D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015), in PyTorch's form. With
        /// weight decay it is AdamW (I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR 2019).
        case adam
        /// Stochastic gradient descent with momentum, in PyTorch's form (I. Sutskever, J. Martens, G. Dahl and G. Hinton, "On
        /// the importance of initialization and momentum in deep learning", ICML 2013). Weight decay is decoupled, too.
        case sgd

        /// As prose calls it.
        package var title: String {
            switch self {
            case .adam: "Adam"
            case .sgd: "SGD with momentum"
            }
        }

        /// How many numbers are kept for each parameter from step to step, 0 to 2; all start at zero.
        package var moments: Int {
            switch self {
            case .adam: 2
            case .sgd: 1
            }
        }
    }

    package let rule: Rule
    /// Before each step parameters are multiplied by 1 - learning rate * this, biases excepted.
    package let weightDecay: Double
    package let beta1: Double
    package let beta2: Double
    package let epsilon: Double
    package let momentum: Double

    package init(
        _ rule: Rule, weightDecay: Double = 0, beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
        momentum: Double = 0.9
    ) {
        (self.rule, self.weightDecay) = (rule, weightDecay)
        (self.beta1, self.beta2, self.epsilon, self.momentum) = (beta1, beta2, epsilon, momentum)
    }

    package static var adam: Optimizer { Optimizer(.adam) }

    /// Step `number`, counted from 1.
    ///
    /// - Parameter decays: whether the parameters are weights, which decay, and not biases
    package func step(_ number: Int, learningRate: Double, decays: Bool) -> OptimizerStep {
        let kept = Float(1 - (decays ? learningRate * weightDecay : 0))
        switch rule {
        case .adam: return .adam(AdamCoefficients(self, step: number, learningRate: learningRate, kept: kept))
        case .sgd: return .sgd(SGDCoefficients(momentum: Float(momentum), stepSize: Float(learningRate), kept: kept))
        }
    }
}

/// One step of an optimizer: the numbers that are the same for every parameter.
package enum OptimizerStep: Sendable, Equatable {
    case adam(AdamCoefficients)
    case sgd(SGDCoefficients)
}

/// The arithmetic of every rule, element by element. Gradients, parameters and what a rule keeps for each of them have
/// equal counts.
///
/// What is kept becomes zero below 1e-30: it could not move a parameter, and left alone would decay into denormal numbers,
/// on which processors are slow.
package protocol OptimizerKernels: Sendable {
    /// m += firstDecay (g - m), v = secondKept v + secondAdded g g,
    /// p = kept p - stepSize m / (secondScale sqrt v + epsilon).
    ///
    /// - Parameters:
    ///   - firstMoments: m
    ///   - secondMoments: v
    func adam(
        _ coefficients: AdamCoefficients, gradients: Span<Float>, parameters: inout MutableSpan<Float>,
        firstMoments: inout MutableSpan<Float>, secondMoments: inout MutableSpan<Float>)

    /// v = momentum v + g, p = kept p - stepSize v.
    ///
    /// - Parameter velocities: v
    func sgd(
        _ coefficients: SGDCoefficients, gradients: Span<Float>, parameters: inout MutableSpan<Float>,
        velocities: inout MutableSpan<Float>)
}

extension OptimizerKernels {
    /// One step of an optimizer. A moment that it does not keep is not touched and may be empty.
    package func update(
        _ step: OptimizerStep, gradients: Span<Float>, parameters: inout MutableSpan<Float>,
        firstMoments: inout MutableSpan<Float>, secondMoments: inout MutableSpan<Float>
    ) {
        switch step {
        case .adam(let coefficients):
            adam(
                coefficients, gradients: gradients, parameters: &parameters, firstMoments: &firstMoments,
                secondMoments: &secondMoments)
        case .sgd(let coefficients):
            sgd(coefficients, gradients: gradients, parameters: &parameters, velocities: &firstMoments)
        }
    }
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
    /// What decay leaves of a parameter.
    package let kept: Float

    fileprivate init(_ optimizer: Optimizer, step: Int, learningRate: Double, kept: Float) {
        // Powers by repeated squaring, since `pow` of the C library differs between systems.
        firstDecay = Float(1 - optimizer.beta1)
        secondKept = Float(optimizer.beta2)
        secondAdded = Float(1 - optimizer.beta2)
        stepSize = Float(learningRate / (1 - Self.power(optimizer.beta1, step)))
        secondScale = Float(1 / (1 - Self.power(optimizer.beta2, step)).squareRoot())
        epsilon = Float(optimizer.epsilon)
        self.kept = kept
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

/// The numbers of one step of SGD that are the same for every parameter.
package struct SGDCoefficients: Sendable, Equatable {
    package let momentum: Float
    /// The learning rate.
    package let stepSize: Float
    /// What decay leaves of a parameter.
    package let kept: Float
}
