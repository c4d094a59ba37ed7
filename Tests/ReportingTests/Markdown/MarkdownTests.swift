import Reporting
import Testing

@Suite struct MarkdownTests {
    @Test func `Blocks stand apart by an empty line, absent ones leave no trace`() {
        #expect(Markdown.blocks(["a", nil, "b"]) == "a\n\nb")
        #expect(Markdown.blocks([nil]).isEmpty)
    }

    @Test func `Escaped text means nothing to Markdown or HTML`() {
        #expect(
            Markdown.escaped("a*b_c`d`[e](f)<g>&|~$#!\\")
                == "a\\*b\\_c\\`d\\`\\[e\\](f)&lt;g&gt;&amp;\\|\\~\\$\\#\\!\\\\")
        #expect(Markdown.escaped("two\r\nlines\u{2028}and\u{0}more") == "two  lines and more")
        #expect(Markdown.escaped("5 × 5 – ζ") == "5 × 5 – ζ")
    }

    @Test func `A code span holds any backticks`() {
        #expect(Markdown.code("a") == "`a`")
        #expect(Markdown.code("a``b") == "```a``b```")
        #expect(Markdown.code("`") == "`` ` ``")
        #expect(Markdown.code("") == "`  `")
        #expect(Markdown.code("a\nb") == "`a b`")
    }

    @Test func `A fence is longer than any run of backticks within`() {
        #expect(Markdown.fenced("let a = 1", language: "swift") == "```swift\nlet a = 1\n```")
        #expect(Markdown.fenced("`````\n", language: "") == "``````\n`````\n``````")
    }

    @Test func `An attribute cannot be left`() {
        #expect(Markdown.htmlEscaped("a\"b<c>&\nd") == "a&quot;b&lt;c&gt;&amp; d")
    }
}
