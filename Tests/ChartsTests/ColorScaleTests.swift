import Charts
import Testing

@Suite struct ColorScaleTests {
    @Test func `A value between two colors is mixed from them`() {
        let scale = ColorScale(domain: 0...2, colors: [.black, Color(0xFF0000), .white])
        #expect(scale.color(of: 0) == .black)
        #expect(scale.color(of: 0.5) == Color(0x800000))
        #expect(scale.color(of: 1) == Color(0xFF0000))
        #expect(scale.color(of: 1.5) == Color(0xFF8080))
        #expect(scale.color(of: 2) == .white)
    }

    @Test func `Values beyond the domain take its ends, not-a-number its start`() {
        let scale = ColorScale(domain: 0...1, colors: [.black, .white])
        #expect(scale.color(of: -7) == .black)
        #expect(scale.color(of: .infinity) == .white)
        #expect(scale.color(of: .nan) == .black)
    }

    @Test func `A diverging scale is centered on zero`() {
        let colors = [Color(0x0000FF), .white, Color(0xFF0000)]
        let scale = ColorScale(centeredOnZeroCovering: [-0.2, 0.6, .nan], colors: colors)
        #expect(scale.domain == -0.6...0.6)
        #expect(scale.color(of: 0) == .white)
        #expect(scale.color(of: -0.2) != colors[0])
        #expect(ColorScale(centeredOnZeroCovering: [0, 0], colors: colors).domain == -1...1)
        #expect(ColorScale(centeredOnZeroCovering: [], colors: colors).color(of: 0) == .white)
    }

    @Test func `Few colors and domains without extent do no harm`() {
        #expect(ColorScale(domain: 0...1, colors: []).color(of: 0.5) == .black)
        #expect(ColorScale(domain: 0...1, colors: [.white]).color(of: 0.5) == .white)
        #expect(ColorScale(domain: 3...3, colors: [.black, .white]).color(of: 3) == .black)
    }

    @Test func `Of two inks the one that differs more in brightness is more legible`() {
        #expect(Color(0xFFF0B5).moreLegible(.black, .white) == .black)
        #expect(Color(0x0B2A63).moreLegible(.black, .white) == .white)
    }
}
