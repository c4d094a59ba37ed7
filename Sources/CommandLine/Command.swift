import ArgumentParser
import Foundation

/// All that a command may use beside its arguments and the files it names.
package struct CommandContext: Sendable {
    package let terminal: Terminal
    package let environment: [String: String]
    package let interruption: Interruption

    package init(terminal: Terminal, environment: [String: String], interruption: Interruption = Interruption()) {
        self.terminal = terminal
        self.environment = environment
        self.interruption = interruption
    }

    /// Those of this process.
    static func process() -> CommandContext {
        let environment = ProcessInfo.processInfo.environment
        return CommandContext(terminal: .process(environment: environment), environment: environment)
    }

    /// The value of an environment variable; `nil` where it is not set or empty.
    func variable(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// A command of `lenet`. Whatever it throws becomes a sentence and an exit status there, in `Failure`.
protocol Command: ParsableCommand {
    func run(in context: CommandContext) throws
}

extension Command {
    package func run() throws { try run(in: .process()) }
}
