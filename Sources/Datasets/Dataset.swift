import Images

/// Training and test images with what identifies them.
package struct Dataset: Sendable {
    package let kind: DatasetKind
    package let format: DatasetFormat
    /// The name under which results are written.
    package let name: String
    /// Images of one shape, each labeled with the position of its class in `classList`.
    package let training: LabeledImages
    package let test: LabeledImages
    /// Those that occur among the training images, by label.
    package let classList: [DatasetClass]
    /// How large the images were in their files.
    package let sourceSizes: ImageSizes
    /// The share of each class's images that was set aside as test images by the split's seed, where the data have none
    /// of their own.
    package let testShare: Double?
    /// SHA-256 in lowercase hexadecimal of what each part is made of: an uncompressed IDX file by its standard name, a
    /// file of CIFAR-10, the decoded pictures and classes of a folder.
    package let hashes: [String: String]

    package init(
        kind: DatasetKind, format: DatasetFormat = .idx, name: String, training: LabeledImages, test: LabeledImages,
        classList: [DatasetClass], sourceSizes: ImageSizes? = nil, testShare: Double? = nil, hashes: [String: String]
    ) {
        self.kind = kind
        self.format = format
        self.name = name
        self.training = training
        self.test = test
        self.classList = classList
        self.sourceSizes = sourceSizes ?? ImageSizes(training.images.shape)
        self.testShare = testShare
        self.hashes = hashes
    }

    /// The number of classes; labels are less.
    package var classes: Int { classList.count }
}

/// A class with its name and the number that it has in the files.
package struct DatasetClass: Sendable, Equatable {
    package let name: String
    package let label: Int

    package init(name: String, label: Int) {
        (self.name, self.label) = (name, label)
    }

    /// The first so many numbers, named by themselves.
    package static func numbered(_ count: Int) -> [DatasetClass] {
        (0..<count).map { DatasetClass(name: String($0), label: $0) }
    }
}
