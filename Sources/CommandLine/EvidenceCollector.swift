import ContentHashing
import Datasets
import Foundation
import NeuralNetworks
import Reporting
import RunRecords
import Training

/// Reads what is committed of a run.
struct EvidenceCollector {
    let root: URL
    let name: String

    /// All files of the run and of the study beside it as they are. Throws where there is no record at all.
    func committed() throws -> CheckEvidence {
        let studyRecord = try Input.readIfPresent(root, StudyOutputs.recordPath(name: name))
        let path = RunOutputs.recordPath(name: name)
        let record = try studyRecord == nil ? Input.read(root, path) : Input.readIfPresent(root, path)
        var unreadable: [String: String] = [:]
        func file(_ path: String) -> Data? {
            do throws(Input.Fault) {
                return try Input.contents(of: Input.path(root, path), allowsPipes: false)
            } catch .missing {
                return nil
            } catch {
                unreadable[path] = error.reason
                return nil
            }
        }
        let parameters = file(RunOutputs.parametersPath(name: name))
        let badges = RunOutputs.badgePaths(name: name)
        let decoded = record.flatMap { try? RunRecord(decoding: $0) }
        let derived = decoded.flatMap { derivation($0, parameters, &unreadable) }
        var evidence = CheckEvidence(
            name: name, record: record, recordSHA256: record.map(ContentHash.sha256) ?? "",
            report: file(RunOutputs.reportPath(name: name)), readme: file("README.md"),
            page: file(RunOutputs.pagePath(name: name)), pdf: file(RunOutputs.pdfPath(name: name)),
            livePage: livePage(decoded, parameters, file),
            badges: Dictionary(
                uniqueKeysWithValues: [badges.json, badges.svg].compactMap { path in file(path).map { (path, $0) } }),
            templates: AuthoredTemplates(name: name, reading: file),
            parametersSHA256: parameters.map(ContentHash.ofTensors(in:)),
            parametersMetadata: decoded.flatMap { metadata($0, parameters) },
            figures: figures(RunOutputs.figuresPath(name: name), file), generator: .thisProgram,
            code: SourceExcerpts.all, derived: derived)
        if let studyRecord {
            evidence.study = StudyEvidence(
                record: studyRecord, report: file(StudyOutputs.reportPath(name: name)),
                figures: figures(StudyOutputs.figuresPath(name: name), file), generator: .thisProgram)
        }
        evidence.runs = Set((try? Input.reportNames(in: root)) ?? [])
        evidence.unreadable = unreadable
        return evidence
    }

    /// The record as its settings and the parameters have it, unless it contradicts itself; that there is none because the
    /// parameters are not those of its network is a fault of their file.
    private func derivation(
        _ record: RunRecord, _ parameters: Data?, _ unreadable: inout [String: String]
    ) -> RunRecord? {
        guard record.disagreements.isEmpty else { return nil }
        do throws(TrainingError) {
            return try record.derived(from: parameters)
        } catch {
            unreadable[RunOutputs.parametersPath(name: name)] = error.description
            return nil
        }
    }

    /// What the file of the parameters says of them, and what the record has to say.
    private func metadata(_ record: RunRecord, _ file: Data?) -> CheckEvidence.Metadata? {
        guard let file,
            let expected = try? Safetensors.metadata(of: record.parametersFile(file)),
            let stated = try? Safetensors.metadata(of: file)
        else { return nil }
        return CheckEvidence.Metadata(stated: stated, expected: expected)
    }

    /// The page on which one draws beside the one that record and parameters make; `nil` where there is no such page.
    private func livePage(
        _ record: RunRecord?, _ parameters: Data?, _ file: (String) -> Data?
    ) -> CheckEvidence.LivePage? {
        guard let page = file(RunOutputs.livePagePath(name: name)) else { return nil }
        let rendered = record.flatMap { record in parameters.flatMap { try? LivePage(record, parameters: $0).html } }
        return CheckEvidence.LivePage(stated: page, rendered: rendered)
    }

    /// The committed parameters; `nil` where the file is missing or not those of the network.
    func parameters(_ network: Network) -> Parameters? {
        (try? Input.readIfPresent(root, RunOutputs.parametersPath(name: name))).flatMap {
            try? Safetensors.decode($0, table: network.parameterTable)
        }
    }

    private func figures(_ folder: String, _ file: (String) -> Data?) -> [String: Data] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Input.path(root, folder))) ?? []
        var figures: [String: Data] = [:]
        for name in names where !name.hasPrefix(".") && name != StudyOutputs.folder {
            figures[name] = file("\(folder)/\(name)")
        }
        return figures
    }
}
