/// The mapping of numbers onto an axis, which knows the ticks that fit it.
package protocol Scale: Sendable {
    /// Where a value stands: 0 at the start of the axis, 1 at its end, beyond them outside; not a number where the
    /// scale has no place for it.
    func position(of value: Double) -> Double

    /// Ticks within the domain in rising order, at most so many, as the scale finds them nice.
    func ticks(atMost count: Int) -> [Tick]

    /// Positions of lines between the ticks, without labels.
    var minorTicks: [Double] { get }
}

extension Scale {
    package var minorTicks: [Double] { [] }
}
