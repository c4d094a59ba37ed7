/// A template on its way into text. What `TemplateChecker` refuses does not come here.
struct TemplateRendering<Environment: TemplateEnvironment> {
    private let file: String
    private(set) var environment: Environment
    /// The names in reach, those of the innermost section last.
    private var scopes: [TemplateContext]
    private var result = RenderedTemplate(text: "", sourceLines: [1])
    /// Whether a passage that had nothing to say stood last: the empty lines after it go with it.
    private var dropsEmptyLines = false

    init(file: String, environment: Environment, _ context: TemplateContext) {
        self.file = file
        self.environment = environment
        scopes = [context]
    }

    /// All that was rendered; empty lines before a passage that had nothing to say at the very end go with it.
    var finished: RenderedTemplate {
        var finished = result
        while dropsEmptyLines, finished.text.hasSuffix("\n\n") {
            finished.text.removeLast()
            finished.sourceLines.removeLast()
        }
        return finished
    }

    mutating func render(_ nodes: [TemplateNode]) throws(TemplateError) {
        for node in nodes {
            switch node {
            case .text(let text, let line): append(text, line)
            case .value(let reference, let format):
                let value = value(reference)
                if case .absent = value { throw TemplateError(.absent(reference.name), file, reference.place) }
                append(environment.text(of: value, as: format?.format), reference.place.line)
            case .section(let section): try render(section)
            case .partial(let use): try render(use)
            }
        }
    }

    private mutating func render(_ section: TemplateSection) throws(TemplateError) {
        // For each time that the body is rendered, the names in reach there beside those around it.
        var bodies: [[TemplateContext]]
        switch value(section.subject) {
        case .flag(let isTrue): bodies = isTrue ? [[]] : []
        case .list(let elements):
            let count = min(section.limit ?? elements.count, elements.count)
            bodies = (0..<count).map { [.place($0, of: count), elements[$0]] }
        case .group(let context): bodies = [[context]]
        case .number, .text: bodies = [[]]
        case .absent: bodies = []
        }
        if section.isInverted { bodies = bodies.isEmpty ? [[]] : [] }
        let outer = scopes
        for contexts in bodies {
            scopes = outer + contexts
            try render(section.body)
        }
        scopes = outer
    }

    private mutating func render(_ use: PartialUse) throws(TemplateError) {
        var arguments: [String] = []
        for argument in use.arguments {
            var rendering = self
            rendering.result = RenderedTemplate(text: "", sourceLines: [1])
            try rendering.render(argument.text)
            arguments.append(rendering.result.text)
        }
        let text = try environment.text(of: use.name, arguments) ?? ""
        guard let indentation = use.indentation else { return append(text, use.place.line) }
        guard !text.isEmpty else {
            dropsEmptyLines = true
            return
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        append(lines.map { $0.isEmpty ? "" : indentation + $0 }.joined(separator: "\n") + "\n", use.place.line)
    }

    private func value(_ reference: TemplateReference) -> TemplateValue {
        var value = scopes.reversed().lazy.compactMap { $0[reference.path[0]] }.first ?? .absent
        for part in reference.path.dropFirst() {
            guard case .group(let context) = value else { return .absent }
            value = context[part] ?? .absent
        }
        return value
    }

    private mutating func append(_ text: String, _ line: Int) {
        if text.isEmpty { return }
        if dropsEmptyLines {
            if text.allSatisfy(\.isWhitespace), text.hasSuffix("\n") { return }
            dropsEmptyLines = false
        }
        if result.text.isEmpty || result.text.hasSuffix("\n") {
            result.sourceLines[result.sourceLines.count - 1] = line
        }
        result.text += text
        // A line that the next word begins may come from elsewhere, which then says so.
        for character in text where character == "\n" { result.sourceLines.append(line) }
    }
}
