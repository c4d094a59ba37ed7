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

    /// - Parameters:
    ///   - file: what errors call the template
    ///   - place: where the text begins in that file
    package init(
        _ text: String, file: String, at place: TemplatePlace = TemplatePlace(line: 1, column: 1)
    ) throws(TemplateError) {
        self.file = file
        let bare = text.hasPrefix("\u{feff}") ? text.dropFirst() : text[...]
        nodes = try TemplateParser.nodes(of: bare.replacing("\r\n", with: "\n")[...], file: file, at: place)
    }

    /// - Parameter bytes: UTF-8
    package init(bytes: some Collection<UInt8>, file: String) throws(TemplateError) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw TemplateError(.notText, file, TemplatePlace(line: line + 1, column: 1))
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw TemplateError(.empty, file, TemplatePlace(line: 1, column: 1))
        }
        try self.init(text, file: file)
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
    package var text: String
    /// For each line of the text, the line of the template that wrote its beginning.
    package var sourceLines: [Int]
}

extension Template {
    /// The words of each line that are its own, with a placeholder where tags stand; those in arguments of passages too.
    package var lines: [(number: Int, words: String)] {
        var lines: [(number: Int, words: String)] = []
        for (line, words) in Self.words(nodes) {
            if line == lines.last?.number { lines[lines.count - 1].words += words } else { lines.append((line, words)) }
        }
        return lines.map { ($0.number, $0.words.filter { $0 != "\n" }) }
    }

    /// The titles of its sections, those with two signs.
    package var headings: Set<String> {
        Set(lines.map(\.words).filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) })
    }

    private static let placeholder = "\u{fffc}"

    private static func words(_ nodes: [TemplateNode]) -> [(line: Int, words: String)] {
        nodes.flatMap { node -> [(line: Int, words: String)] in
            switch node {
            case .text(let text, let line): [(line, text)]
            case .value(let reference, _): [(reference.place.line, placeholder)]
            case .section(let section): words(section.body)
            case .partial(let use): use.arguments.flatMap { words($0.text) }
            }
        }
    }
}
