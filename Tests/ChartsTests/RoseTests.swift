import Charts
import Testing

@Suite struct RoseTests {
    private let thin = Stroke(color: .black, width: 1)

    @Test func `Values stand counter-clockwise from the right, the largest of all curves at the rim`() {
        let curve = Rose.Curve([2, 1, 0, -3], stroke: thin)
        let rose = Rose([curve, Rose.Curve([4, 4], stroke: thin)])
        let places = rose.points(curve, around: Point(x: 10, y: 10), radius: 8)
        for (place, expected) in zip(places, [(14.0, 10.0), (10, 8), (10, 10), (10, 10)]) {
            #expect(abs(place.x - expected.0) < 1e-12 && abs(place.y - expected.1) < 1e-12)
        }
    }

    @Test(arguments: [[], [0, 0, 0], [.nan, 1, .infinity], [1]])
    func `Any values are drawn within the circle`(values: [Double]) {
        let curve = Rose.Curve(values, stroke: thin)
        for place in Rose([curve]).points(curve, around: Point(x: 0, y: 0), radius: 5) {
            #expect(place.isFinite && place.x * place.x + place.y * place.y <= 25.000_001)
        }
    }
}
