import Datasets
import Foundation
import Testing

struct RotationTests {
    @Test("A turn is as near to its angle as it says", arguments: [(15.0, 1e-9), (90, 3e-4), (180, 0.02)])
    func angles(degrees: Double, error: Double) {
        for share in [-1, -0.5, 0.01, 0.3, 1] {
            let angle = share * degrees * .pi / 180
            let turn = Rotation(angle: angle)
            let found = atan2(turn.sine, turn.cosine)
            #expect(abs((found - angle).remainder(dividingBy: 2 * .pi)) < error)
            #expect(abs(turn.sine * turn.sine + turn.cosine * turn.cosine - 1) < 1e-15)
        }
    }

    @Test("No turn is exact, and half a tangent of 1 is a right angle")
    func exact() {
        #expect(Rotation(angle: 0.0).cosine == 1 && Rotation(angle: 0.0).sine == 0)
        #expect(Rotation<Float>(halfTangent: 1).cosine == 0 && Rotation<Float>(halfTangent: 1).sine == 1)
    }
}
