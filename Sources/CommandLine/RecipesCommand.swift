import ArgumentParser
import RunRecords

/// `lenet recipes`, and `lenet help recipes`: what the recipes are.
struct RecipesCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "recipes", abstract: "Show what --recipe notebook, fast and best stand for.",
        discussion: """
            A recipe gives values to the settings below; options beside it change single ones. `notebook` does what the \
            PyTorch notebook does. `fast` warms the learning rate up, lets it fall by a cosine, decays weights and warps \
            training images at random by half of what `best` does; `best` takes thirty epochs over it. `lenet report \
            --recipe best --epochs 10` is a recipe with another number of epochs.

            \(table)
            """)

    func run(in context: CommandContext) throws { try context.terminal.output(Self.table) }

    /// A row for each setting that recipes decide, a column for each recipe.
    static var table: String {
        let recipes = Recipe.allCases.map { (name: $0.rawValue, configuration: $0.applied(to: Configuration())) }
        let rows = Recipe.settings.map { setting in
            ["--" + setting.option] + recipes.map { setting.text(in: $0.configuration) }
        }
        return TextTable([["option"] + recipes.map(\.name)] + rows).text
    }
}
