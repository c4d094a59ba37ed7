/// The 256 values that a normalized 8-bit pixel can have, as torchvision's `ToTensor` and `Normalize` make them: x / 255,
/// minus the mean, divided by the standard deviation, each step rounded to float32.
package struct Normalization: Sendable, Equatable {
    /// By pixel value.
    package let values: [Float]

    /// Mean and standard deviation count in units of full white and are rounded to float32, as torchvision does.
    package init(mean: Double, standardDeviation: Double) {
        values = (0...255).map { (Float($0) / 255 - Float(mean)) / Float(standardDeviation) }
    }
}
