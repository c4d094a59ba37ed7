import RunRecords

extension Report {
    /// The recipe, and what this run does otherwise; nothing of the notebook's own.
    var recipe: String? {
        let configuration = record.configuration
        let own = configuration.recipe.applied(to: configuration)
        let changes = configuration.recipe.changes(in: configuration).map { setting in
            "`--\(setting.option) \(setting.text(in: configuration))` instead of \(setting.readableText(in: own))"
        }
        guard configuration.recipe != .notebook || changes.contains(where: { !$0.hasPrefix("`--epochs") }) else {
            return nil
        }
        let name = "The settings are those of the recipe `\(configuration.recipe.rawValue)`"
        return changes.isEmpty ? name + "." : "\(name), but for \(Prose.list(changes))."
    }

    /// How the step size changes, as it follows "with a step size".
    var stepSize: String {
        let configuration = record.configuration
        let peak = NumberFormat.shortest(configuration.learningRate)
        let rise = "over the first \(NumberFormat.percentage(configuration.warmUp, decimals: 0)) of the steps"
        switch (configuration.schedule, configuration.warmUp > 0) {
        case (.constant, false): return "of \(peak)"
        case (.constant, true): return "that rose to \(peak) \(rise)"
        case (.cosine, false): return "that fell from \(peak) to zero by a cosine"
        case (.cosine, true): return "that rose to \(peak) \(rise) and then fell to zero by a cosine"
        }
    }

    /// What else sets this training apart from a plain one, and why.
    var schedule: String? {
        let configuration = record.configuration
        var sentences: [String] = []
        if configuration.warmUp > 0 {
            sentences.append(
                """
                The warm-up lets a large step size begin where gradients still vary most (L. N. Smith, "A disciplined \
                approach to neural network hyper-parameters", 2018).
                """)
        }
        if configuration.schedule == .cosine {
            sentences.append(
                """
                Falling to zero, the step size lets the parameters settle, where a constant one keeps them moving about a \
                minimum (I. Loshchilov and F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017).
                """)
        }
        if configuration.weightDecay > 0 {
            sentences.append(
                """
                At each step weights, not biases, also shrank by the step size times \
                \(NumberFormat.shortest(configuration.weightDecay)), apart from their gradient (Loshchilov and Hutter, \
                "Decoupled weight decay regularization", ICLR 2019).
                """)
        }
        if configuration.isAugmented {
            sentences.append("Training images were warped at random, as the section on augmentation says.")
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    /// What was done to training images, where they were warped.
    var augmentation: String? {
        let configuration = record.configuration
        guard configuration.isAugmented else { return nil }
        func upTo(_ value: Double, _ text: String) -> String? { value > 0 ? text : nil }
        func percent(_ share: Double) -> String { NumberFormat.percentage(share, decimals: 1) }
        let moves = [
            upTo(configuration.rotation, "turned by up to \(NumberFormat.shortest(configuration.rotation)) degrees"),
            upTo(
                configuration.scaling,
                "scaled by a factor of up to e to the \(NumberFormat.shortest(configuration.scaling))"),
            upTo(
                configuration.aspect,
                "widened or narrowed by up to e to the \(NumberFormat.shortest(configuration.aspect))"),
            upTo(configuration.shear, "sheared by up to \(NumberFormat.shortest(configuration.shear)) columns a row"),
            upTo(configuration.shift, "shifted by up to \(percent(configuration.shift)) of their side"),
            upTo(
                configuration.elastic,
                "bent by the random displacement of 7 x 7 control points, \(percent(configuration.elastic)) of their side "
                    + "on average, which a cubic B-spline carries to the pixels"),
        ].compactMap { $0 }
        return """
            No image was shown twice as it is: in each epoch every training image was \(Prose.list(moves)), all drawn anew \
            from the seed, the epoch and the image's position. So the network cannot learn images by heart, and must learn \
            what such changes leave of a \(record.dataset.kind == .files ? "class" : "digit") (P. Y. Simard, D. Steinkraus \
            and J. C. Platt, "Best practices for convolutional neural networks applied to visual document analysis", ICDAR \
            2003). Accuracies, those on training images too, are measured without warps.
            """
    }
}
