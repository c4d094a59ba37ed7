/// The MNIST database of handwritten digits (Y. LeCun, C. Cortes, C. J. C. Burges): its files and what they must contain.
package enum MNIST {
    /// A file of the four by its standard name.
    package struct File: Sendable, Equatable {
        package let name: String
        package let content: IDXFile.Content
        /// SHA-256 in lowercase hexadecimal of the uncompressed content.
        package let hash: String
        /// Bytes of the uncompressed content.
        package let size: Int

        package init(name: String, content: IDXFile.Content, hash: String, size: Int) {
            self.name = name
            self.content = content
            self.hash = hash
            self.size = size
        }

        /// The name that a file of so many dimensions has: images in color have one more.
        func name(dimensions: Int) -> String { name.replacing("idx3", with: "idx\(max(dimensions, 3))") }
    }

    package static let trainingImages = File(
        name: "train-images-idx3-ubyte", content: .images,
        hash: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db", size: 47_040_016)
    package static let trainingLabels = File(
        name: "train-labels-idx1-ubyte", content: .labels,
        hash: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5", size: 60_008)
    package static let testImages = File(
        name: "t10k-images-idx3-ubyte", content: .images,
        hash: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7", size: 7_840_016)
    package static let testLabels = File(
        name: "t10k-labels-idx1-ubyte", content: .labels,
        hash: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", size: 10_008)

    /// Training images and labels, test images and labels.
    package static let files = [trainingImages, trainingLabels, testImages, testLabels]

    /// Where the four files are published, compressed, as `NAME.gz`.
    package static let mirrors = [
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ]

    /// Whether these hashes, by standard name, are all MNIST's.
    static func matches(_ hashes: [String: String]) -> Bool {
        files.allSatisfy { hashes[$0.name] == $0.hash }
    }
}
