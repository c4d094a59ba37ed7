import Foundation
import Testing

@Suite("lenet render") struct RenderCommandTests {
    private let render = ["render", "--name", "tiny", "--dpi", "50"]

    @Test("After a report it changes nothing") func unchanged() throws {
        let workplace = try Workplace.withResults()
        let before = try workplace.state()
        let outcome = try workplace.run(render)
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("no file changed\n"))
        #expect(try workplace.state() == before)
    }

    @Test("It makes lost and altered files again, without any data") func restoration() throws {
        let workplace = try Workplace.withResults()
        let before = try workplace.contents()
        try workplace.remove("tiny")
        try workplace.remove("figures")
        try workplace.write("altered", to: "report/tiny/README.md")
        #expect(try workplace.run(render).status == 0)
        #expect(try workplace.contents() == before)
    }

    @Test("The page of a run is written when asked for, and renewed from then on") func page() throws {
        let workplace = try Workplace.withResults()
        #expect(try workplace.run(render + ["--html"]).status == 0)
        let page = try workplace.text("report/tiny/index.html")
        #expect(page.lowercased().hasPrefix("<!doctype html>"))
        try workplace.write("stale", to: "report/tiny/index.html")
        #expect(try workplace.run("check", "--name", "tiny").status == 1)
        #expect(try workplace.run(render).status == 0)
        #expect(try workplace.text("report/tiny/index.html") == page)
        #expect(try workplace.run("check", "--name", "tiny").status == 0)
    }

    @Test("The page on which one draws needs the parameters, is renewed from then on, and checked to the byte")
    func livePage() throws {
        let workplace = try Workplace.withResults()
        #expect(try workplace.run(render + ["--page"]).status == 0)
        let page = try workplace.text("report/tiny/live.html")
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        let (row, status) = try checked(workplace)
        #expect(row?.hasPrefix("ok") == true && status == 0)

        #expect(try workplace.replace("\"label\":", with: "\"label\": ", in: "report/tiny/live.html"))
        let (changedRow, changedStatus) = try checked(workplace)
        #expect(changedRow?.hasPrefix("DIFFERS") == true && changedStatus == 1)
        #expect(try workplace.run(render).status == 0)
        #expect(try workplace.text("report/tiny/live.html") == page)

        #expect(try workplace.report("--page").status == 0)
        #expect(try workplace.text("report/tiny/live.html") == page)
        try workplace.remove("report/tiny/lenet.safetensors")
        let outcome = try workplace.run(render)
        #expect(outcome.status == 66 && outcome.error.contains("report/tiny/lenet.safetensors"))
    }

    /// What `check` says of the page on which one draws, and how it ends.
    private func checked(_ workplace: Workplace) throws -> (row: Substring?, status: Int32) {
        let outcome = try workplace.run("check", "--name", "tiny", "--verbose")
        return (outcome.output.split(separator: "\n").first { $0.contains("report/tiny/live.html") }, outcome.status)
    }

    @Test(
        "A record that cannot be true is refused and nothing is written",
        arguments: [
            ("", "{", 65), ("\"schemaVersion\" : 2", "\"schemaVersion\" : 999", 65),
            ("\"batchSize\" : 16", "\"batchSize\" : \"16\"", 65), ("\"name\" : \"tiny\"", "\"name\" : \"huge\"", 65),
            ("\"testImages\" : 40", "\"testImages\" : 41", 65), ("\"epochs\" : 2", "\"passes\" : 2", 65),
        ] as [(String, String, Int32)])
    func hostileRecord(_ old: String, _ new: String, _ status: Int32) throws {
        let workplace = try Workplace.withResults()
        if old.isEmpty {
            try workplace.write(new, to: "report/tiny/run.json")
        } else {
            try #require(try workplace.replace(old, with: new, in: "report/tiny/run.json"))
        }
        let before = try workplace.state()
        let outcome = try workplace.run(render)
        #expect(outcome.status == status)
        #expect(outcome.tellsErrorWell, "\(outcome.error)")
        #expect(try workplace.state() == before)
    }
}
