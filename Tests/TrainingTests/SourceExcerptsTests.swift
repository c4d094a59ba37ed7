import Foundation
import Testing
import Training

struct SourceExcerptsTests {
    @Test("The passages in the binary are those of the files on disk, so that a stale one is noticed")
    func current() throws {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let excerpts = SourceExcerpts.all
        #expect(excerpts.map(\.title) == ["The network", "The training loop"])
        for path in Set(excerpts.map(\.path)) {
            let source = Array(try Data(contentsOf: package.appending(path: path)))
            #expect(SourceExcerpts.excerpts(in: source, path: path) == excerpts.filter { $0.path == path })
        }
    }

    @Test("They hold the code that they promise and no marker")
    func content() {
        for excerpt in SourceExcerpts.all {
            #expect(!excerpt.text.contains("// report:"))
            #expect(excerpt.text.first?.isWhitespace == false)
            #expect(!excerpt.text.hasSuffix("\n"))
            #expect(excerpt.text.split(separator: "\n").count > 10)
        }
        #expect(SourceExcerpts.all[0].text.contains(".convolution(channels: "))
        #expect(SourceExcerpts.all[1].text.contains("trainer.step("))
    }

    @Test("A passage loses its common indentation and keeps the rest, empty lines included")
    func indentation() {
        let source = """
            before
                // report: First
                one {

                    two
                }
                // report: end
            between
            // report: Second
            three
            // report: end
            // report: never closed
            four
            """
        let excerpts = SourceExcerpts.excerpts(in: Array(source.utf8), path: "A.swift")
        #expect(excerpts.map(\.title) == ["First", "Second"])
        #expect(excerpts.map(\.text) == ["one {\n\n    two\n}", "three"])
        #expect(excerpts.map(\.path) == ["A.swift", "A.swift"])
        #expect(SourceExcerpts.excerpts(in: [], path: "B.swift") == [])
    }
}
