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
        let readme = file("README.md")
        let block = ReadmeBlock(name: name)
        let isShown = readme.map { block.isMentioned(in: $0) } ?? false
        return CheckEvidence(
            name: name, record: record, recordSHA256: ContentHash.sha256(record),
            report: file(RunOutputs.reportPath(name: name)), readme: readme,
            expectsReadme: isShown,
            page: file(RunOutputs.pagePath(name: name)), livePage: livePage(record, file),
            parametersSHA256: file(RunOutputs.parametersPath(name: name)).map(ContentHash.sha256),
            figures: figures(file), generator: .thisProgram, code: SourceExcerpts.all, unreadable: unreadable)
    }

    /// The page on which one draws beside the one that record and parameters make; `nil` where there is no such page.
    private func livePage(_ record: Data, _ file: (String) -> Data?) -> CheckEvidence.LivePage? {
        guard let page = file(RunOutputs.livePagePath(name: name)) else { return nil }
        let rendered = file(RunOutputs.parametersPath(name: name)).flatMap {
            try? LivePage(RunRecord(decoding: record), parameters: $0).html
        }
        return CheckEvidence.LivePage(stated: page, rendered: rendered)
    }

    /// The committed parameters; `nil` where the file is missing or not those of the network.
    func parameters(_ network: Network) -> Parameters? {
        (try? Input.readIfPresent(root, RunOutputs.parametersPath(name: name))).flatMap {
            try? Safetensors.decode($0, table: network.parameterTable)
        }
    }

    private func figures(_ file: (String) -> Data?) -> [String: Data] {
        let folder = RunOutputs.figuresPath(name: name)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: Input.path(root, folder))) ?? []
        var figures: [String: Data] = [:]
        for name in names where !name.hasPrefix(".") {
            figures[name] = file("\(folder)/\(name)")
        }
        return figures
    }
}
