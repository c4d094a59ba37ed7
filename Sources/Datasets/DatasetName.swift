import Foundation
import Images

/// Names under which results of a data set are written, one folder each.
package enum DatasetName {
    /// The name of MNIST, and of nothing else.
    package static let mnist = "mnist"
    /// The name of the built-in digits, and of nothing else.
    package static let synthetic = "synthetic"
    /// The name of the block in README.md that `lenet bench` writes; no data set may have it.
    package static let bench = "bench"

    /// Throws `DatasetError.invalidName` unless the name is a plain folder name on every system.
    package static func validate(_ name: String) throws(DatasetError) {
        guard FolderName.isPlain(name) else { throw .invalidName(name) }
    }

    /// The name for results of data of this kind: the one asked for, else the folder's with anything unusual replaced.
    /// Only MNIST itself may be called `mnist`: other files in a folder of that name are called `other-mnist`.
    static func choose(asked: String?, kind: DatasetKind, directory: URL) throws(DatasetError) -> String {
        if let asked {
            try validate(asked)
            if isReserved(asked), !(kind == .mnist && asked == mnist) { throw .reservedName(asked.lowercased()) }
            return asked
        }
        if kind == .mnist { return mnist }
        let folder = directory.standardizedFileURL.lastPathComponent
        let scalars = folder.unicodeScalars.map { FolderName.isAllowed($0) ? Character($0) : "-" }
        let name = String(scalars.prefix(80)).trimmingCharacters(in: CharacterSet(charactersIn: "-_."))
        if name.isEmpty { return "files" }
        return isReserved(name) ? "other-\(name)" : name
    }

    /// Letters count as the same in either case, as on file systems that do not tell them apart.
    private static func isReserved(_ name: String) -> Bool { [mnist, synthetic, bench].contains(name.lowercased()) }
}
