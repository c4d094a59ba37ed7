import Charts
import Foundation
import Testing

@Suite struct ThemeTests {
    /// The contrast ratio of the Web Content Accessibility Guidelines 2.1.
    private func contrast(_ one: Color, _ other: Color) -> Double {
        func luminance(_ color: Color) -> Double {
            let linear = [color.red, color.green, color.blue].map { channel in
                let value = Double(channel) / 255
                return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
        }
        let sorted = [luminance(one), luminance(other)].sorted()
        return (sorted[1] + 0.05) / (sorted[0] + 0.05)
    }

    @Test(arguments: [Theme.light, .dark])
    func `Text stands out from the background`(theme: Theme) {
        #expect(contrast(theme.ink, theme.background) >= 7)
        #expect(contrast(theme.mutedInk, theme.background) >= 4.5)
        #expect(contrast(theme.alert, theme.background) >= 4.5)
    }

    @Test(arguments: [Theme.light, .dark])
    func `Series stand out from the background and, in gray, from each other`(theme: Theme) {
        for color in theme.series { #expect(contrast(color, theme.background) >= 3) }
        #expect(abs(theme.series[0].luma - theme.series[1].luma) > 0.12)
    }

    @Test(arguments: [Theme.light, .dark])
    func `Scales grow evenly brighter, or darker, so that gray prints keep their order`(theme: Theme) {
        for colors in [theme.diverging, theme.glow, theme.sequential] {
            let steps = zip(colors, colors.dropFirst()).map { $1.luma - $0.luma }
            #expect(steps.allSatisfy { $0 > 0.04 } || steps.allSatisfy { $0 < -0.04 })
        }
    }

    @Test(arguments: [Theme.light, .dark])
    func `Text is at least 10 pixels high where 480 points are shown in 600 pixels`(theme: Theme) {
        #expect(min(theme.smallSize, theme.textSize) * 600 / 480 > 10)
    }
}
