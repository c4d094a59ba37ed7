import CommandLine
import Reporting
import Testing

@Suite("Annotations") struct AnnotationsTests {
    private func row(_ subject: String, stated: String = "1", agrees: Bool = false) -> CheckRow {
        CheckRow(subject: subject, stated: stated, found: "2", agrees: agrees)
    }

    @Test("A row that does not agree is shown on its line, in the folder of the report") func lines() {
        let rows = [row("report/a/README.md, line 12"), row("README.md, line 3", agrees: true)]
        #expect(
            Annotations.text(rows, in: ".")
                == "::error file=report/a/README.md,line=12::report/a/README.md, line 12: stated 1, found 2\n")
        #expect(Annotations.text(rows, in: "docs").hasPrefix("::error file=docs/report/a/README.md,line=12::"))
    }

    @Test("Without a line the file is named, without a file neither") func places() {
        #expect(Annotations.text([row("figures/a/1.png")], in: ".").hasPrefix("::error file=figures/a/1.png::"))
        #expect(
            Annotations.text([row("report/a/run.json, epochs.0")], in: ".").hasPrefix(
                "::error file=report/a/run.json::"))
        #expect(Annotations.text([row("test accuracy")], in: ".") == "::error::test accuracy: stated 1, found 2\n")
    }

    @Test("Characters that would end a command or a property are escaped") func escaping() {
        let text = Annotations.text([row("a:b.md, line 1", stated: "9 %\r\nx")], in: ".")
        #expect(text == "::error file=a%3Ab.md,line=1::a:b.md, line 1: stated 9 %25%0D%0Ax, found 2\n")
    }
}
