import Charts
import Testing

@Suite struct LogarithmicScaleTests {
    private func values(_ domain: ClosedRange<Double>, atMost count: Int) -> [Double] {
        LogarithmicScale(domain: domain).ticks(atMost: count).map(\.value)
    }

    @Test func `Equal factors are equally far apart`() {
        let scale = LogarithmicScale(domain: 0.01...100)
        #expect(scale.position(of: 0.01) == 0)
        #expect(abs(scale.position(of: 1) - 0.5) < 1e-15)
        #expect(scale.position(of: 100) == 1)
    }

    @Test func `Zero and negative numbers have no finite place`() {
        let scale = LogarithmicScale(domain: 1...10)
        #expect(scale.position(of: 0) == -.infinity)
        #expect(scale.position(of: -1).isNaN)
    }

    @Test func `Ticks are powers of ten, with digits between them where there is room`() {
        #expect(values(0.001...10, atMost: 6) == [0.001, 0.01, 0.1, 1, 10])
        #expect(values(0.01...2, atMost: 6) == [0.01, 0.03, 0.1, 0.3, 1])
        #expect(values(0.1...10, atMost: 8) == [0.1, 0.2, 0.5, 1, 2, 5, 10])
        #expect(values(1...10, atMost: 10) == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }

    @Test func `Where powers of ten are many, every second, third ... is shown`() {
        #expect(values(1e-9...1e9, atMost: 7) == [1e-9, 1e-6, 1e-3, 1, 1e3, 1e6, 1e9])
        #expect(values(1e-4...1e4, atMost: 5) == [1e-4, 1e-2, 1, 1e2, 1e4])
    }

    @Test func `Less than a decade has ticks as well`() {
        #expect(values(2.2...2.4, atMost: 5) == [2.2, 2.25, 2.3, 2.35, 2.4])
        #expect(values(1.15...4.6, atMost: 4) == [2, 3, 4])
    }

    @Test func `Minor ticks are the digits of each decade`() {
        let scale = LogarithmicScale(domain: 1...10)
        #expect(scale.minorTicks.count == 10)
        #expect(scale.minorTicks.first == 0)
        #expect(abs(scale.minorTicks[1] - 0.30102999566398120) < 1e-15)
        #expect(LogarithmicScale(domain: 1e-9...1e9).minorTicks == [])
    }

    @Test func `Only positive finite data count`() {
        #expect(LogarithmicScale(covering: [0, -3, .nan, .infinity, 0.5, 8]).domain == 0.5...8)
        #expect(LogarithmicScale(covering: []).domain == 1...10)
        #expect(LogarithmicScale(covering: [.nan, 0]).domain == 1...10)
    }

    @Test func `Constant data have a factor of two on both sides`() {
        #expect(LogarithmicScale(covering: [2.5, 2.5]).domain == 1.25...5)
    }

    @Test func `A domain that reaches zero or infinity is refused for 1 to 10`() {
        #expect(LogarithmicScale(domain: 0...5).domain == 1...10)
        #expect(LogarithmicScale(domain: 1...Double.infinity).domain == 1...10)
    }
}
