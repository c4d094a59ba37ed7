import Charts
import RunRecords

/// What to call the classes of a data set: digits where they are digits, else by their names.
struct ClassNames {
    private let areDigits: Bool
    private let list: [String]?
    private let isMarkdown: Bool

    /// - Parameter isMarkdown: whether names are to stand within Markdown, where none of their characters means anything
    init(_ dataset: DatasetIdentity, isMarkdown: Bool = false) {
        areDigits = dataset.kind != .files
        list = dataset.classNames
        self.isMarkdown = isMarkdown
    }

    /// `digit` or `class`.
    var noun: String { areDigits ? "digit" : "class" }
    var pluralNoun: String { areDigits ? "digits" : "classes" }

    /// What a picture of a class is called: `digits` or `images`.
    var images: String { areDigits ? "digits" : "images" }

    /// What stands in tables and figures, where `noun` is in the heading: the class's name, or else its number.
    func label(_ label: Int) -> String {
        let name = list.flatMap { $0.indices.contains(label) ? $0[label] : nil } ?? "\(label)"
        return isMarkdown ? Markdown.escaped(name) : name
    }

    /// A label in so little room: the whole name, or what tells it from the others, or as much of that as fits.
    func label(_ label: Int, within width: Double, _ style: TextStyle, _ measurer: TextMeasurer) -> String {
        let name = self.label(label)
        guard measurer.width(name, style) > width else { return name }
        let (start, end) = commonEnds
        guard start + end > 0 else { return measurer.shortenedWithin(name, style, width: width) }
        let own = (start > 0 ? "…" : "") + name.dropFirst(start).dropLast(end) + (end > 0 ? "…" : "")
        return measurer.shortenedWithin(own, style, width: width)
    }

    /// How many characters all names have in common at their beginning and at their end, whole words alone.
    private var commonEnds: (start: Int, end: Int) {
        guard let list, list.count > 1 else { return (0, 0) }
        func common(_ names: [[Character]]) -> Int {
            let shortest = names.map(\.count).min() ?? 0
            let first = names[0].prefix(shortest)
            let alike = first.indices.first { place in names.contains { $0[place] != first[place] } } ?? shortest
            // Back to the end of a word, so that none is cut and none is left without a name.
            return first.prefix(alike).lastIndex { !$0.isLetter && !$0.isNumber }.map { $0 + 1 } ?? 0
        }
        let start = common(list.map { Array($0) })
        let end = common(list.map { Array($0.dropFirst(start).reversed()) })
        return list.allSatisfy { $0.count > start + end } ? (start, end) : (0, 0)
    }

    /// `read as` or `taken for`.
    var verb: String { areDigits ? "read as" : "taken for" }

    /// One class instead of another: `4 read as 9`, `coat taken for shirt`.
    func mistake(_ actual: Int, _ predicted: Int) -> String {
        "\(label(actual)) \(verb) \(label(predicted))"
    }

    /// Within a sentence: `4`, `coat`, or `class 4` where nothing else tells that a number is a class.
    func name(_ label: Int) -> String {
        let name = self.label(label)
        return areDigits || !name.allSatisfy { "0123456789".contains($0) } ? name : "class \(name)"
    }

    /// Several within a sentence; their number where they are many.
    func names(_ labels: [Int]) -> String {
        labels.count <= 10 ? Prose.list(labels.map(name)) : "\(labels.count) \(pluralNoun)"
    }

    /// One image of the class: `a 4`, `an 8`, `coat` or `class 4`.
    func one(_ label: Int) -> String {
        let name = self.name(label)
        return areDigits ? "\(Prose.article(name)) \(name)" : name
    }

    /// The same, where no other word says that it is an image: `a 4` or `an image of class coat`.
    func image(of label: Int) -> String { areDigits ? one(label) : "an image of class \(self.label(label))" }
}

extension DatasetIdentity {
    /// As a title has it: MNIST, or the data set's own name.
    var title: String { kind == .mnist ? "MNIST" : name }
}
