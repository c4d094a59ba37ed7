/// Why bytes are not a run record, or a record cannot be written.
package enum RunRecordError: Error, Sendable, Equatable {
    /// The bytes are not JSON; the parser's reason, if it gave one.
    case notJSON(reason: String)
    /// Written by another version of the program.
    case otherSchemaVersion(found: Int, expected: Int)
    case missing(path: String)
    case wrongType(path: String, expected: String, found: String)
    /// Of the right type, but not a value that can stand there.
    case unreadable(path: String, reason: String)
    /// A number that its place cannot hold: a fraction or a negative number for a count, or one too large.
    case numberOutOfPlace
    /// Values that do not fit together; the first of `count`.
    case disagreement(Disagreement, count: Int)
    /// A value that JSON cannot hold, as training leaves when it diverges.
    case notFinite(path: String)
}

extension RunRecordError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notJSON(let reason):
            "The run record is not JSON: \(reason). Restore run.json or make it again with `lenet report`."
        case .otherSchemaVersion(let found, let expected):
            "The run record has schemaVersion \(found), but this program reads \(expected): "
                + "make it again with `lenet report`, or use the version of the program that wrote it."
        case .missing(let path):
            "The run record lacks `\(path)`: restore run.json or make it again with `lenet report`."
        case .wrongType(let path, let expected, let found):
            "The run record has \(found) at `\(path)`, where \(expected) is expected."
        case .unreadable(let path, let reason):
            "The run record's `\(path)` cannot be read: \(reason)."
        case .numberOutOfPlace:
            "The run record has a number where it cannot stand, such as a fraction for a count or one too large: "
                + "restore run.json or make it again with `lenet report`."
        case .disagreement(let first, let count):
            "The run record does not agree with itself: \(first)"
                + (count == 1 ? "." : "; and \(count - 1) more such \(count == 2 ? "place" : "places").")
        case .notFinite(let path):
            "The run record cannot be written: `\(path)` is not a finite number. "
                + "Training has diverged; a smaller learning rate may help."
        }
    }
}
