import Charts
import ContentHashing
import Foundation
import Reporting
import RunRecords

/// A study's files, which are put in place together with those of the run beside it, since its headline learns from the
/// study.
extension Publication {
    /// Writes what changed of a study that has just ended, and of the run beside it.
    func publish(_ study: StudyRecord) throws -> Result {
        let files = try self.files(of: study)
        let outputs = try lockedOutputs()
        return try renew(study: study, files, in: outputs)
    }

    /// The study in the folder of results; `nil` where there is none.
    func storedStudy() throws -> StudyRecord? {
        let path = StudyOutputs.recordPath(name: name)
        return try Input.readIfPresent(options.root, path).map { data in
            let record = try StudyRecord(decoding: data)
            guard record.name == name else {
                throw Failure.badData("\(path) is the study of \(record.name), not of \(name)")
            }
            return record
        }
    }

    /// All that a study renders; those without data are removed.
    func files(of study: StudyRecord) throws -> [(data: Data?, path: String)] {
        let json = try study.encoded()
        let outputs = StudyOutputs(record: study, recordSHA256: ContentHash.sha256(json))
        let drawings = try concurrently(outputs.drawings) { figure, appearance, format in
            (
                path: outputs.path(figure, appearance),
                data: try figure.render(format, appearance: appearance, dpi: StudyOutputs.dpi)
            )
        }
        return try figureFiles(
            drawings, in: StudyOutputs.figuresPath(name: name), stale: outputs.staleFigures)
            + [
                (Data(outputs.report.utf8), StudyOutputs.reportPath(name: name)),
                (json, StudyOutputs.recordPath(name: name)),
            ]
    }
}
