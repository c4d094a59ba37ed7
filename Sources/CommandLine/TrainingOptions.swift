import ArgumentParser
import Foundation
import KernelContracts
import NeuralNetworks
import RunRecords

/// Options each of which is a setting, declared as `@Option(.epochs) var epochs: Setting.Change?`.
protocol SettingOptions: ParsableArguments {}

extension SettingOptions {
    /// The settings that were given, and no others, so that a given value can be told from the default.
    var changes: [Setting.Change] {
        Mirror(reflecting: self).children.flatMap { child -> [Setting.Change] in
            switch child.value {
            case let option as Option<Setting.Change?>: option.wrappedValue.map { [$0] } ?? []
            case let group as OptionGroup<PreparationOptions>: group.wrappedValue.changes
            case let group as OptionGroup<AugmentationOptions>: group.wrappedValue.changes
            default: []
            }
        }
    }

    func configuration() throws(SettingError) -> Configuration { try Configuration().changed(by: changes) }

    func validate() throws {
        do throws(SettingError) {
            _ = try configuration()
        } catch {
            throw ValidationError(error.description)
        }
    }
}

/// The settings that decide what a network is trained and evaluated on.
struct PreparationOptions: SettingOptions {
    @Option(.seed) var seed: Setting.Change?
    @Option(.splitSeed) var splitSeed: Setting.Change?
    @Option(.validationFraction) var validationFraction: Setting.Change?
    @Option(.pixelSize) var pixelSize: Setting.Change?
    @Option(.mean) var mean: Setting.Change?
    @Option(.standardDeviation) var standardDeviation: Setting.Change?
}

/// The random warps of training images.
struct AugmentationOptions: SettingOptions {
    @Option(.rotation) var rotation: Setting.Change?
    @Option(.scaling) var scaling: Setting.Change?
    @Option(.aspect) var aspect: Setting.Change?
    @Option(.shear) var shear: Setting.Change?
    @Option(.shift) var shift: Setting.Change?
    @Option(.elastic) var elastic: Setting.Change?
}

/// All settings of a run.
struct TrainingOptions: SettingOptions {
    @Option(.recipe) var recipe: Setting.Change?
    @Option(.epochs) var epochs: Setting.Change?
    @Option(.batchSize) var batchSize: Setting.Change?
    @Option(.optimizer) var optimizer: Setting.Change?
    @Option(.learningRate) var learningRate: Setting.Change?
    @Option(.schedule) var schedule: Setting.Change?
    @Option(.warmUp) var warmUp: Setting.Change?
    @Option(.weightDecay) var weightDecay: Setting.Change?
    @OptionGroup var augmentation: AugmentationOptions
    @OptionGroup var preparation: PreparationOptions
    @OptionGroup var threading: ThreadOptions
}

extension Option where Value == Setting.Change? {
    /// Takes name, help and default from the setting's definition.
    init(_ setting: Setting) {
        self.init(
            name: .customLong(setting.option),
            help: "\(setting.help) (default: \(setting.text(in: Configuration())))",
            transform: { Setting.Change(setting, to: $0) })
    }
}

/// What does the arithmetic; no result depends on it.
struct ThreadOptions: ParsableArguments {
    @Option(help: "Threads that work at once, 1 to 1,024; no result depends on it. (default: all cores)")
    var threads: Int?

    @Option(help: "The kernels to run: avx512, avx2 or baseline. (default: the fastest that this processor has)")
    var instructionSet = InstructionSet.best

    var count: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

    func validate() throws {
        if let threads, !(1...1_024 ~= threads) {
            throw ValidationError("the number of threads cannot be \(threads); allowed is 1 to 1,024")
        }
        guard InstructionSet.available.contains(instructionSet) else {
            let available = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("this processor cannot run \(instructionSet.rawValue), only \(available)")
        }
    }
}

extension InstructionSet: ExpressibleByArgument {}
