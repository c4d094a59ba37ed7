import Reporting
import Testing

@Suite struct ProseTests {
    @Test func `A count agrees with its noun`() {
        #expect(Prose.count(1, "image") == "1 image")
        #expect(Prose.count(0, "image") == "0 images")
        #expect(Prose.count(54_000, "image") == "54,000 images")
        #expect(Prose.count(2, "class", "classes") == "2 classes")
    }

    @Test func `Once, twice, and so many times`() {
        #expect([1, 2, 3, 1_000].map(Prose.times) == ["once", "twice", "3 times", "1,000 times"])
    }

    @Test func `A list ends in and`() {
        #expect(Prose.list([]).isEmpty)
        #expect(Prose.list(["4"]) == "4")
        #expect(Prose.list(["4", "9"]) == "4 and 9")
        #expect(Prose.list(["4", "7", "9"]) == "4, 7 and 9")
    }

    @Test func `A difference of fractions is in percentage points, without sign`() {
        #expect(Prose.points(-0.0071) == "0.71 percentage points")
        #expect(Prose.points(0.01) == "1.00 percentage point")
    }
}
