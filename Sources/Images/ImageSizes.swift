/// The smallest and largest extents of images that need not be equal.
package struct ImageSizes: Codable, Sendable, Equatable {
    package private(set) var rows: ClosedRange<Int>
    package private(set) var columns: ClosedRange<Int>

    package init(_ shape: ImageShape) {
        rows = shape.rows...shape.rows
        columns = shape.columns...shape.columns
    }

    package mutating func include(_ shape: ImageShape) {
        rows = min(rows.lowerBound, shape.rows)...max(rows.upperBound, shape.rows)
        columns = min(columns.lowerBound, shape.columns)...max(columns.upperBound, shape.columns)
    }

    /// Whether all images are equal in size.
    package var areEqual: Bool { rows.count == 1 && columns.count == 1 }
}
