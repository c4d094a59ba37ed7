/// Settings of a training that belong together, by name. A recipe gives them their values; single options change those.
package enum Recipe: String, Sendable, CaseIterable, Codable, SettingValue {
    /// What the PyTorch notebook does, to the bit.
    case notebook
    /// 99.0 % on MNIST's test images in two epochs.
    case fast
    /// The most that this network was seen to reach.
    case best

    /// The settings that a recipe decides.
    package static let settings: [Setting] = [
        .epochs, .batchSize, .optimizer, .learningRate, .schedule, .warmUp, .weightDecay, .rotation, .scaling, .aspect,
        .shear, .shift, .elastic,
    ]

    /// A configuration with this recipe's values of the settings that a recipe decides.
    package func applied(to configuration: Configuration) -> Configuration {
        var result = configuration
        result.recipe = self
        (result.batchSize, result.optimizer) = (64, .adam)
        switch self {
        case .notebook:
            result.epochs = 10
            (result.schedule, result.learningRate, result.warmUp, result.weightDecay) = (.constant, 0.001, 0, 0)
            result.augment(0)
        case .fast:
            result.epochs = 2
            (result.schedule, result.learningRate, result.warmUp, result.weightDecay) = (.cosine, 0.006, 0.2, 0.05)
            result.augment(0.5)
        case .best:
            result.epochs = 30
            (result.schedule, result.learningRate, result.warmUp, result.weightDecay) = (.cosine, 0.003, 0.1, 0.05)
            result.augment(1)
        }
        return result
    }

    /// The settings that a configuration with this recipe has otherwise.
    package func changes(in configuration: Configuration) -> [Setting] {
        let own = applied(to: configuration)
        return Self.settings.filter { $0.text(in: own) != $0.text(in: configuration) }
    }
}

extension Configuration {
    /// Warps training images; 1 is the strength of the recipe `best`.
    fileprivate mutating func augment(_ strength: Double) {
        (rotation, scaling, aspect) = (9 * strength, 0.09 * strength, 0.045 * strength)
        (shear, shift, elastic) = (0.11 * strength, 0.054 * strength, 0.0234 * strength)
    }

    /// Whether training images are warped.
    package var isAugmented: Bool {
        [rotation, scaling, aspect, shear, shift, elastic] != Array(repeating: 0, count: 6)
    }
}

/// Named values, such as recipes and schedules.
extension SettingValue where Self: RawRepresentable, RawValue == String {
    package init?(settingText: String) { self.init(rawValue: settingText) }
    package var settingText: String { rawValue }
    package var readableText: String { rawValue }
}
