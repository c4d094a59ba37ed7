import CommandLine
import Testing

@Suite("Tables of text") struct TextTableTests {
    private let table = TextTable([
        ["", "threads", "s"], ["training epoch", "1", "0.990"], ["evaluation", "12", "1.5"],
    ])

    @Test("The first column is aligned to the left and numbers to the right")
    func text() {
        #expect(
            table.text == """
                                threads      s
                training epoch        1  0.990
                evaluation           12    1.5

                """)
    }

    @Test("As Markdown the first row is the heading")
    func markdown() {
        #expect(
            table.markdown == """
                |                | threads |     s |
                | -------------- | ------: | ----: |
                | training epoch |       1 | 0.990 |
                | evaluation     |      12 |   1.5 |

                """)
    }
}
