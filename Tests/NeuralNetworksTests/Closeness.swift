import Testing

/// Expects values within `tolerance` of the largest expected magnitude, and names the one that is farthest off.
func expectClose(
    _ actual: some Collection<Float>, _ expected: [Double], within tolerance: Double, _ name: String = "value",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    expectClose(actual.map { Double($0) }, expected, within: tolerance, name, sourceLocation: sourceLocation)
}

func expectClose(
    _ actual: [Double], _ expected: [Double], within tolerance: Double, _ name: String = "value",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard actual.count == expected.count else {
        Issue.record(
            "\(actual.count) of \(name) where there should be \(expected.count)", sourceLocation: sourceLocation)
        return
    }
    let largest = expected.map(\.magnitude).max() ?? 0
    // A difference that is not a number is no less a failure.
    let wrong = actual.indices.filter { !((actual[$0] - expected[$0]).magnitude <= tolerance * largest) }
    guard let first = wrong.first else { return }
    Issue.record(
        """
        \(wrong.count) of \(actual.count) of \(name) are off by more than \(tolerance) of the largest, \(largest); \
        the first is number \(first): \(actual[first]) where \(expected[first]) is right
        """, sourceLocation: sourceLocation)
}

/// The gradient of `function` by central differences, (f(x + h) - f(x - h)) / 2h in each direction.
func centralDifferences(at point: [Double], step: Double = 1e-5, of function: ([Double]) -> Double) -> [Double] {
    point.indices.map { index in
        var (above, below) = (point, point)
        above[index] += step
        below[index] -= step
        return (function(above) - function(below)) / (2 * step)
    }
}

/// The sum of products, which as a loss has `weights` as its gradient.
func weightedSum(_ values: [Double], _ weights: [Double]) -> Double {
    zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
}
