import RandomStreams

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

/// The values of all parameters of a network, in one allocation.
package struct Parameters: Sendable, Equatable {
    package let table: ParameterTable
    package var values: [Float]

    /// `values` must have `table.count` elements.
    package init(table: ParameterTable, values: [Float]) {
        precondition(values.count == table.count)
        self.table = table
        self.values = values
    }

    /// PyTorch's default initialization of `Conv2d` and `Linear`: weight, then bias, each uniform between plus and
    /// minus 1 / sqrt(fan in), drawn in the order of the table.
    ///
    /// `kaiming_uniform_(a=sqrt(5))` computes a weight's bound as sqrt(3) * (sqrt(2 / (1 + 5)) / sqrt(fan in)) in
    /// double precision; as float32 it can differ from the bias's bound in the last bit.
    package init(table: ParameterTable, generator: inout TorchGenerator) {
        self.table = table
        values = []
        values.reserveCapacity(table.count)
        for entry in table.entries {
            let root = Double(entry.fanIn).squareRoot()
            let isWeight = entry.shape.count > 1
            let gain = (2.0 / 6.0).squareRoot()
            let bound = Float(isWeight ? 3.0.squareRoot() * (gain / root) : 1 / root)
            for _ in entry.range {
                values.append(generator.uniform(-bound, bound))
            }
        }
    }

    /// The values of one tensor, row-major; empty for a name that the table lacks.
    package subscript(name: String) -> [Float] {
        table[name].map { Array(values[$0.range]) } ?? []
    }
}
