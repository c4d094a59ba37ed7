/// The rule for names of data sets: each is a folder's and part of a marker in README.md, on every system, and leads nowhere
/// else.
package enum FolderName {
    package static let allowed = "letters, digits, '-', '_' and '.', beginning with a letter or digit"

    package static func isPlain(_ name: String) -> Bool {
        name.unicodeScalars.count <= 100 && name.unicodeScalars.first.map(isAlphanumeric) == true
            && name.unicodeScalars.allSatisfy(isAllowed)
    }

    package static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        isAlphanumeric(scalar) || scalar == "-" || scalar == "_" || scalar == "."
    }

    private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
    }
}
