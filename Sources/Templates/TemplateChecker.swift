/// Looks up every name of a template, also where a run does not go.
struct TemplateChecker {
    let file: String
    let partials: [TemplatePartial]

    /// - Parameter scopes: the names in reach, those of the innermost section last
    func check(_ nodes: [TemplateNode], _ scopes: [[TemplateName]]) throws(TemplateError) {
        for node in nodes {
            switch node {
            case .text: break
            case .value(let reference, let format): try check(reference, format, scopes)
            case .section(let section): try check(section, scopes)
            case .partial(let use): try check(use, scopes)
            }
        }
    }

    private func check(
        _ reference: TemplateReference, _ format: PlacedFormat?, _ scopes: [[TemplateName]]
    ) throws(TemplateError) {
        let kind = try name(reference, scopes).kind
        switch kind {
        case .number, .text: break
        case .flag, .list, .group:
            throw TemplateError(.notWritable(reference.name, kind: kind), file, reference.place)
        }
        if let format, !format.format.fits(kind) {
            throw TemplateError(
                .unfitFormat(format.format.name, name: reference.name, kind: kind), file, format.place)
        }
    }

    private func check(_ section: TemplateSection, _ scopes: [[TemplateName]]) throws(TemplateError) {
        let name = try name(section.subject, scopes)
        var scopes = scopes
        switch name.kind {
        case .flag: break
        case .list(let names): if !section.isInverted { scopes += [TemplateContext.place(0, of: 1).names, names] }
        case .group(let names) where name.isOptional: if !section.isInverted { scopes.append(names) }
        case .group(let names) where !section.isInverted: scopes.append(names)
        case .number where name.isOptional, .text where name.isOptional: break
        case .number, .text, .group:
            throw TemplateError(.notSection(section.subject.name, kind: name.kind), file, section.subject.place)
        }
        if section.limit != nil {
            guard case .list = name.kind else {
                throw TemplateError(
                    .unfitFormat("first", name: section.subject.name, kind: name.kind), file, section.subject.place)
            }
        }
        try check(section.body, scopes)
    }

    private func name(_ reference: TemplateReference, _ scopes: [[TemplateName]]) throws(TemplateError) -> TemplateName
    {
        var scope = scopes.last { names in names.contains { $0.name == reference.path[0] } } ?? []
        var isOptional = false
        for (index, part) in reference.path.enumerated() {
            guard let found = scope.first(where: { $0.name == part }) else { break }
            isOptional = isOptional || found.isOptional
            if index == reference.path.count - 1 {
                return TemplateName(found.name, found.kind, isOptional: isOptional, meaning: found.meaning)
            }
            guard case .group(let names) = found.kind else { break }
            scope = names
        }
        throw TemplateError(problem(reference, scopes), file, reference.place)
    }

    /// What is wrong with a name that is not in reach.
    private func problem(_ reference: TemplateReference, _ scopes: [[TemplateName]]) -> TemplateError.Problem {
        let last = reference.path[reference.path.count - 1]
        let list = reference.path.dropLast().joined(separator: ".")
        let lists = scopes.reversed().flatMap { Self.lists($0) }
        if lists.contains(where: { $0.name == list && $0.elements.contains(last) }) {
            return .outsideOfList(last, list: list)
        }
        let known = scopes.reversed().flatMap { Self.fullNames($0) }
        return .unknownName(reference.name, nearest: NearestName.of(reference.name, among: known))
    }

    /// Lists with the names of their elements.
    private static func lists(_ names: [TemplateName]) -> [(name: String, elements: [String])] {
        names.flatMap { name -> [(name: String, elements: [String])] in
            switch name.kind {
            case .list(let elements): [(name.name, (elements + TemplateContext.place(0, of: 1).names).map(\.name))]
            case .group(let members): lists(members).map { ("\(name.name).\($0.name)", $0.elements) }
            case .number, .text, .flag: []
            }
        }
    }

    /// Names with those of groups below them, `test` before `test.accuracy`.
    private static func fullNames(_ names: [TemplateName]) -> [String] {
        names.flatMap { name -> [String] in
            guard case .group(let members) = name.kind else { return [name.name] }
            return [name.name] + fullNames(members).map { "\(name.name).\($0)" }
        }
    }

    private func check(_ use: PartialUse, _ scopes: [[TemplateName]]) throws(TemplateError) {
        guard let partial = partials.first(where: { $0.name == use.name }) else {
            throw TemplateError(
                .unknownPartial(use.name, nearest: NearestName.of(use.name, among: partials.map(\.name))), file,
                use.place)
        }
        if use.arguments.count > partial.parameters.count {
            let excess = use.arguments[partial.parameters.count]
            throw TemplateError(.excessArgument(partial: use.name, excess.plainText), file, excess.place)
        }
        for (index, parameter) in partial.parameters.enumerated() {
            guard index < use.arguments.count else {
                if parameter.isOptional { break }
                throw TemplateError(
                    .missingArgument(partial: use.name, parameter: parameter.name, choices: parameter.choices ?? []),
                    file,
                    use.place)
            }
            let argument = use.arguments[index]
            try check(argument.text, scopes)
            guard let choices = parameter.choices, !choices.contains(argument.plainText) else { continue }
            throw TemplateError(
                .unknownArgument(
                    argument.plainText, parameter: parameter.name,
                    nearest: NearestName.of(argument.plainText, among: choices), choices: choices), file, argument.place
            )
        }
    }
}

extension PartialUse.Argument {
    /// The argument as it was written, but for values in it.
    fileprivate var plainText: String {
        text.reduce(into: "") { if case .text(let words, _) = $1 { $0 += words } }
    }
}
