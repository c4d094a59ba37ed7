/// Why a template cannot be rendered, and where. Lines and columns count from 1.
package struct TemplateError: Error, Sendable, Equatable {
    package let file: String
    package let place: TemplatePlace
    package let problem: Problem

    package enum Problem: Sendable, Equatable {
        case notText
        case empty
        case unclosedTag
        /// A comment before a value in a README, without that after it.
        case unclosedMarker(end: String)
        case emptyTag
        case invalidName(String)
        /// A kind of tag of Mustache that there is no use for here.
        case unsupportedTag(String)
        case unclosedQuote
        case unclosedSection(String)
        /// `{{/name}}` without its beginning.
        case unopened(String)
        case wrongEnd(found: String, expected: String, line: Int)

        case unknownName(String, nearest: String?)
        /// A name of a list's elements outside of the list.
        case outsideOfList(String, list: String)
        case unknownPartial(String, nearest: String?)
        case unknownFormat(String, nearest: String?)
        /// More or other words after a bar than the format takes.
        case formatArguments(String)
        case unfitFormat(String, name: String, kind: TemplateKind)
        /// A list, a condition or a group where something is to be written.
        case notWritable(String, kind: TemplateKind)
        /// A value that is always there where a list or a condition is needed.
        case notSection(String, kind: TemplateKind)
        /// The run has no such value.
        case absent(String)

        case missingArgument(partial: String, parameter: String, choices: [String])
        case excessArgument(partial: String, String)
        case unknownArgument(String, parameter: String, nearest: String?, choices: [String])
    }

    package init(_ problem: Problem, _ file: String, _ place: TemplatePlace) {
        self.file = file
        self.place = place
        self.problem = problem
    }
}

/// A place in a template.
package struct TemplatePlace: Sendable, Equatable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

extension TemplateError: CustomStringConvertible {
    /// On one line.
    package var description: String {
        "\(file), line \(place.line), column \(place.column): \(problem)".replacing("\n", with: " ")
    }
}

extension TemplateError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notText: "this line is not UTF-8."
        case .empty: "there are no words here; without this file the built-in ones are used."
        case .unclosedTag: "this {{ has no }}; where braces are meant, write \\{{."
        case .unclosedMarker(let end): "no \(end) follows on this line."
        case .emptyTag: "there is no name between {{ and }}; where braces are meant, write \\{{."
        case .invalidName(let name):
            "`\(name)` is no name: names are of letters, digits and hyphens, with dots between their parts, and a format "
                + "follows after a bar, as in {{test.accuracy | decimals 1}}."
        case .unsupportedTag(let tag):
            "{{\(tag) is not used here: values are {{name}}, conditions and lists {{#name}}...{{/name}} and "
                + "{{^name}}...{{/name}}, passages {{> name}}, comments {{! words}}."
        case .unclosedQuote: "the words that begin here have no quotation mark at their end."
        case .unclosedSection(let name): "{{#\(name)}} or {{^\(name)}} has no {{/\(name)}}."
        case .unopened(let name): "{{/\(name)}} ends what was not begun."
        case .wrongEnd(let found, let expected, let line):
            "{{/\(found)}} stands where {{/\(expected)}} is needed, which ends what began on line \(line)."
        case .unknownName(let name, let nearest):
            "there is no value `\(name)`\(Self.suggestion(nearest)) `lenet values` lists all."
        case .outsideOfList(let name, let list):
            "`\(name)` is a value of each of the `\(list)`: write {{\(name)}} within {{#\(list)}}...{{/\(list)}}."
        case .unknownPartial(let name, let nearest):
            "there is no passage `\(name)`\(Self.suggestion(nearest)) `lenet values` lists all."
        case .unknownFormat(let name, let nearest):
            "there is no format `\(name)`\(Self.suggestion(nearest)) Formats are percent, fraction, count, decimals N and "
                + "code; for lists, first N."
        case .formatArguments(let name): Self.usage(of: name)
        case .unfitFormat(let format, let name, let kind): "`\(name)` is \(kind), which has no format `\(format)`."
        case .notWritable(let name, let kind): "`\(name)` is \(kind), not something to write\(kind.remedy(name))"
        case .notSection(let name, let kind):
            "`\(name)` is \(kind) that every run has, neither a condition nor a list, so {{#\(name)}} says nothing."
        case .absent(let name):
            "this run has no `\(name)`; put the words around it between {{#\(name)}} and {{/\(name)}}."
        case .missingArgument(let partial, let parameter, let choices):
            "{{> \(partial)}} needs a \(parameter)\(choices.isEmpty ? "" : ", one of " + choices.joined(separator: ", "))."
        case .excessArgument(let partial, let argument):
            "{{> \(partial)}} has no use for `\(argument)`; words with spaces are put in quotation marks."
        case .unknownArgument(let argument, let parameter, let nearest, let choices):
            "there is no \(parameter) `\(argument)`\(Self.suggestion(nearest)) There are "
                + "\(choices.joined(separator: ", "))."
        }
    }

    private static func suggestion(_ nearest: String?) -> String {
        nearest.map { "; did you mean `\($0)`?" } ?? "."
    }

    private static func usage(of format: String) -> String {
        let decimals =
            "from \(TemplateFormat.allowedDecimals.lowerBound) to \(TemplateFormat.allowedDecimals.upperBound)"
        return switch format {
        case "decimals": "`decimals` takes one whole number \(decimals), as in {{test.accuracy | decimals 1}}."
        case "percent", "fraction": "`\(format)` takes at most one number of decimals, \(decimals)."
        case "first": "`first` takes one whole number from 1, as in {{#confusions | first 3}}."
        default: "`\(format)` takes nothing after it."
        }
    }
}

extension TemplateKind: CustomStringConvertible {
    /// With its article: `a list`.
    package var description: String {
        switch self {
        case .number(.fraction): "a fraction"
        case .number(.points): "a difference of fractions"
        case .number(.count): "a count"
        case .number(.measure), .number(.setting): "a number"
        case .text: "a text"
        case .flag: "a condition"
        case .list: "a list"
        case .group: "a group of values"
        }
    }

    /// What to do with a value that cannot be written, as the end of a sentence.
    fileprivate func remedy(_ name: String) -> String {
        switch self {
        case .flag: "; use it as {{#\(name)}}...{{/\(name)}}."
        case .list(let names), .group(let names):
            names.first.map {
                if case .group = self {
                    "; write one of them, such as {{\(name).\($0.name)}}."
                } else {
                    "; go through it with {{#\(name)}}...{{\($0.name)}}...{{/\(name)}}."
                }
            } ?? "."
        case .number, .text: "."
        }
    }
}
