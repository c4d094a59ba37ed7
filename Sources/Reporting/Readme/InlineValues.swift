import Foundation
import Templates

/// Values of a run in an author's own sentences in README.md:
///
///     It reads <!-- lenet:mnist test.accuracy -->98.91 %<!-- lenet:end --> of them.
///
/// The first comment names a value as templates do, with a format where one is wanted; what stands before the second is
/// written by this program. Both stand on one line, anywhere but in code.
package struct InlineValues: Sendable {
    /// One of them.
    struct Place {
        /// From 1.
        let line: Int
        /// The value's name and format, as a template of its own.
        let template: Template
        let expression: String
        /// What stands in the README.
        let text: Range<String.Index>
    }

    static let file = "README.md"
    private static let end = "<!-- lenet:end -->"
    private let outputs: RunOutputs

    package init(_ outputs: RunOutputs) {
        self.outputs = outputs
    }

    /// Whether a README has any for the run.
    package static func areMentioned(in readme: Data, name: String) -> Bool {
        readme.firstRange(of: Data(beginning(name).utf8)) != nil
    }

    private static func beginning(_ name: String) -> String { "<!-- lenet:\(name) " }

    /// Throws where a README has a name that nothing has, or a first comment without a second.
    package static func validate(_ readme: Data, name: String) throws(TemplateError) {
        for (number, line) in try lines(of: readme, name) {
            for place in try places(in: line, number, name) { try place.template.require() }
        }
    }

    /// The README with every value of the run as the record has it. All other bytes stay as they are.
    package func renewed(_ readme: Data) throws(TemplateError) -> Data {
        var output = Data()
        var rest = readme[...]
        var skipped = 1
        let lines = try Self.lines(of: readme, outputs.record.dataset.name)
        guard !lines.isEmpty else { return readme }
        let texts = try texts
        for (number, line) in lines {
            var line = line
            for place in try Self.places(in: line, number, outputs.record.dataset.name).reversed() {
                line.replaceSubrange(place.text, with: try texts.text(place.template).markdown.text)
            }
            output += Self.take(number - skipped, from: &rest)
            _ = Self.take(1, from: &rest)
            output += Data(line.utf8)
            skipped = number + 1
        }
        return output + rest
    }

    /// What a README says beside what the record says, for each value of the run.
    func comparison(_ readme: Data) throws(TemplateError) -> [CheckRow] {
        var rows: [CheckRow] = []
        let lines = try Self.lines(of: readme, outputs.record.dataset.name)
        guard !lines.isEmpty else { return [] }
        let texts = try texts
        for (number, line) in lines {
            for place in try Self.places(in: line, number, outputs.record.dataset.name) {
                rows.append(
                    CheckRow(
                        "\(Self.file), line \(number), \(place.expression)", stated: String(line[place.text]),
                        found: try texts.text(place.template).markdown.text))
            }
        }
        return rows
    }

    /// Values of runs that nothing is known of, which nothing keeps true.
    ///
    /// - Parameter names: of the runs that there are
    static func strangers(in readme: Data, besides names: Set<String>) -> [CheckRow] {
        lines(of: readme).flatMap { number, _, line in
            MarkdownFences.prose(in: line[...]).flatMap { line[$0].matches(of: /<!-- lenet:([\w.\-]+)\s+[^\s\-]/) }
                .map { String($0.output.1) }.filter { !names.contains($0) }
                .map { name in
                    CheckRow(
                        subject: "\(file), line \(number)", stated: "a value of \(name)",
                        found: "there is no \(RunOutputs.recordPath(name: name))", agrees: false)
                }
        }
    }

    /// The run as values see it, found once for all of them.
    private var texts: Report.Texts {
        get throws(TemplateError) { try Report.Texts(outputs.report(for: .summary, [])) }
    }

    /// So many lines with their ends.
    private static func take(_ count: Int, from data: inout Data) -> Data {
        var taken = Data()
        for _ in 0..<count {
            let end = data.firstIndex(of: 0x0a).map { data.index(after: $0) } ?? data.endIndex
            taken += data[..<end]
            data = data[end...]
        }
        return taken
    }

    /// The lines with markers of the run, with their ends and numbers.
    private static func lines(of readme: Data, _ name: String) throws(TemplateError) -> [(Int, String)] {
        var found: [(Int, String)] = []
        for (number, bytes, line) in lines(of: readme) where line.contains(beginning(name)) {
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw TemplateError(.notText, file, TemplatePlace(line: number, column: 1))
            }
            found.append((number, line))
        }
        return found
    }

    /// All lines, with their ends and numbers, but for those in code and in blocks of results.
    private static func lines(of readme: Data) -> [(number: Int, bytes: Data, line: String)] {
        var found: [(number: Int, bytes: Data, line: String)] = []
        var fences = MarkdownFences()
        var isInBlock = false
        var (rest, number) = (readme[...], 0)
        while !rest.isEmpty {
            let bytes = take(1, from: &rest)
            number += 1
            let line = String(decoding: bytes, as: UTF8.self)
            let isCode = fences.isCode(line[...].prefix { !$0.isNewline })
            if !isCode, let marker = line.wholeMatch(of: /\s*<!-- lenet:[\w.\-]+:(begin|end) -->\s*/) {
                isInBlock = marker.output.1 == "begin"
            }
            if !isCode, !isInBlock { found.append((number, bytes, line)) }
        }
        return found
    }

    private static func places(
        in line: String, _ number: Int, _ name: String
    ) throws(TemplateError) -> [Place] {
        var places: [Place] = []
        for part in MarkdownFences.prose(in: line[...]) {
            var rest = line[part]
            while let begin = rest.firstRange(of: beginning(name)) {
                let place = TemplatePlace(
                    line: number, column: line.distance(from: line.startIndex, to: begin.lowerBound) + 1)
                guard let close = rest[begin.upperBound...].firstRange(of: "-->"),
                    let end = rest[close.upperBound...].firstRange(of: Self.end)
                else { throw TemplateError(.unclosedMarker(end: Self.end), file, place) }
                // In a table a bar is written `\|`, as everywhere in its cells.
                let expression = rest[begin.upperBound..<close.lowerBound].replacing("\\|", with: " |")
                    .trimmingCharacters(in: .whitespaces)
                // The braces are not in the README: an error's column is that of the name.
                let start = TemplatePlace(line: number, column: place.column + beginning(name).count - 2)
                places.append(
                    Place(
                        line: number, template: try Template("{{\(expression)}}", file: file, at: start),
                        expression: expression, text: close.upperBound..<end.lowerBound))
                rest = rest[end.upperBound...]
            }
        }
        return places
    }
}

extension Template {
    /// Throws for the first name that no run could give a meaning to.
    package func require() throws(TemplateError) {
        try require(try ReportEnvironment.names, try ReportEnvironment.partials)
    }
}
