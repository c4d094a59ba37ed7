/// Names and shapes of all parameters of a network, and where each lies in one allocation.
package struct ParameterTable: Sendable, Equatable {
    /// One tensor of parameters.
    package struct Entry: Sendable, Equatable {
        /// PyTorch's name, such as `conv1.weight`.
        package let name: String
        package let shape: [Int]
        /// Its values in the allocation, row-major.
        package let range: Range<Int>
        /// The inputs that meet in one output, on which initialization depends.
        package let fanIn: Int
    }

    package let entries: [Entry]

    /// A weight of each shape (outputs first), followed by its bias.
    package init(_ layers: [(name: String, weightShape: [Int])]) {
        var entries: [Entry] = []
        var offset = 0
        for (name, shape) in layers {
            let count = shape.reduce(1, *)
            let outputs = shape.first ?? 1
            let fanIn = count / outputs
            entries.append(
                Entry(name: name + ".weight", shape: shape, range: offset..<offset + count, fanIn: fanIn))
            offset += count
            entries.append(
                Entry(name: name + ".bias", shape: [outputs], range: offset..<offset + outputs, fanIn: fanIn))
            offset += outputs
        }
        self.entries = entries
    }

    /// All parameters together.
    package var count: Int { entries.last?.range.upperBound ?? 0 }

    package subscript(name: String) -> Entry? { entries.first { $0.name == name } }
}
