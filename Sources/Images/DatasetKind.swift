/// Where the images of a data set come from.
package enum DatasetKind: String, Codable, Sendable {
    /// MNIST, proved by the SHA-256 of its content.
    case mnist
    /// Digits drawn by the program itself from a seed.
    case synthetic
    /// Any other files.
    case files
}
