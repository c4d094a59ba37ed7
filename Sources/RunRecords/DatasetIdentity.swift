import Images

/// Which data a run used: enough to recognize them anywhere, without a path.
package struct DatasetIdentity: Codable, Sendable, Equatable {
    package var kind: DatasetKind
    /// The name under which outputs are written, such as `mnist`.
    package var name: String
    /// Images left for training after validation images were set aside.
    package var trainingImages: Int
    package var validationImages: Int
    package var testImages: Int
    /// The number of classes; labels are 0..<classes.
    package var classes: Int
    /// What the classes are called, one name for each; `nil` where their numbers are their names.
    package var classNames: [String]?
    /// 1 where images are gray, 3 where they are in color.
    package var channels: Int
    /// Rows and columns of the images as they came.
    package var rows: Int
    package var columns: Int
    /// SHA-256 in lowercase hexadecimal of each uncompressed IDX file, by its standard name
    /// (`train-images-idx3-ubyte`, ...).
    package var hashes: [String: String]

    package init(
        kind: DatasetKind, name: String, trainingImages: Int, validationImages: Int, testImages: Int, classes: Int,
        classNames: [String]? = nil, channels: Int = 1, rows: Int, columns: Int, hashes: [String: String]
    ) {
        self.kind = kind
        self.name = name
        self.trainingImages = trainingImages
        self.validationImages = validationImages
        self.testImages = testImages
        self.classes = classes
        self.classNames = classNames
        self.channels = channels
        self.rows = rows
        self.columns = columns
        self.hashes = hashes
    }
}
