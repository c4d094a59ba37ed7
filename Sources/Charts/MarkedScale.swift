/// A scale with ticks at certain values, as long as there is room for all of them.
package struct MarkedScale: Scale {
    private let scale: any Scale
    private let marked: [Tick]

    /// - Parameter values: in rising order
    package init(_ scale: any Scale, values: [Double]) {
        self.scale = scale
        marked = values.compactMap(Tick.init(exactly:))
    }

    package func position(of value: Double) -> Double { scale.position(of: value) }

    package func ticks(atMost count: Int) -> [Tick] {
        marked.count <= count ? marked : scale.ticks(atMost: count)
    }
}
