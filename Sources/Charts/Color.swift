/// An opaque color of the sRGB space, 8 bits a channel.
package struct Color: Sendable, Hashable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// From 0xRRGGBB.
    package init(_ hexadecimal: UInt32) {
        red = UInt8(truncatingIfNeeded: hexadecimal >> 16)
        green = UInt8(truncatingIfNeeded: hexadecimal >> 8)
        blue = UInt8(truncatingIfNeeded: hexadecimal)
    }

    package static let black = Color(0x000000)
    package static let white = Color(0xFFFFFF)

    /// The color `fraction` of the way from this one to `other`, fractions outside 0...1 taken to the nearer end.
    package func mixed(with other: Color, _ fraction: Double) -> Color {
        let share = min(max(fraction.isNaN ? 0 : fraction, 0), 1)
        func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
            UInt8((Double(from) + (Double(to) - Double(from)) * share).rounded())
        }
        return Color(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// How bright the color is, 0 black to 1 white: the luma of Rec. 709 over the encoded channels, which is how a
    /// gray print shows it.
    package var luma: Double {
        (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255
    }

    /// Of two inks the one that stands out more on this color.
    package func moreLegible(_ first: Color, _ second: Color) -> Color {
        abs(first.luma - luma) >= abs(second.luma - luma) ? first : second
    }
}
