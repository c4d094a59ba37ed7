import Foundation
import RunRecords

/// What a check looks at: the committed bytes, and whatever was computed anew. `nil` where a file is missing or a
/// computation was not asked for.
package struct CheckEvidence: Sendable {
    /// The data set's name under which the files were looked for.
    package var name: String
    /// The bytes of `report/NAME/run.json`, and their SHA-256 in lowercase hexadecimal.
    package var record: Data?
    package var recordSHA256: String
    /// The bytes of `report/NAME/README.md`.
    package var report: Data?
    /// The bytes of `README.md`.
    package var readme: Data?
    /// The bytes of `report/NAME/index.html`, which need not be there.
    package var page: Data?
    /// `report/NAME/live.html`, which need not be there.
    package var livePage: LivePage?
    /// The bytes of `report/NAME/report.pdf`, which need not be there.
    package var pdf: Data?
    /// The names of all runs beside it.
    package var runs: Set<String> = []
    /// The author's templates.
    package var templates: AuthoredTemplates
    /// The bytes of those files of a badge that are there, by their paths.
    package var badges: [String: Data]
    /// SHA-256 in lowercase hexadecimal of `report/NAME/lenet.safetensors`, were it without metadata.
    package var parametersSHA256: String?
    /// What the same file says of the network.
    package var parametersMetadata: Metadata?
    /// The bytes of each file in `figures/NAME` by its name.
    package var figures: [String: Data]
    /// Why a file that is there could not be read, by its path.
    package var unreadable: [String: String]
    /// The program that checks.
    package var generator: Generator?
    /// The passages of source compiled into the program that checks.
    package var code: [CodeExcerpt]?
    /// The record with all that its settings and the parameters decide computed anew.
    package var derived: RunRecord?
    /// The data set, where it was read.
    package var dataset: DatasetIdentity?
    /// What the committed parameters make of the test images, where they were evaluated anew.
    package var confusion: ConfusionMatrix?
    /// The record of the whole run repeated from its seed.
    package var retrained: RunRecord?
    /// The least test accuracy that is good enough, in percent.
    package var minimumAccuracy: Double?
    /// The study beside the run; `nil` where there is none.
    package var study: StudyEvidence?

    /// Texts in a file by their names, beside those that follow from the record.
    package struct Metadata: Sendable {
        package var stated: [String: String]
        package var expected: [String: String]

        package init(stated: [String: String], expected: [String: String]) {
            (self.stated, self.expected) = (stated, expected)
        }
    }

    /// A page on which one draws.
    package struct LivePage: Sendable {
        package var stated: Data
        /// What record and parameters make; `nil` where these do not go together or are missing.
        package var rendered: String?

        package init(stated: Data, rendered: String?) {
            (self.stated, self.rendered) = (stated, rendered)
        }
    }

    package init(
        name: String, record: Data?, recordSHA256: String, report: Data?, readme: Data?,
        page: Data? = nil, pdf: Data? = nil, livePage: LivePage? = nil, badges: [String: Data] = [:],
        templates: AuthoredTemplates = .none,
        parametersSHA256: String?, parametersMetadata: Metadata? = nil, figures: [String: Data],
        generator: Generator? = nil,
        code: [CodeExcerpt]? = nil, unreadable: [String: String] = [:], derived: RunRecord? = nil,
        dataset: DatasetIdentity? = nil, confusion: ConfusionMatrix? = nil, retrained: RunRecord? = nil,
        minimumAccuracy: Double? = nil
    ) {
        self.name = name
        self.record = record
        self.recordSHA256 = recordSHA256
        self.report = report
        self.readme = readme
        self.page = page
        self.livePage = livePage
        self.badges = badges
        self.templates = templates
        self.pdf = pdf
        self.parametersSHA256 = parametersSHA256
        self.parametersMetadata = parametersMetadata
        self.figures = figures
        self.unreadable = unreadable
        self.generator = generator
        self.code = code
        self.derived = derived
        self.dataset = dataset
        self.confusion = confusion
        self.retrained = retrained
        self.minimumAccuracy = minimumAccuracy
    }
}
