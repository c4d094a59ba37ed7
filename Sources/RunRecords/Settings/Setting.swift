/// One setting of a run, defined once: its option, its place in the record, its default, what it may be, and its words.
///
/// Options of the command line, validation, the faults of a record, the report's table, the command that repeats a run
/// and the comparison of two runs all walk `Setting.all`.
package struct Setting: Sendable {
    /// The name of the option without its dashes, such as `learning-rate`.
    package let option: String
    /// The property of `Configuration`, which is the key in the record's JSON.
    package let field: String
    /// The heading of its row in a table.
    package let label: String
    /// What it decides, as the help of the option says it.
    package let help: String
    /// What it may be, in words that follow "allowed is".
    package let allowed: String

    private let read: @Sendable (Configuration) -> any SettingValue
    private let isAllowed: @Sendable (Configuration) -> Bool
    /// False where the text is no value of the setting's type.
    private let assign: @Sendable (String, inout Configuration) -> Bool

    init<Value: SettingValue>(
        _ option: String, _ value: WritableKeyPath<Configuration, Value> & Sendable, field: String, label: String,
        allowed: AllowedValues<Value>, help: String
    ) {
        (self.option, self.field, self.label, self.help) = (option, field, label, help)
        self.allowed = allowed.description
        read = { $0[keyPath: value] }
        isAllowed = { allowed.contains($0[keyPath: value]) }
        assign = { text, configuration in
            guard let parsed = Value(settingText: text) else { return false }
            configuration[keyPath: value] = parsed
            return true
        }
    }

    package func value(in configuration: Configuration) -> any SettingValue { read(configuration) }

    /// The value as an option takes it: `0.001`.
    package func text(in configuration: Configuration) -> String { read(configuration).settingText }

    /// The value as a table shows it: `54,000`.
    package func readableText(in configuration: Configuration) -> String { read(configuration).readableText }

    /// What is wrong with the value; `nil` where it is allowed.
    package func error(in configuration: Configuration) -> SettingError? {
        isAllowed(configuration) ? nil : error(text(in: configuration))
    }

    /// The error that a value given as text is.
    package func error(_ text: String) -> SettingError { SettingError(option: option, value: text, allowed: allowed) }

    /// The setting with this option.
    package static func named(_ option: String) -> Setting? { all.first { $0.option == option } }

    /// A value given to a setting as text, by an option or a file.
    package struct Change: Sendable {
        package let setting: Setting
        package let text: String

        package init(_ setting: Setting, to text: String) {
            self.setting = setting
            self.text = text
        }

        fileprivate func apply(to configuration: inout Configuration) throws(SettingError) {
            guard setting.assign(text, &configuration), setting.isAllowed(configuration) else {
                throw setting.error(text)
            }
        }
    }
}

/// A value that its setting cannot have.
package struct SettingError: Error, Sendable, Equatable, CustomStringConvertible {
    package let option: String
    package let value: String
    package let allowed: String

    package init(option: String, value: String, allowed: String) {
        self.option = option
        self.value = value
        self.allowed = allowed
    }

    package var description: String { "--\(option) cannot be \(value); allowed is \(allowed)" }
}

extension Configuration {
    /// This configuration with some settings changed, the later of two changes of one setting winning. A recipe comes
    /// before the others, which change what it decides. Throws for the first value that is not allowed.
    package func changed(by changes: [Setting.Change]) throws(SettingError) -> Configuration {
        var changed = self
        let recipes = changes.filter { $0.setting.option == Setting.recipe.option }
        for change in recipes {
            try change.apply(to: &changed)
            changed = changed.recipe.applied(to: changed)
        }
        for change in changes where change.setting.option != Setting.recipe.option { try change.apply(to: &changed) }
        return changed
    }

    /// Throws for the first setting that is not allowed.
    package func validate() throws(SettingError) {
        for setting in Setting.all {
            if let error = setting.error(in: self) { throw error }
        }
    }
}
