import Foundation
import Images

extension DatasetClass {
    /// No data set may have more classes: more are taken for damage rather than for classes.
    package static let maximum = 100

    /// The classes that occur among training labels, in order.
    ///
    /// - Parameters:
    ///   - names: one for each class that occurs, or one for each number from 0; `nil` names classes by their number
    ///   - path: the file of the labels
    static func list(
        of labels: [UInt8], names: ClassNames?, path: String
    ) throws(DatasetError) -> [DatasetClass] {
        var occurs = [Bool](repeating: false, count: 256)
        for label in labels { occurs[Int(label)] = true }
        let numbers = occurs.indices.filter { occurs[$0] }
        guard numbers.count <= maximum else {
            throw .tooManyClasses(path: path, found: numbers.count, limit: maximum)
        }
        guard let names else { return numbers.map { DatasetClass(name: String($0), label: $0) } }
        let largest = numbers.last ?? 0
        guard names.list.count == numbers.count || names.list.count > largest else {
            throw .classNames(
                source: names.source,
                reason: "it has \(names.list.count) names, expected \(numbers.count), one for each class")
        }
        let areInOrder = names.list.count == numbers.count
        return numbers.enumerated().map { index, label in
            DatasetClass(name: names.list[areInOrder ? index : label], label: label)
        }
    }
}

extension [DatasetClass] {
    /// The position of each label's class.
    ///
    /// - Parameter start: the offset of the first label in its file
    func positions(of labels: [UInt8], path: String, start: Int) throws(DatasetError) -> [UInt8] {
        var table = [UInt8?](repeating: nil, count: 256)
        for (index, item) in enumerated() { table[item.label] = UInt8(index) }
        var positions = [UInt8](repeating: 0, count: labels.count)
        for (index, label) in labels.enumerated() {
            guard let position = table[Int(label)] else {
                throw .unknownLabel(path: path, offset: start + index, label: Int(label))
            }
            positions[index] = position
        }
        return positions
    }
}

/// Names of classes, and who gave them.
package struct ClassNames: Sendable, Equatable {
    let list: [String]
    /// What an error calls their place.
    let source: String

    /// Names must be short words of one line, each different from the others.
    package init(_ names: [String], source: String) throws(DatasetError) {
        list = names.map { $0.trimmingCharacters(in: .whitespaces) }
        self.source = source
        var seen: Set<String> = []
        for (index, name) in list.enumerated() {
            func fail(_ reason: String) -> DatasetError {
                .classNames(source: source, reason: "name \(index + 1) \(reason)")
            }
            guard !name.isEmpty else { throw fail("is empty") }
            guard name.count <= 80 else { throw fail("is longer than 80 characters") }
            guard !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
                throw fail("holds a control character")
            }
            guard seen.insert(name).inserted else { throw fail("is \(name) once more") }
        }
    }

    /// A name a line of `classes.txt`, beside the other files; `nil` where there is none.
    init?(beside directory: URL, file: String = "classes.txt") throws(DatasetError) {
        let location = directory.appending(path: file)
        guard FileManager.default.fileExists(atPath: location.path) else { return nil }
        try self.init(Self.lines(of: location), source: location.path)
    }

    /// EMNIST's `emnist-letters-mapping.txt` and the like: in each line a label and the codes of its characters, of which
    /// letters in either case have two. A label without a line is called by its number.
    init(emnistMapping location: URL) throws(DatasetError) {
        var names: [Int: String] = [:]
        for (index, line) in try Self.lines(of: location).enumerated() {
            let numbers = line.split(separator: " ").map { UInt32($0) }
            let characters = numbers.dropFirst().compactMap { $0.flatMap(Unicode.Scalar.init) }.map(Character.init)
            guard let label = numbers.first ?? nil, label <= 255, !characters.isEmpty,
                characters.count == numbers.count - 1, names[Int(label)] == nil
            else {
                throw .classNames(
                    source: location.path,
                    reason: "line \(index + 1) is \(line), expected a new label and codes of characters")
            }
            names[Int(label)] = String(characters)
        }
        let count = (names.keys.max() ?? -1) + 1
        try self.init((0..<count).map { names[$0] ?? String($0) }, source: location.path)
    }

    /// The lines of a text, without empty ones at its end.
    private static func lines(of location: URL) throws(DatasetError) -> [String] {
        let bytes = try ByteSource(file: location).next(1 << 20)
        guard let text = String(bytes: bytes, encoding: .utf8) else {
            throw .classNames(source: location.path, reason: "it is not text in UTF-8")
        }
        var lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
        while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
        return lines
    }
}
