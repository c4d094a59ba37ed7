import KernelContracts

// What is neither convolution nor matrix product: bringing images in, turning lanes into rows, Adam.

extension FusedKernels {
    package func gather(
        _ pixels: Span<UInt8>, images: Span<Int>, table: Span<Float>, into lanes: inout MutableSpan<Lanes>
    ) {
        let (source, value) = (pixels.address, table.address)
        let pixelCount = lanes.count
        let target = UnsafeMutableRawPointer(lanes.address).assumingMemoryBound(to: Float.self)
        if images.count < Lanes.count {
            for index in 0..<pixelCount * Lanes.count { target[index] = 0 }
        }
        // Blocks of 64 pixels, so that what sixteen images write in turn stays in the first cache.
        var first = 0
        while first < pixelCount {
            let end = min(first + 64, pixelCount)
            for lane in images.indices {
                let image = source + images[lane] * pixelCount
                for index in first..<end {
                    target[index &* Lanes.scalarCount &+ lane] = value[Int(image[index])]
                }
            }
            first = end
        }
    }

    package func transpose(_ lanes: Span<Lanes>, stride: Int, into rows: inout MutableSpan<Float>) {
        let source = UnsafeRawPointer(lanes.address).assumingMemoryBound(to: Float.self)
        let target = rows.address
        let features = lanes.count
        var first = 0
        while first < stride {
            let end = min(first + Lanes.scalarCount, features)
            for image in 0..<Lanes.scalarCount {
                let row = target + image &* stride
                for feature in first..<max(first, end) {
                    row[feature] = source[feature &* Lanes.scalarCount &+ image]
                }
                for feature in max(first, end)..<first + Lanes.scalarCount { row[feature] = 0 }
            }
            first += Lanes.scalarCount
        }
    }

    package func adam(
        _ coefficients: AdamCoefficients, gradients: Span<Float>, parameters: inout MutableSpan<Float>,
        firstMoments: inout MutableSpan<Float>, secondMoments: inout MutableSpan<Float>
    ) {
        let g = gradients.address
        let (p, m, v) = (parameters.address, firstMoments.address, secondMoments.address)
        let count = gradients.count
        let width = Register.scalarCount
        var index = 0
        while index < count {
            let left = min(width, count - index)
            var moment = load(m + index, atMost: left)
            var square = load(v + index, atMost: left)
            let update = adamUpdate(coefficients, load(g + index, atMost: left), &moment, &square)
            store(load(p + index, atMost: left) - update, to: p + index, atMost: left)
            store(moment, to: m + index, atMost: left)
            store(square, to: v + index, atMost: left)
            index += width
        }
    }
}

/// What Adam subtracts from parameters, after both moments took in the gradient.
@inline(always)
private func adamUpdate(
    _ coefficients: AdamCoefficients, _ gradient: Register, _ moment: inout Register, _ square: inout Register
) -> Register {
    let tiny = Register(repeating: 1e-30)
    moment = moment.addingProduct(gradient - moment, Register(repeating: coefficients.firstDecay))
    square = (square * coefficients.secondKept).addingProduct(gradient * gradient, Register(repeating: coefficients.secondAdded))
    moment.replace(with: .nought, where: moment * moment .< tiny * tiny)
    square.replace(with: .nought, where: square .< tiny)
    let denominator = square.squareRoot() / coefficients.secondCorrection + coefficients.epsilon
    return (coefficients.stepSize * moment) / denominator
}

/// The first `count` values at an address, the other lanes zero.
@inline(always)
func load(_ address: UnsafePointer<Float>, atMost count: Int) -> Register {
    if count >= Register.scalarCount {
        return UnsafeRawPointer(address).loadUnaligned(as: Register.self)
    }
    var register = Register.nought
    for index in 0..<count { register[index] = address[index] }
    return register
}

/// Writes the first `count` values of a register.
@inline(always)
func store(_ register: Register, to address: UnsafeMutablePointer<Float>, atMost count: Int) {
    if count >= Register.scalarCount {
        UnsafeMutableRawPointer(address).storeBytes(of: register, as: Register.self)
    } else {
        for index in 0..<count { address[index] = register[index] }
    }
}
