import Images

/// Training and test images with what identifies them.
package struct Dataset: Sendable {
    /// Where the images came from.
    package enum Kind: Sendable { case mnist, synthetic, files }

    package let kind: Kind
    /// The name under which results are written.
    package let name: String
    package let training: LabeledImages
    package let test: LabeledImages
    /// One more than the largest label of either part.
    package let classes: Int
    /// SHA-256 in lowercase hexadecimal of each uncompressed IDX file by its standard name.
    package let hashes: [String: String]

    package init(
        kind: Kind, name: String, training: LabeledImages, test: LabeledImages, classes: Int, hashes: [String: String]
    ) {
        self.kind = kind
        self.name = name
        self.training = training
        self.test = test
        self.classes = classes
        self.hashes = hashes
    }
}
