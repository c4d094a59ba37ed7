/// Where the images of a data set come from.
package enum DatasetKind: String, Codable, Sendable {
    /// MNIST, proved by the SHA-256 of its content.
    case mnist
    /// Digits drawn by the program itself from a seed.
    case synthetic
    /// Any other files.
    case files
}

/// How the images were stored.
package enum DatasetFormat: String, Codable, Sendable {
    /// Drawn by the program.
    case drawn
    /// The four IDX files of MNIST's format.
    case idx
    /// CIFAR-10's binary files.
    case cifar10
    /// PNG and JPEG files in folders named for their classes.
    case pictures
}
