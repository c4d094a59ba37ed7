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

    /// All files of the run as they are. Throws where there is no record at all.
    func committed() throws -> CheckEvidence {
        let record = try Input.read(root, RunOutputs.recordPath(name: name))
        let readme = Input.readIfPresent(root, "README.md")
        let block = ReadmeBlock(name: name)
        let isShown = readme.map { block.isMentioned(in: $0) } ?? false
        return CheckEvidence(
            name: name, record: record, recordSHA256: ContentHash.sha256(record),
            report: Input.readIfPresent(root, RunOutputs.reportPath(name: name)), readme: readme,
            expectsReadme: isShown || (name == DatasetName.mnist && readme != nil),
            page: Input.readIfPresent(root, RunOutputs.pagePath(name: name)), livePage: livePage(record),
            parametersSHA256: Input.readIfPresent(root, RunOutputs.parametersPath(name: name)).map(ContentHash.sha256),
            figures: figures(), generator: .thisProgram, code: SourceExcerpts.all)
    }

    /// The page on which one draws beside the one that record and parameters make; `nil` where there is no such page.
    private func livePage(_ record: Data) -> CheckEvidence.LivePage? {
        guard let page = Input.readIfPresent(root, RunOutputs.livePagePath(name: name)) else { return nil }
        let rendered = Input.readIfPresent(root, RunOutputs.parametersPath(name: name)).flatMap {
            try? LivePage(RunRecord(decoding: record), parameters: $0).html
        }
        return CheckEvidence.LivePage(stated: page, rendered: rendered)
    }

    /// The committed parameters; `nil` where the file is missing or not those of the network.
    func parameters(_ network: Network) -> Parameters? {
        Input.readIfPresent(root, RunOutputs.parametersPath(name: name)).flatMap {
            try? Safetensors.decode($0, table: network.parameterTable)
        }
    }

    private func figures() -> [String: Data] {
        let folder = root.appending(path: RunOutputs.figuresPath(name: name), directoryHint: .isDirectory)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        var figures: [String: Data] = [:]
        for name in names where !name.hasPrefix(".") {
            figures[name] = Input.readIfPresent(folder, name)
        }
        return figures
    }
}
