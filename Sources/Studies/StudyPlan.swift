import RunRecords

/// Which runs a study consists of: each variant with each seed.
package struct StudyPlan: Sendable, Equatable {
    /// The settings from which variants depart.
    package let configuration: Configuration
    package let seeds: [UInt64]
    package let variants: [Variant]

    package struct Variant: Sendable, Equatable {
        package let name: String
        package let configuration: Configuration
    }

    /// One run, still to be made or found.
    package struct Run: Sendable, Equatable {
        /// The place of its variant in the plan.
        package let variant: Int
        package let seed: UInt64
        package let configuration: Configuration
    }

    /// So many runs are a mistake rather than a wish.
    private static let limit = 100_000

    /// - Parameters:
    ///   - base: the settings of all runs, where variants have no others
    ///   - values: for some settings several values; each is tried with each of the others
    ///   - named: variants that change several settings at once, in addition
    package init(
        base: [Setting.Change], seeds: Seeds, values: [VariedSetting] = [], named: [NamedVariant] = []
    ) throws(StudyError) {
        let configuration = try Self.configuration(base)
        var variants: [Variant] = []
        for combination in Self.combinations(values) where !(values.isEmpty && !named.isEmpty) {
            variants.append(
                Variant(
                    name: combination.isEmpty ? configuration.recipe.rawValue : Self.name(combination),
                    configuration: try Self.configuration(base + combination)))
        }
        for variant in named {
            variants.append(
                Variant(name: variant.name, configuration: try Self.configuration(base + variant.changes)))
        }
        let settings = (values.map(\.setting) + named.flatMap { $0.changes.map(\.setting) })
        guard !settings.contains(where: { $0.option == Setting.seed.option }) else { throw .variedSeed }
        for (index, variant) in variants.enumerated() {
            if let twin = variants[..<index].first(where: { $0.configuration == variant.configuration }) {
                throw .sameSettings(twin.name, variant.name)
            }
            if variants[..<index].contains(where: { $0.name == variant.name }) { throw .sameName(variant.name) }
        }
        self.seeds = try seeds.from(configuration.seed)
        guard self.seeds.count <= Self.limit / max(variants.count, 1) else { throw .tooManyRuns(limit: Self.limit) }
        self.configuration = configuration
        self.variants = variants
    }

    /// In the order of the record.
    package var runs: [Run] {
        variants.enumerated().flatMap { index, variant in
            seeds.map { seed in
                var configuration = variant.configuration
                configuration.seed = seed
                return Run(variant: index, seed: seed, configuration: configuration)
            }
        }
    }

    private static func configuration(_ changes: [Setting.Change]) throws(StudyError) -> Configuration {
        do throws(SettingError) {
            return try Configuration().changed(by: changes)
        } catch {
            throw .setting(error)
        }
    }

    /// One value of each setting, in every way; a single empty one where nothing is varied.
    private static func combinations(_ values: [VariedSetting]) -> [[Setting.Change]] {
        values.reduce([[]]) { combinations, varied in
            combinations.flatMap { combination in
                varied.texts.map { combination + [Setting.Change(varied.setting, to: $0)] }
            }
        }
    }

    /// `learning-rate 0.001, batch-size 32`
    private static func name(_ changes: [Setting.Change]) -> String {
        changes.map { "\($0.setting.option) \($0.text)" }.joined(separator: ", ")
    }
}

/// A setting with the values that a study tries: `learning-rate=0.0005,0.001,0.002`.
package struct VariedSetting: Sendable {
    package let setting: Setting
    package let texts: [String]

    package init(_ setting: Setting, _ texts: [String]) {
        (self.setting, self.texts) = (setting, texts)
    }

    package init(_ text: String) throws(StudyError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { throw .noValues(text) }
        let texts = parts[1].split(separator: ",", omittingEmptySubsequences: false).map {
            String($0.drop { $0 == " " })
        }
        self.init(try Setting.known(String(parts[0])), texts)
    }
}

/// Settings that are changed together, under a name.
package struct NamedVariant: Sendable {
    package let name: String
    package let changes: [Setting.Change]

    package init(name: String, changes: [Setting.Change]) {
        (self.name, self.changes) = (name, changes)
    }
}

extension Setting {
    static func known(_ option: String) throws(StudyError) -> Setting {
        guard let setting = named(option) else { throw .unknownSetting(option) }
        return setting
    }
}

/// Which seeds: `20`, so many from that of the settings on, or `1..10`, from the first to the last.
package enum Seeds: Sendable, Equatable {
    case count(Int)
    case range(ClosedRange<UInt64>)

    package init(_ text: String) throws(StudyError) {
        let ends = text.split(separator: ".", omittingEmptySubsequences: false)
        if let count = Int(text), count > 0 {
            self = .count(count)
        } else if ends.count == 3, ends[1].isEmpty, let first = UInt64(ends[0]), let last = UInt64(ends[2]),
            first <= last
        {
            self = .range(first...last)
        } else {
            throw .seeds(text)
        }
    }

    fileprivate func from(_ first: UInt64) throws(StudyError) -> [UInt64] {
        let range: ClosedRange<UInt64>
        switch self {
        case .count(let count):
            let (last, overflow) = first.addingReportingOverflow(UInt64(count - 1))
            guard !overflow else { throw .seeds("\(count)") }
            range = first...last
        case .range(let given): range = given
        }
        guard range.upperBound - range.lowerBound < 100_000 else { throw .tooManyRuns(limit: 100_000) }
        return Array(range)
    }
}

/// A share of a study's runs: `3/16`, the third of sixteen.
package struct StudyPart: Sendable, Equatable {
    package let number: Int
    package let count: Int

    package init(_ text: String) throws(StudyError) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let number = parts[0], let count = parts[1], 1...100_000 ~= count,
            1...count ~= number
        else { throw .part(text) }
        (self.number, self.count) = (number, count)
    }

    /// Every so-manieth of the runs, so that all parts have some of each variant.
    package func share<Run>(of runs: [Run]) -> [Run] {
        runs.enumerated().filter { $0.offset % count == number - 1 }.map(\.element)
    }
}

/// Why a study cannot be made.
package enum StudyError: Error, Sendable, Equatable, CustomStringConvertible {
    case setting(SettingError)
    case unknownSetting(String)
    case noValues(String)
    case variedSeed
    case seeds(String)
    case part(String)
    case sameSettings(String, String)
    case sameName(String)
    case tooManyRuns(limit: Int)
    /// A file that describes a study.
    case file(path: String, reason: String)

    package var description: String {
        switch self {
        case .setting(let error): error.description
        case .unknownSetting(let option):
            "there is no setting '\(option)'; `lenet help report` lists all, such as learning-rate"
        case .noValues(let text):
            "'\(text)' names no values to try; write a setting with its values, such as learning-rate=0.0005,0.001"
        case .variedSeed: "the seed is not varied as other settings are; use seeds, such as 20 or 1..10"
        case .seeds(let text):
            "the seeds cannot be '\(text)'; write how many, such as 20, or the first and the last, such as 1..10"
        case .part(let text): "the part cannot be '\(text)'; write which of how many, such as 3/16"
        case .sameSettings(let first, let second): "'\(first)' and '\(second)' are the same settings"
        case .sameName(let name): "two variants are called '\(name)'"
        case .tooManyRuns(let limit): "a study has at most \(NumberFormat.count(limit)) runs"
        case .file(let path, let reason): "\(path): \(reason)"
        }
    }
}
