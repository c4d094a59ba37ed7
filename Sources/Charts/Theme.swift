/// The look of all charts of a document: one typeface, few sizes, colors that color-blind readers can tell apart
/// and that differ in brightness too, so that a gray print keeps them apart.
package struct Theme: Sendable, Equatable {
    package let typeface: Typeface
    package let background: Color
    /// Text that is read first.
    package let ink: Color
    /// Text that explains: axes, subtitles.
    package let mutedInk: Color
    /// Axis lines.
    package let axis: Color
    /// Lines behind the data.
    package let grid: Color
    /// Faint areas behind the data.
    package let shade: Color
    /// Colors of series in order; Okabe and Ito's blue and vermilion, a gray, their green, adjusted to the background.
    package let series: [Color]
    /// What asks for attention: a mistake.
    package let alert: Color
    /// From nothing to the most, brightness growing evenly away from the background.
    package let sequential: [Color]
    /// From the most negative by a neutral zero to the most positive. Brightness grows all the way, so that the sign
    /// is legible without color: dark is negative, bright is positive.
    package let diverging: [Color]
    /// From black to bright on any background: light that a filter lets through.
    package let glow: [Color]
    /// The outline of black tiles, which tells them from a dark background.
    package let tileOutline: Color

    package let titleSize: Double = 14
    package let textSize: Double = 9.5
    package let smallSize: Double = 8.5
    /// The empty rim of a drawing.
    package let margin: Double = 14
    /// The width of a line that carries data.
    package let lineWidth: Double = 2
    /// The width of axis lines and frames.
    package let hairline: Double = 0.6

    package var title: TextStyle { TextStyle(size: titleSize, isBold: true, color: ink) }
    package var text: TextStyle { TextStyle(size: textSize, color: ink) }
    package var muted: TextStyle { TextStyle(size: textSize, color: mutedInk) }
    package var small: TextStyle { TextStyle(size: smallSize, color: mutedInk) }

    private static let weights: [UInt32] = [0x0B2A63, 0x3A6AA6, 0x9BA3AB, 0xEBB255, 0xFFF0B5]
    private static let heat: [UInt32] = [0x000000, 0x3B0F4F, 0x9C2A5B, 0xE8663C, 0xFBB75B, 0xFFF6D6]

    package static let light = Theme(
        typeface: .dejaVuSans, background: .white, ink: Color(0x1B2027), mutedInk: Color(0x57606A),
        axis: Color(0x8C959F), grid: Color(0xE6E9ED), shade: Color(0xF1F3F5),
        series: [Color(0x0067B1), Color(0xE0700A), Color(0x6E7781), Color(0x00916A)], alert: Color(0xC2410C),
        sequential: [0xFFF4E5, 0xFDD3A0, 0xF7A14E, 0xDB6A12, 0x9C3D06].map { Color($0) },
        diverging: weights.map { Color($0) }, glow: heat.map { Color($0) }, tileOutline: .black)

    package static let dark = Theme(
        typeface: .dejaVuSans, background: Color(0x0D1117), ink: Color(0xE6EDF3), mutedInk: Color(0x9AA4AF),
        axis: Color(0x6E7681), grid: Color(0x232A33), shade: Color(0x171D25),
        series: [Color(0x4FA3E8), Color(0xFFB35C), Color(0x9AA4AF), Color(0x3FC79A)], alert: Color(0xFF9A57),
        sequential: [0x33210F, 0x63380F, 0x9E5712, 0xDD8427, 0xFFC27A].map { Color($0) },
        diverging: weights.map { Color($0) }, glow: heat.map { Color($0) }, tileOutline: Color(0x30363D))
}
