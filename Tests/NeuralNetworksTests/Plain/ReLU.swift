/// The rectified linear unit, y = max(0, x).
struct ReLU: Sendable, Equatable {
    func forward<Scalar: BinaryFloatingPoint>(_ input: [Scalar]) -> [Scalar] {
        input.map { $0 < 0 ? 0 : $0 }
    }

    /// dx = dy where y is positive, else 0; at 0 PyTorch takes 0 too.
    func backward<Scalar: BinaryFloatingPoint>(_ outputGradient: [Scalar], output: [Scalar]) -> [Scalar] {
        zip(outputGradient, output).map { $1 > 0 ? $0 : 0 }
    }
}
