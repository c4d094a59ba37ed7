import ContentHashing
import Foundation
import Templates

/// A text that a template makes.
package enum TemplateDocument: String, CaseIterable, Sendable {
    /// `report/NAME/README.md`
    case report
    /// What README.md shows of a run, between its markers.
    case summary

    /// The author's template, below the folder of all outputs.
    package func path(name: String) -> String { "report/\(name)/\(fileName)" }

    var fileName: String { "\(rawValue).md" }

    /// The template used where an author has none.
    package var builtIn: String {
        let bytes =
            switch self {
            case .report: PackageResources.report_md
            case .summary: PackageResources.summary_md
            }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The templates of a run's author, in the place of built-in ones.
package struct AuthoredTemplates: Sendable, Equatable {
    private let files: [TemplateDocument: Data]

    package static let none = AuthoredTemplates([:])

    package init(_ files: [TemplateDocument: Data]) {
        self.files = files
    }

    /// Those of a run.
    ///
    /// - Parameter read: the file at a path below the folder of all outputs; `nil` where there is none
    package init(name: String, reading read: (String) throws -> Data?) rethrows {
        files = try TemplateDocument.allCases.reduce(into: [:]) { $0[$1] = try read($1.path(name: name)) }
    }

    /// SHA-256 of each file by its name; `nil` without a file.
    package var hashes: [String: String]? {
        files.isEmpty
            ? nil : Dictionary(uniqueKeysWithValues: files.map { ($0.fileName, ContentHash.sha256($1)) })
    }

    package func isAuthored(_ document: TemplateDocument) -> Bool { files[document] != nil }

    /// Throws for the first fault that is one in any run.
    package func validate(name: String) throws(TemplateError) {
        for document in TemplateDocument.allCases where isAuthored(document) {
            try template(document, name: name).require()
        }
    }

    /// The author's template, or the built-in one.
    ///
    /// - Parameter name: the data set's, for errors
    package func template(_ document: TemplateDocument, name: String) throws(TemplateError) -> Template {
        guard let data = files[document] else {
            return try (document == .report ? Self.builtInReport : Self.builtInSummary).get()
        }
        return try Template(bytes: data, file: document.path(name: name))
    }

    private static let builtInReport = builtIn(.report)
    private static let builtInSummary = builtIn(.summary)

    private static func builtIn(_ document: TemplateDocument) -> Result<Template, TemplateError> {
        Result { () throws(TemplateError) in try Template(document.builtIn, file: "built-in \(document.fileName)") }
    }
}
