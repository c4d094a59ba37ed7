import RandomStreams

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

/// Tensors by name, in any floating-point type.
package struct NamedTensors<Scalar: BinaryFloatingPoint> {
    private let tensors: [String: [Scalar]]

    package init(_ parameters: Parameters) {
        tensors = Dictionary(
            uniqueKeysWithValues: parameters.table.entries.map { entry in
                (entry.name, parameters.values[entry.range].map { Scalar($0) })
            })
    }

    package subscript(name: String) -> [Scalar] { tensors[name] ?? [] }
}
