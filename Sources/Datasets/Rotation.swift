/// A turn of the plane, by the rational parametrization of the circle: exact arithmetic, and so the same bits on every
/// machine, unlike the sine and cosine of a C library.
package struct Rotation<Scalar: BinaryFloatingPoint> {
    package let cosine, sine: Scalar

    /// - Parameter halfTangent: of half the angle
    package init(halfTangent half: Scalar) {
        cosine = (1 - half * half) / (1 + half * half)
        sine = 2 * half / (1 + half * half)
    }
}

extension Rotation<Double> {
    /// The tangent of half the angle comes from its Padé approximant of order 3 and 2. The turn is within 1e-9 of an angle
    /// up to 15 degrees, within 3e-4 up to 90 degrees and within 0.02 up to 180.
    ///
    /// - Parameter angle: in radians, from -pi to pi
    package init(angle: Scalar) {
        let half = angle / 2
        self.init(halfTangent: half * (15 - half * half) / (15 - 6 * half * half))
    }
}
