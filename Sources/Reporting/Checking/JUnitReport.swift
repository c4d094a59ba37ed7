import Foundation

extension Check {
    /// For CI systems, such as GitLab and Jenkins, that read reports of JUnit: of each check a suite, of each statement a
    /// test case. It holds no times, so equal checks give equal bytes.
    package static func junit(_ checks: [Check]) -> Data {
        func counts(_ checks: [Check]) -> String {
            let (all, wrong) = checks.reduce((0, 0)) { ($0.0 + $1.rows.count, $0.1 + $1.disagreements.count) }
            return "tests=\"\(all)\" failures=\"\(wrong)\" errors=\"0\""
        }
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#, "<testsuites name=\"lenet check\" \(counts(checks))>",
        ]
        for check in checks {
            lines.append("  <testsuite name=\"\(attribute(check.name))\" \(counts([check])) skipped=\"0\">")
            for row in check.rows {
                let start = "    <testcase classname=\"\(attribute(check.name))\" name=\"\(attribute(row.subject))\""
                guard !row.agrees else {
                    lines.append(start + "/>")
                    continue
                }
                let message = "stated: \(row.stated); found: \(row.found)"
                lines += [
                    start + ">", "      <failure type=\"disagreement\" message=\"\(attribute(message))\"/>",
                    "    </testcase>",
                ]
            }
            if !check.notes.isEmpty {
                lines.append("    <system-out>\(attribute(check.notes.joined(separator: "\n")))</system-out>")
            }
            lines.append("  </testsuite>")
        }
        return Data((lines + ["</testsuites>", ""]).joined(separator: "\n").utf8)
    }

    /// A text as XML 1.0 can hold it, also between quotes; what it has no characters for becomes U+FFFD.
    private static func attribute(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\n", "\r", "\t": result += "&#\(scalar.value);"
            case "\u{0}"..."\u{1f}", "\u{fffe}", "\u{ffff}": result += "\u{fffd}"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
