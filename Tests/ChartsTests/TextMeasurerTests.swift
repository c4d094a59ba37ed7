import Charts
import Testing

@Suite struct TextMeasurerTests {
    @Test func `Widths grow with the size`() {
        #expect(TextMeasurer.fixed.width("four", .ten) == 24)
        #expect(TextMeasurer.fixed.widest(["a", "four", "two"], .ten) == 24)
        #expect(TextMeasurer.fixed.widest([], .ten) == 0)
    }

    @Test func `A box reaches from the tallest to the deepest letter on the side of its alignment`() {
        let boxes = [Text.Alignment.leading, .center, .trailing].map {
            TextMeasurer.fixed.box(of: Text("four", style: .ten, at: Point(x: 100, y: 50), alignment: $0))
        }
        #expect(boxes.map(\.x) == [100, 88, 76])
        #expect(boxes.map(\.width) == [24, 24, 24])
        #expect(boxes.map(\.y) == [42.4, 42.4, 42.4])
        #expect(boxes.map { $0.height.rounded() } == [10, 10, 10])
    }

    @Test func `Lines break at spaces and never exceed the width`() {
        let lines = TextMeasurer.fixed.lines("one two three four five", .ten, width: 60)
        #expect(lines == ["one two", "three four", "five"])
    }

    @Test func `A word that is too wide has a line of its own`() {
        #expect(TextMeasurer.fixed.lines("a extraordinary b", .ten, width: 30) == ["a", "extraordinary", "b"])
        #expect(TextMeasurer.fixed.lines("", .ten, width: 30) == [])
    }

    @Test func `Spaces that must not break do not`() {
        #expect(TextMeasurer.fixed.lines("about 95\u{a0}% of", .ten, width: 54) == ["about", "95\u{a0}% of"])
    }

    @Test func `Balanced lines are as few but of about one width`() {
        let text = "one two three four five six seven"
        #expect(TextMeasurer.fixed.lines(text, .ten, width: 170) == ["one two three four five six", "seven"])
        #expect(TextMeasurer.fixed.balancedLines(text, .ten, width: 170) == ["one two three four", "five six seven"])
    }

    @Test func `A text that is too wide loses its end`() {
        #expect(TextMeasurer.fixed.shortened("four", .ten, width: 24) == "four")
        #expect(TextMeasurer.fixed.shortened("one two", .ten, width: 36) == "one t…")
        #expect(TextMeasurer.fixed.shortened("one two", .ten, width: 30) == "one…")
        #expect(TextMeasurer.fixed.shortened("one two", .ten, width: 0) == "…")
    }

    @Test func `A text that is too wide loses its middle where its end matters`() {
        let (full, cut) = ("letter A, uppercase", "letter A, lowercase")
        #expect(TextMeasurer.fixed.shortenedWithin(full, .ten, width: 114) == full)
        #expect(TextMeasurer.fixed.shortenedWithin(full, .ten, width: 108) == "letter A,…ppercase")
        #expect(TextMeasurer.fixed.shortenedWithin(full, .ten, width: 66) == "lette…rcase")
        #expect(TextMeasurer.fixed.shortenedWithin(cut, .ten, width: 54) == "lett…case")
        #expect(TextMeasurer.fixed.shortenedWithin("one two", .ten, width: 36) == "one…wo")
        #expect(TextMeasurer.fixed.shortenedWithin("one two", .ten, width: 18) == "o…o")
        #expect(TextMeasurer.fixed.shortenedWithin("one two", .ten, width: 12) == "o…")
        #expect(TextMeasurer.fixed.shortenedWithin("one two", .ten, width: 0) == "…")
    }

    @Test func `The installed font has the widths of its own table`() throws {
        // DejaVu Sans: M has 1767 units of 2048, i has 569; DejaVu Sans Bold: M 2038.
        let measurer = try TextMeasurer.installed(.dejaVuSans)
        #expect(abs(measurer.width("M", .ten) - 17670.0 / 2048) < 0.02)
        #expect(abs(measurer.width("i", .ten) - 5690.0 / 2048) < 0.02)
        #expect(abs(measurer.width("M", TextStyle.ten.bold) - 20380.0 / 2048) < 0.02)
    }

    @Test func `A font that is not installed is found out, though Cairo draws another`() {
        let missing = Typeface(
            family: "No Such Family", proof: "Hamburgefonstiv", proofWidth: 20, boldProofWidth: 20, capHeight: 0.7,
            ascent: 0.8, descent: 0.2, package: "fonts-no-such")
        #expect(throws: ChartError.missingFont(family: "No Such Family", package: "fonts-no-such")) {
            try TextMeasurer.installed(missing)
        }
    }
}
