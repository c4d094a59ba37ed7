/// A place where a record contradicts itself: what stands there, and what the rest of the record asks for.
package struct Disagreement: Sendable, Equatable, CustomStringConvertible {
    /// The way from the top of the JSON, such as `exhibits.mistakes[3].actual`.
    package var path: String
    package var expected: String
    package var found: String

    package init(path: String, expected: String, found: String) {
        self.path = path
        self.expected = expected
        self.found = found
    }

    package var description: String { "`\(path)` should be \(expected), but is \(found)" }
}

extension [Disagreement] {
    /// Adds a disagreement unless `agrees`.
    mutating func require(
        _ agrees: Bool, _ path: @autoclosure () -> String, expected: @autoclosure () -> String,
        found: @autoclosure () -> String
    ) {
        if !agrees { append(Disagreement(path: path(), expected: expected(), found: found())) }
    }

    /// Adds a disagreement unless `value` lies within `range`.
    mutating func require<Value: Comparable>(
        _ value: Value, in range: ClosedRange<Value>, _ path: @autoclosure () -> String
    ) {
        require(
            range.contains(value), path(), expected: "from \(range.lowerBound) to \(range.upperBound)",
            found: "\(value)")
    }

    /// Adds a disagreement unless both are equal.
    mutating func require<Value: Equatable>(_ value: Value, equals expected: Value, _ path: @autoclosure () -> String) {
        require(value == expected, path(), expected: "\(expected)", found: "\(value)")
    }
}
