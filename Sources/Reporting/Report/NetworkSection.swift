import RunRecords

extension Report {
    var architecture: String {
        """
        \(Markdown.escaped(record.network.name)) takes an image of \(shape(record.network.inputShape)) (channels × \
        rows × columns) to \(Prose.count(record.dataset.classes, "number")), one for each \(names.noun); the largest \
        names the answer. Convolutions with small filters slide over the image and find local patterns, max pooling \
        keeps the strongest response of each neighborhood, and linear layers weigh all of them up. Shapes are those \
        of each layer's output; a multiply-add is one weight times one input, for one image going forward.
        """
    }

    var layerTable: String {
        var table = MarkdownTable([
            ("Layer", .left), ("Operation", .left), ("Output shape", .right), ("Parameters", .right),
            ("Multiply-adds", .right),
        ])
        for layer in record.network.layers {
            table.append([
                Markdown.code(layer.name), Markdown.escaped(layer.operation), shape(layer.outputShape),
                NumberFormat.count(layer.parameters), NumberFormat.count(layer.multiplyAdds),
            ])
        }
        table.append([
            "**Total**", "", "", "**\(NumberFormat.count(record.network.parameters))**",
            "**\(NumberFormat.count(record.network.multiplyAdds))**",
        ])
        return table.markdown
    }

    /// Where the parameters are and where the work is.
    var economy: String? {
        let network = record.network
        guard network.parameters > 0, network.multiplyAdds > 0,
            let heaviest = network.layers.max(by: { $0.parameters < $1.parameters }),
            let busiest = network.layers.max(by: { $0.multiplyAdds < $1.multiplyAdds })
        else { return nil }
        let memory = share(heaviest.parameters, of: network.parameters)
        let work = share(busiest.multiplyAdds, of: network.multiplyAdds)
        return heaviest == busiest
            ? "\(Markdown.code(heaviest.name)) holds \(memory) of the parameters and does \(work) of the work."
            : "\(Markdown.code(heaviest.name)) holds \(memory) of the parameters, but \(Markdown.code(busiest.name)) "
                + "does \(work) of the work"
                + (busiest.outputShape.count == 3
                    ? ": a convolution uses each of its few weights once for every pixel it makes." : ".")
    }

    var lineage: String {
        """
        The architecture is that of Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, [*Gradient-based learning applied \
        to document recognition*](https://doi.org/10.1109/5.726791), Proceedings of the IEEE 86 (1998), with today's \
        parts where the paper has those of its time: ReLU instead of a scaled hyperbolic tangent; max pooling instead \
        of averages with trained coefficients; every channel of the second convolution sees all channels of the first, \
        where the paper has a table of connections; a linear output layer trained by softmax cross entropy instead of \
        radial basis functions; \(isResized ? "" : "and ")\(record.configuration.optimizer.title) instead of a \
        stochastic diagonal Levenberg-Marquardt method\(isResized ? "; and images that are resized where the paper pads them" : "").
        """
    }

    var isResized: Bool { record.isResized }

    private func shape(_ sizes: [Int]) -> String {
        sizes.map { "\($0)" }.joined(separator: "\u{a0}×\u{a0}")
    }

    private func share(_ part: Int, of whole: Int) -> String {
        NumberFormat.percentage(Double(part) / Double(whole), decimals: 0)
    }
}
