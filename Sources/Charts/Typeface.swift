/// A font family, with what proves that the drawing library found it and not a substitute, and where it comes from.
package struct Typeface: Sendable, Equatable {
    package let family: String
    /// A text that tells this family from others by its width.
    package let proof: String
    /// The width of the proof in ems, set in the regular weight.
    package let proofWidth: Double
    /// The width of the proof in ems, set in bold.
    package let boldProofWidth: Double
    /// How far capitals rise above the baseline, in ems.
    package let capHeight: Double
    /// How far the tallest letters rise above the baseline, in ems.
    package let ascent: Double
    /// How far letters fall below the baseline, in ems.
    package let descent: Double
    /// The packages that install it, in words.
    package let package: String

    package init(
        family: String, proof: String, proofWidth: Double, boldProofWidth: Double, capHeight: Double, ascent: Double,
        descent: Double, package: String
    ) {
        self.family = family
        self.proof = proof
        self.proofWidth = proofWidth
        self.boldProofWidth = boldProofWidth
        self.capHeight = capHeight
        self.ascent = ascent
        self.descent = descent
        self.package = package
    }

    /// DejaVu Sans, free and in every distribution; widths from its own table of advances, 2048 units to an em.
    package static let dejaVuSans = Typeface(
        family: "DejaVu Sans", proof: "Hamburgefonstiv 0123456789", proofWidth: 31394 / 2048,
        boldProofWidth: 34973 / 2048, capHeight: 0.729, ascent: 0.76, descent: 0.236,
        package: "fonts-dejavu-core (apt) or font-dejavu (brew)")
}
