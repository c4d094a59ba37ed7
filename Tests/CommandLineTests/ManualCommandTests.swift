import CommandLine
import Foundation
import Testing

@Suite("lenet manual") struct ManualCommandTests {
    @Test("The page has every command, option and exit status") func everything() throws {
        let page = try Workplace().run("manual").output
        #expect(page.hasPrefix(".TH LENET 1 \"\" \"lenet "))
        let help = try JSONDecoder().decode(
            CommandHelp.Tool.self, from: Data(try Workplace().run("--experimental-dump-help").output.utf8)
        ).command
        for command in help.subcommands ?? [] where command.shouldDisplay && command.commandName != "help" {
            #expect(page.contains(".SS \"lenet \(command.commandName)"))
            for name in (command.arguments ?? []).flatMap({ $0.names ?? [] }) where name.kind == .long {
                #expect(page.contains("\\fB\\-\\-\(name.name.replacing("-", with: "\\-"))\\fR"))
            }
        }
        for status in ExitReason.allCases { #expect(page.contains("\\fB\(status.code)\\fR\n\(status.meaning)\n")) }
    }

    @Test("Words that troff would take for its own are printed as they are") func escaping() {
        #expect(ManualPage.escaped(".5 of a-b\\c") == "\\&.5 of a\\-b\\ec")
        #expect(ManualPage.escaped("'tis") == "\\&'tis")
    }

    @Test("A table keeps its lines, a paragraph does not; defaults of this machine are left out") func layout() throws {
        let json = """
            {"abstract": "Does it.", "commandName": "tool", "shouldDisplay": true, "discussion": "One\\nparagraph.", \
            "subcommands": [{"commandName": "part", "shouldDisplay": true, "discussion": "a  1\\nb  2", "arguments": [\
            {"kind": "option", "names": [{"kind": "long", "name": "set"}], "valueName": "set", "abstract": "Which. \
            (default: the best)", "defaultValue": "this", "isOptional": true, "isRepeating": false, \
            "shouldDisplay": true}]}]}
            """
        let page = ManualPage(of: try JSONDecoder().decode(CommandHelp.self, from: Data(json.utf8)), version: "1").text
        #expect(page.contains(".SH NAME\ntool \\- does it\n"))
        #expect(page.contains(".PP\nOne paragraph.\n"))
        #expect(page.contains(".SS \"tool part\"\n.PP\n.nf\na  1\nb  2\n.fi\n"))
        #expect(page.contains(".TP\n\\fB\\-\\-set\\fR \\fIset\\fR\nWhich. (default: the best)\n"))
    }
}
