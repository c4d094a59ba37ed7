/// How far a committed figure may be from the one drawn anew: letters come out slightly different where another
/// version of the font library draws them, but no mark moves and no digit changes.
package struct FigureTolerance: Sendable, Equatable {
    /// The difference of a color channel, of 255, up to which a pixel counts as the same.
    package var channel: Int
    /// The share of pixels, 0...1, that may differ by more.
    package var share: Double

    package init(channel: Int, share: Double) {
        self.channel = channel
        self.share = share
    }

    package static let standard = FigureTolerance(channel: 96, share: 0.000_03)
}
