/// Words of an author with names in them that a run gives values to, in Mustache's syntax: `{{name}}`, `{{name | format}}`,
/// `{{#name}}...{{/name}}` for conditions and lists, `{{^name}}...{{/name}}` for their opposite, `{{> passage arguments}}`,
/// `{{! comment}}`; `\{{` stands for braces. A tag that writes nothing and has a line to itself takes the line with it.
///
/// Unlike Mustache, nothing is left out in silence: a name that nothing has, a list where a number is needed, an end without
/// a beginning are errors with their place, in parts of the template that this run does not reach, too.
/// Libraries for Mustache (swift-mustache among them) render unknown names as nothing, and do not say where in the template
/// a name was asked for; that, and formats after a bar, are why this is none.
package struct Template: Sendable, Equatable {
    /// The name of the file, for errors.
    package let file: String
    let nodes: [TemplateNode]

    /// - Parameter file: what errors call the template
    package init(_ text: String, file: String) throws(TemplateError) {
        self.file = file
        let bare = text.hasPrefix("\u{feff}") ? text.dropFirst() : text[...]
        nodes = try TemplateParser.nodes(of: bare.replacing("\r\n", with: "\n")[...], file: file)
    }

    /// The template with the values of a run. Throws for names that do not fit before anything is rendered.
    package func rendered<Environment: TemplateEnvironment>(
        _ context: TemplateContext, in environment: inout Environment
    ) throws(TemplateError) -> RenderedTemplate {
        try require(context.names, environment.partials)
        var rendering = TemplateRendering(file: file, environment: environment, context)
        try rendering.render(nodes)
        environment = rendering.environment
        return rendering.finished
    }

    /// Throws for the first name, format or argument that no run could give a meaning to.
    package func require(_ names: [TemplateName], _ partials: [TemplatePartial]) throws(TemplateError) {
        try TemplateChecker(file: file, partials: partials).check(nodes, [names])
    }
}

/// Text with the lines of the template that it comes from.
package struct RenderedTemplate: Sendable, Equatable {
    package internal(set) var text: String
    /// For each line of the text, the line of the template that wrote its beginning.
    package internal(set) var sourceLines: [Int]
}

/// Words that a template says itself.
package struct TemplateWords: Sendable, Equatable {
    package let text: String
    package let line: Int
}

extension Template {
    /// The words outside of tags, in order, each at most a line; those in arguments of passages too.
    package var words: [TemplateWords] { Self.words(nodes) }

    private static func words(_ nodes: [TemplateNode]) -> [TemplateWords] {
        nodes.flatMap { node -> [TemplateWords] in
            switch node {
            case .text(let text, let line): [TemplateWords(text: text, line: line)]
            case .value: []
            case .section(let section): words(section.body)
            case .partial(let use): use.arguments.flatMap { words($0.text) }
            }
        }
    }
}
