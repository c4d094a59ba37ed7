import Images

/// Which data a run used: enough to recognize them anywhere, without a path.
package struct DatasetIdentity: Codable, Sendable, Equatable {
    package var kind: DatasetKind
    package var format: DatasetFormat
    /// The name under which outputs are written, such as `mnist`.
    package var name: String
    /// Images left for training after validation images were set aside.
    package var trainingImages: Int
    package var validationImages: Int
    package var testImages: Int
    /// The share of each class's images that was set aside as test images by the split's seed, where the data have none
    /// of their own.
    package var testShare: Double?
    /// The number of classes; labels are 0..<classes.
    package var classes: Int
    /// What the classes are called, one name for each; `nil` where their numbers are their names.
    package var classNames: [String]?
    /// How many training images each class has.
    package var trainingClassSizes: [Int]
    /// 1 where images are gray, 3 where they are in color.
    package var channels: Int
    /// How large the images were in their files.
    package var sizes: ImageSizes
    /// Of the training images in the size that the network sees, a channel each.
    package var channelStatistics: [ChannelStatistics]
    /// SHA-256 in lowercase hexadecimal of what each part is made of: an uncompressed IDX file by its standard name
    /// (`train-images-idx3-ubyte`, ...), a file of CIFAR-10, the decoded pictures of a folder.
    package var hashes: [String: String]

    package init(
        kind: DatasetKind, format: DatasetFormat = .idx, name: String, trainingImages: Int, validationImages: Int,
        testImages: Int, testShare: Double? = nil, classes: Int, classNames: [String]? = nil, trainingClassSizes: [Int],
        channels: Int = 1, sizes: ImageSizes, channelStatistics: [ChannelStatistics], hashes: [String: String]
    ) {
        self.kind = kind
        self.format = format
        self.name = name
        self.trainingImages = trainingImages
        self.validationImages = validationImages
        self.testImages = testImages
        self.testShare = testShare
        self.classes = classes
        self.classNames = classNames
        self.trainingClassSizes = trainingClassSizes
        self.channels = channels
        self.sizes = sizes
        self.channelStatistics = channelStatistics
        self.hashes = hashes
    }

    /// Rows and columns of the images as they came; of images that are not equal, those of the largest.
    package var rows: Int { sizes.rows.upperBound }
    package var columns: Int { sizes.columns.upperBound }
}
