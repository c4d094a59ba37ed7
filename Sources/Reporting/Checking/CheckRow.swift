import RunRecords

/// One statement beside what was found.
package struct CheckRow: Sendable, Equatable, Codable {
    /// What is spoken of: a file, a line of it, a number.
    package var subject: String
    /// What is committed.
    package var stated: String
    /// What follows from the record, the data or the running program.
    package var found: String
    package var agrees: Bool

    package init(subject: String, stated: String, found: String, agrees: Bool) {
        self.subject = subject
        self.stated = stated
        self.found = found
        self.agrees = agrees
    }

    /// Both values in words; they agree where they are equal.
    init(_ subject: String, stated: String, found: String) {
        self.init(subject: subject, stated: stated, found: found, agrees: stated == found)
    }

    /// A value on record beside the one computed anew.
    init(_ difference: RecordDifference, in subject: String) {
        self.init(
            subject: "\(subject), \(difference.path)", stated: difference.first,
            found: difference.second + (difference.remark.isEmpty ? "" : ", \(difference.remark)"), agrees: false)
    }
}
