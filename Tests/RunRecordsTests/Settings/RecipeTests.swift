import RunRecords
import Testing

struct RecipeTests {
    @Test("The notebook's recipe is what a configuration is without options")
    func notebook() {
        #expect(Recipe.notebook.applied(to: Configuration()) == Configuration())
        #expect(!Configuration().isAugmented)
    }

    @Test("A recipe is applied before the options that change it, wherever it stands", arguments: Recipe.allCases)
    func overriding(recipe: Recipe) throws {
        let named = Setting.Change(.recipe, to: recipe.rawValue)
        let epochs = Setting.Change(.epochs, to: "7")
        let expected = recipe.applied(to: Configuration(seed: 3))
        let found = try Configuration(seed: 3).changed(by: [epochs, named])
        #expect(try found == Configuration(seed: 3).changed(by: [named, epochs]))
        #expect(found.epochs == 7 && found.schedule == expected.schedule && found.seed == 3)
        #expect(recipe.changes(in: found).map(\.option) == ["epochs"])
        #expect(recipe.changes(in: expected).isEmpty)
        try expected.validate()
    }

    @Test("A recipe decides settings, and leaves the others as they are", arguments: Recipe.allCases)
    func settings(recipe: Recipe) throws {
        let others = Setting.all.filter { setting in
            !Recipe.settings.contains { $0.option == setting.option } && setting.option != "recipe"
        }
        var before = Configuration(
            seed: 9, splitSeed: 8, validationFraction: 0.25, pixelSize: 28, mean: 0.0, standardDeviation: 1.0)
        before.elastic = 0.5
        let after = recipe.applied(to: before)
        #expect(others.map { $0.text(in: after) } == others.map { $0.text(in: before) })
        #expect(after.recipe == recipe && after.elastic != 0.5)
    }

    @Test("A name that is no recipe's is refused in words that name them")
    func unknown() {
        #expect(throws: SettingError(option: "recipe", value: "slow", allowed: "notebook, fast or best")) {
            try Configuration().changed(by: [Setting.Change(.recipe, to: "slow")])
        }
    }
}
