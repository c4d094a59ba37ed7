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

    @Test func `A difference between percentages is that of the numbers shown`() {
        // 0.971429 and 0.876623 differ by 0.094806, but 97.14 and 87.66 by 9.48.
        #expect(Prose.points(between: 0.971_429, and: 0.876_623) == "9.48 percentage points")
        // 98.33 and 98.42, though 0.98334 and 0.98416 are 0.082 points apart.
        #expect(Prose.points(between: 0.983_34, and: 0.984_16) == "0.09 percentage points")
        #expect(Prose.points(between: 0.5, and: 0.51) == "1.00 percentage point")
        #expect(Prose.points(between: 0.983_341, and: 0.983_342) == "less than 0.01 percentage points")
    }
}
