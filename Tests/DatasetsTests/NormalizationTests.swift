import ContentHashing
import Datasets
import Testing

@Suite("Normalizing pixels")
struct NormalizationTests {
    /// SHA-256 of the 256 values as little-endian float32, from torchvision 0.29.2:
    ///
    ///     image = Image.fromarray(numpy.arange(256, dtype=numpy.uint8).reshape(16, 16))
    ///     Compose([ToTensor(), Normalize((mean,), (std,))])(image).numpy().tobytes()
    @Test(
        "gives torchvision's values to the bit",
        arguments: [
            (0.1307, 0.308, "ecb23045e9f04b0e878d34b0d135ca06e8abf6cbc05184b5ea632ae36816bf1d"),
            (0.1307, 0.3081, "0103dbab6b16bfcaea0aa75d7377b4b22bb6792081600921bee4a17ff9c4d33e"),
            (0.5, 0.5, "d15e8ce72284446496a6de66e8a4795818530b44cd2c3dd415077364535c3c1a"),
            (0.0, 1.0, "010413efe9fc4438fee48de66c4d09f377b28af6a9fe2522201e8c1dbb831fc8"),
        ])
    func torchvision(mean: Double, standardDeviation: Double, hash: String) {
        let normalization = Normalization(mean: mean, standardDeviation: standardDeviation)
        let bytes = normalization.values.flatMap { value in
            [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: value.bitPattern >> $0) }
        }
        #expect(ContentHash.sha256(bytes) == hash)
    }
}
