import Charts
import Testing

@Suite struct LabelStackTests {
    private func tops(_ centers: [Double], height: Double = 10, within range: ClosedRange<Double> = 0...100) -> [Double]
    {
        LabelStack.tops(centers: centers, heights: centers.map { _ in height }, within: range)
    }

    @Test func `Labels with room stand where they want`() {
        #expect(tops([20, 50, 80]) == [15, 45, 75])
    }

    @Test func `Two that collide share the shift`() {
        #expect(tops([50, 54]) == [42, 52])
    }

    @Test func `Order is that of the wishes, not of the list`() {
        #expect(tops([54, 50]) == [52, 42])
    }

    @Test func `Equal wishes keep the order of the list`() {
        #expect(tops([50, 50]) == [40, 50])
    }

    @Test func `Labels stay within the range`() {
        #expect(tops([1]) == [0])
        #expect(tops([99, 99]) == [80, 90])
        #expect(tops([-40, 3, 200]) == [0, 10, 90])
    }

    @Test func `Blocks that meet join`() {
        #expect(tops([50, 52, 70, 62]) == [38.5, 48.5, 68.5, 58.5])
    }

    @Test func `Labels too many for the range start at its top and still do not cover each other`() {
        #expect(tops([5, 6, 7], within: 0...20) == [0, 10, 20])
    }

    @Test func `Labels may differ in height`() {
        #expect(LabelStack.tops(centers: [50, 50], heights: [10, 30], within: 0...100) == [35, 45])
    }

    @Test func `No labels, no places`() {
        #expect(tops([]) == [])
    }
}
