import KernelContracts

// The arithmetic of optimizers, element by element.

extension FusedKernels {
    package func adam(
        _ coefficients: AdamCoefficients, gradients: Span<Float>, parameters: inout MutableSpan<Float>,
        firstMoments: inout MutableSpan<Float>, secondMoments: inout MutableSpan<Float>
    ) {
        let count = gradients.count
        assert(parameters.count == count && firstMoments.count == count && secondMoments.count == count)
        let (g, p) = (gradients.address, parameters.address)
        let (m, v) = (firstMoments.address, secondMoments.address)
        forEachRegister(of: count) { index, count in
            adamStep(coefficients, g + index, p + index, m + index, v + index, count: count)
        }
    }

    package func sgd(
        _ coefficients: SGDCoefficients, gradients: Span<Float>, parameters: inout MutableSpan<Float>,
        velocities: inout MutableSpan<Float>
    ) {
        let count = gradients.count
        assert(parameters.count == count && velocities.count == count)
        let (g, p, v) = (gradients.address, parameters.address, velocities.address)
        forEachRegister(of: count) { index, count in
            sgdStep(coefficients, g + index, p + index, v + index, count: count)
        }
    }
}

/// Calls `body` for every register of parameters; the last may be filled in part.
@inline(__always)
private func forEachRegister(of count: Int, _ body: (_ first: Int, _ count: Int) -> Void) {
    let width = Register.scalarCount
    let whole = count / width * width
    for index in stride(from: 0, to: whole, by: width) { body(index, width) }
    if whole < count { body(whole, count - whole) }
}

/// The step of at most a register of parameters.
@inline(__always)
private func adamStep(
    _ coefficients: AdamCoefficients, _ g: UnsafePointer<Float>, _ p: UnsafeMutablePointer<Float>,
    _ m: UnsafeMutablePointer<Float>, _ v: UnsafeMutablePointer<Float>, count: Int
) {
    var moment = load(m, atMost: count)
    var square = load(v, atMost: count)
    let update = adamUpdate(coefficients, load(g, atMost: count), &moment, &square)
    store(load(p, atMost: count) * coefficients.kept - update, to: p, atMost: count)
    store(moment, to: m, atMost: count)
    store(square, to: v, atMost: count)
}

/// What Adam subtracts from parameters, after both moments took in the gradient.
@inline(__always)
private func adamUpdate(
    _ coefficients: AdamCoefficients, _ gradient: Register, _ moment: inout Register, _ square: inout Register
) -> Register {
    moment = moment.addingProduct(gradient - moment, Register(repeating: coefficients.firstDecay))
    square = (square * coefficients.secondKept).addingProduct(
        gradient * gradient, Register(repeating: coefficients.secondAdded))
    moment.dropNegligible()
    square.dropNegligible()
    let denominator = Register(repeating: coefficients.epsilon).addingProduct(
        square.squareRoot(), Register(repeating: coefficients.secondScale))
    return (coefficients.stepSize * moment) / denominator
}

/// The step of at most a register of parameters.
@inline(__always)
private func sgdStep(
    _ coefficients: SGDCoefficients, _ g: UnsafePointer<Float>, _ p: UnsafeMutablePointer<Float>,
    _ v: UnsafeMutablePointer<Float>, count: Int
) {
    var velocity = load(g, atMost: count).addingProduct(
        load(v, atMost: count), Register(repeating: coefficients.momentum))
    velocity.dropNegligible()
    let kept = load(p, atMost: count) * coefficients.kept
    store(kept.addingProduct(velocity, Register(repeating: -coefficients.stepSize)), to: p, atMost: count)
    store(velocity, to: v, atMost: count)
}

extension Register {
    /// Makes numbers zero that are kept from step to step and have become too small to count.
    @inline(__always)
    fileprivate mutating func dropNegligible() {
        let tiny = Register(repeating: 1e-30)
        replace(with: .zeros, where: (self .< tiny) .& (self .> -tiny))
    }
}
