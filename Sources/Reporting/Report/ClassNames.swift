import RunRecords

/// What to call the classes of a data set: digits where they are digits, else by their labels.
struct ClassNames {
    private let areDigits: Bool

    init(_ dataset: DatasetIdentity) {
        areDigits = dataset.kind != .files
    }

    /// `digit` or `class`.
    var noun: String { areDigits ? "digit" : "class" }
    var pluralNoun: String { areDigits ? "digits" : "classes" }

    /// What a picture of a class is called: `digits` or `images`.
    var images: String { areDigits ? "digits" : "images" }

    /// What stands in tables and figures, where `noun` is in the heading.
    func label(_ label: Int) -> String { "\(label)" }

    /// `read as` or `taken for`.
    var verb: String { areDigits ? "read as" : "taken for" }

    /// One class instead of another: `4 read as 9`, `coat taken for shirt`.
    func mistake(_ actual: Int, _ predicted: Int) -> String {
        "\(label(actual)) \(verb) \(label(predicted))"
    }

    /// `4` or `class 4`.
    func name(_ label: Int) -> String { areDigits ? "\(label)" : "class \(label)" }

    /// One image of the class: `a 4`, `an 8` or `class 4`.
    func one(_ label: Int) -> String {
        guard areDigits else { return name(label) }
        let startsWithVowel = "\(label)".hasPrefix("8") || label == 11 || label == 18
        return (startsWithVowel ? "an " : "a ") + "\(label)"
    }
}
