import Charts
import Testing

@Suite struct LinearScaleTests {
    private func values(_ scale: LinearScale, atMost count: Int) -> [Double] { scale.ticks(atMost: count).map(\.value) }

    @Test func `A value stands as far along the axis as along the domain`() {
        let scale = LinearScale(domain: 2...6)
        #expect(scale.position(of: 2) == 0)
        #expect(scale.position(of: 5) == 0.75)
        #expect(scale.position(of: 8) == 1.5)
        #expect(scale.position(of: .nan).isNaN)
    }

    @Test(arguments: [
        (0.0...10.0, 6, [0.0, 2, 4, 6, 8, 10]), (0...1, 6, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0...100, 3, [0, 50, 100]),
        (-3...7, 5, [-2, 0, 2, 4, 6]), (0.9731...0.9967, 6, [0.975, 0.98, 0.985, 0.99, 0.995]),
        (1...2, 2, [1, 2]), (3.2...3.7, 1, [3.5]),
    ])
    func `Ticks are multiples of 1, 2 or 5 times a power of ten`(
        domain: ClosedRange<Double>, count: Int, expected: [Double]
    ) {
        #expect(values(LinearScale(domain: domain), atMost: count) == expected)
    }

    @Test func `Ticks are the doubles nearest to their decimals, not a running sum`() {
        #expect(values(LinearScale(domain: 0...0.7), atMost: 8) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7])
        #expect(0.1 + 0.1 + 0.1 != 0.3)
    }

    @Test func `Tiny and huge domains have ticks too`() {
        #expect(values(LinearScale(domain: 0...1e-9), atMost: 6) == [0, 2e-10, 4e-10, 6e-10, 8e-10, 1e-9])
        #expect(values(LinearScale(domain: 0...1e9), atMost: 6) == [0, 2e8, 4e8, 6e8, 8e8, 1e9])
        #expect(values(LinearScale(domain: 1e9...1e9 + 10), atMost: 3) == [1e9, 1e9 + 5, 1e9 + 10])
    }

    @Test func `Whole scales have ticks at whole numbers only`() {
        #expect(values(LinearScale(domain: 1...3, isWhole: true), atMost: 12) == [1, 2, 3])
        #expect(values(LinearScale(domain: 0.5...1.5, isWhole: true), atMost: 12) == [1])
        #expect(values(LinearScale(domain: 0...100, isWhole: true), atMost: 6) == [0, 20, 40, 60, 80, 100])
    }

    @Test func `Never more ticks than asked for`() {
        for count in 1...12 {
            for end in [0.3, 1, 7, 95, 1e5] {
                #expect(LinearScale(domain: 0...end).ticks(atMost: count).count <= count)
            }
        }
        #expect(LinearScale(domain: 0...1).ticks(atMost: 0) == [])
    }

    @Test func `Constant data stand in the middle of a widened domain`() {
        #expect(LinearScale(covering: [5, 5, 5]).domain == 4.5...5.5)
        #expect(LinearScale(covering: [0]).domain == -1...1)
        #expect(LinearScale(covering: [-2]).domain == -2.2 ... -1.8)
        #expect(LinearScale(covering: [0.1135]).position(of: 0.1135) == 0.5)
    }

    @Test func `Data without a finite number leave 0 to 1`() {
        #expect(LinearScale(covering: []).domain == 0...1)
        #expect(LinearScale(covering: [.nan, .infinity]).domain == 0...1)
        #expect(LinearScale(covering: [.nan, 3, 5, -.infinity]).domain == 3...5)
        #expect(LinearScale(domain: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude).domain == 0...1)
    }

    @Test func `A margin widens both ends by its share`() {
        #expect(LinearScale(covering: [10, 20], margin: 0.1).domain == 9...21)
    }

    @Test(arguments: -320...308)
    func `A power of ten has its own exponent, and the number before it the one below`(exponent: Int) throws {
        let power = try #require(Double("1e\(exponent)"))
        #expect(LinearScale.exponent(below: power) == exponent)
        #expect(LinearScale.exponent(below: power.nextDown) == max(exponent - 1, -320))
    }

    @Test func `Beyond the powers of ten that there are, the last one counts`() {
        #expect(LinearScale.exponent(below: .infinity) == 308)
        for value in [0, -1, -Double.infinity, .nan] { #expect(LinearScale.exponent(below: value) == -320) }
    }
}
