import Foundation
import Testing

@Suite("lenet predict") struct PredictCommandTests {
    /// Pillow: a gray PNG of 28 x 28 pixels, 200 in columns 10 to 17, else 0; class 0 of the tiny data set.
    private static let upright = """
        iVBORw0KGgoAAAANSUhEUgAAABwAAAAcCAAAAABXZoBIAAAAG0lEQVR4nGNkgIMTUNoCLsLEgAeMSo5KjixJAHtpATgZxU/uAAAAAElFTkSuQmCC
        """

    /// Pillow: the same strokes, black on nothing, from row 4 to 23, and column 9 with an alpha of 128.
    private static let transparent = """
        iVBORw0KGgoAAAANSUhEUgAAABwAAAAcCAQAAADYBBcfAAAAIUlEQVR42mNgGJmggeE/GsQCmMg1fVTjqMZRjSNZ40gAAM9sCJ9r\
        zBn+AAAAAElFTkSuQmCC
        """

    private func workplace() throws -> Workplace {
        let workplace = try Workplace.withResults()
        try workplace.write(try #require(Data(base64Encoded: Self.upright)), to: "upright.png")
        return workplace
    }

    @Test("The best three classes of each picture are printed, of the only network there is") func classes() throws {
        let outcome = try workplace().run("predict", "upright.png", "upright.png")
        #expect(outcome.status == 0 && outcome.error.isEmpty)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 2 && lines[0] == lines[1])
        #expect(lines[0].hasPrefix("upright.png: 0 (") && lines[0].split(separator: ",").count == 3)
    }

    @Test("Black strokes on a transparent ground are seen") func transparent() throws {
        let workplace = try workplace()
        try workplace.write(try #require(Data(base64Encoded: Self.transparent)), to: "transparent.png")
        let outcome = try workplace.run("predict", "transparent.png", "--as-strokes")
        #expect(outcome.status == 0 && outcome.output.hasPrefix("transparent.png: "))
    }

    @Test("JSON has classes with their probabilities, or an error, for each picture") func json() throws {
        let workplace = try workplace()
        try workplace.write("no picture", to: "notes.png")
        let outcome = try workplace.run("predict", "upright.png", "notes.png", "none.png", "--json", "--as-strokes")
        #expect(outcome.status == 65)
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        #expect(document["preparation"] as? String == "strokes")
        let pictures = try #require(document["pictures"] as? [[String: Any]])
        #expect(pictures.map { $0["file"] as? String } == ["upright.png", "notes.png", "none.png"])
        let classes = try #require(pictures[0]["classes"] as? [[String: Any]])
        #expect(classes.count == 3 && Set(classes[0].keys) == ["label", "name", "probability"])
        let sum = classes.compactMap { $0["probability"] as? Double }.reduce(0, +)
        #expect(abs(sum - 1) < 1e-5)
        #expect(pictures[1]["error"] as? String == "notes.png cannot be used: it is neither PNG nor JPEG")
        #expect((pictures[2]["error"] as? String)?.contains("none.png: there is no such file") == true)
        #expect(outcome.error.split(separator: "\n").count == 2)
    }

    @Test("A figure is written, and --weights takes the record beside it") func figure() throws {
        let workplace = try workplace()
        let outcome = try workplace.run(
            "predict", "upright.png", "--weights", "report/tiny/lenet.safetensors", "--figure", "seen.png")
        #expect(outcome.status == 0)
        #expect(try workplace.data("seen.png").starts(with: [0x89, 0x50, 0x4e, 0x47]))
    }

    @Test("Whatever is missing, or contradicts itself, is told in a sentence") func errors() throws {
        let workplace = try workplace()
        try workplace.write(try workplace.data("report/tiny/lenet.safetensors"), to: "alone/lenet.safetensors")
        try workplace.write(try workplace.data("report/tiny/run.json"), to: "other/run.json")
        try workplace.write(try workplace.data("report/tiny/lenet.safetensors") + [0], to: "other/lenet.safetensors")
        for (arguments, status, words) in [
            (["--weights", "alone/lenet.safetensors"], Int32(66), "there is no alone/run.json beside the weights"),
            (["--weights", "other/lenet.safetensors"], 65, "is not the record of other/lenet.safetensors"),
            (["--name", "mnist"], 66, "report/mnist"),
            (["--name", "tiny", "--weights", "x"], 64, "give one"),
            (["--figure", "seen.jpg"], 64, "ends in .png"), (["--as-is", "--as-strokes"], 64, "as-strokes"),
        ] {
            let outcome = try workplace.run(["predict", "upright.png"] + arguments)
            #expect(outcome.status == status, "\(arguments)")
            #expect(outcome.error.contains(words) && outcome.tellsErrorWell, "\(outcome.error)")
        }
        #expect(try workplace.run("predict").status == 64)
    }
}
