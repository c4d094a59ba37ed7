import ArgumentParser
import Foundation

/// `lenet manual`: the manual page, which `make install` puts where `man` finds it.
struct ManualCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print the manual page; `lenet manual | man -l -` shows it.",
        shouldDisplay: false)

    func run(in context: CommandContext) throws {
        let help = try JSONDecoder().decode(CommandHelp.Tool.self, from: Data(Lenet._dumpHelp().utf8))
        try context.terminal.output(ManualPage(of: help.command, version: Lenet.version).text)
    }
}

/// What the argument parser knows of a command: the part of its JSON that a manual page shows.
package struct CommandHelp: Decodable {
    package struct Tool: Decodable {
        package let command: CommandHelp
    }

    package struct Argument: Decodable {
        package struct Name: Decodable {
            package enum Kind: String, Decodable {
                case long, short, longWithSingleDash
            }

            package let kind: Kind
            package let name: String
        }

        package enum Kind: String, Decodable {
            case positional, option, flag
        }

        package let kind: Kind
        package let names: [Name]?
        package let valueName: String?
        package let abstract: String?
        package let discussion: String?
        package let defaultValue: String?
        package let isOptional: Bool
        package let isRepeating: Bool
        package let shouldDisplay: Bool
    }

    package let commandName: String
    package let abstract: String?
    package let discussion: String?
    package let shouldDisplay: Bool
    package let arguments: [Argument]?
    package let subcommands: [CommandHelp]?
}

/// A manual page in the macros of man(7). It has no date, so the same program always prints the same page.
package struct ManualPage {
    package let text: String

    package init(of tool: CommandHelp, version: String) {
        let name = tool.commandName
        let commands = (tool.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
        var page = [".TH \(name.uppercased()) 1 \"\" \"\(name) \(version)\" \"User Commands\""]
        page += [".SH NAME", "\(name) \\- \(Self.escaped(Self.phrase(tool.abstract ?? "")))"]
        page += [".SH SYNOPSIS", ".B \(name)", "[\\fIcommand\\fR] [\\fIoptions\\fR]"]
        page += [".SH DESCRIPTION"] + Self.paragraphs(tool.discussion)
        page += [".SH COMMANDS"] + commands.flatMap { Self.section($0, of: name) }
        page += [".SH ALL COMMANDS"] + (tool.arguments ?? []).flatMap(Self.entry)
        page += [".SH ENVIRONMENT"] + Self.environment.flatMap { Self.entry("\\fB\($0)\\fR", $1) }
        page += [".SH EXIT STATUS"] + ExitReason.allCases.flatMap { Self.entry("\\fB\($0.code)\\fR", $0.meaning) }
        text = page.joined(separator: "\n") + "\n"
    }

    private static let environment = [
        ("LENET_DATA", "A folder with MNIST, before the cache and the mirrors."),
        ("LENET_MIRROR", "Addresses to download from instead of MNIST's mirrors."),
        ("XDG_CACHE_HOME", "Where downloaded data are kept, in lenet; otherwise in ~/.cache/lenet."),
        ("GITHUB_ACTIONS", "If it is true, lenet check prints an annotation for each line that is not."),
        ("GITHUB_STEP_SUMMARY", "A file to which lenet check appends its table."),
    ]

    private static func section(_ command: CommandHelp, of tool: String) -> [String] {
        let isOwn = { (argument: CommandHelp.Argument) in
            argument.shouldDisplay && !(argument.names ?? []).contains { ["help", "version"].contains($0.name) }
        }
        let arguments = (command.arguments ?? []).filter(isOwn)
        let positionals = arguments.filter { $0.kind == .positional }.map(usage).joined(separator: " ")
        return [".SS \"\(tool) \(command.commandName)\(positionals.isEmpty ? "" : " " + positionals)\""]
            + paragraphs(command.abstract) + paragraphs(command.discussion) + arguments.flatMap(entry)
    }

    private static func usage(_ argument: CommandHelp.Argument) -> String {
        let name = "\\fI\(argument.valueName ?? "")\\fR" + (argument.isRepeating ? "..." : "")
        return argument.isOptional ? "[\(name)]" : name
    }

    private static func entry(_ argument: CommandHelp.Argument) -> [String] {
        guard argument.shouldDisplay else { return [] }
        let names = (argument.names ?? []).map { name in
            let dashes = name.kind == .long ? "\\-\\-" : "\\-"
            return "\\fB\(dashes)\(name.name.replacing("-", with: "\\-"))\\fR"
        }
        let value = argument.kind == .option ? " \\fI\(argument.valueName ?? "")\\fR" : ""
        let term = names.isEmpty ? "\\fI\(argument.valueName ?? "")\\fR" : names.joined(separator: ", ") + value
        return entry(term, [described(argument), argument.discussion].compactMap { $0 }.joined(separator: " "))
    }

    /// A default that the words mention is that of every machine; the one in the argument's value may be this machine's.
    private static func described(_ argument: CommandHelp.Argument) -> String? {
        guard let value = argument.defaultValue, argument.kind == .option, let abstract = argument.abstract,
            !abstract.contains("(default: ")
        else { return argument.abstract }
        return "\(abstract) (default: \(value))"
    }

    private static func entry(_ term: String, _ description: String) -> [String] {
        [".TP", term, escaped(description)]
    }

    /// Tables keep their lines.
    private static func paragraphs(_ text: String?) -> [String] {
        (text ?? "").split(separator: "\n\n").map(String.init).flatMap { paragraph in
            guard paragraph.contains("  ") else {
                return [".PP", escaped(paragraph.replacing("\n", with: " "))]
            }
            return [".PP", ".nf"] + paragraph.split(separator: "\n").map { escaped(String($0)) } + [".fi"]
        }
    }

    /// A sentence as the line under NAME has it.
    private static func phrase(_ sentence: String) -> String {
        sentence.prefix(1).lowercased()
            + (sentence.hasSuffix(".") ? sentence.dropFirst().dropLast() : sentence.dropFirst())
    }

    /// Words that troff prints as they are.
    package static func escaped(_ text: String) -> String {
        let words = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return words.hasPrefix(".") || words.hasPrefix("'") ? "\\&" + words : words
    }
}
