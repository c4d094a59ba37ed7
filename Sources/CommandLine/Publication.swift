import Charts
import ContentHashing
import Datasets
import DurableFiles
import Foundation
import Reporting
import RunRecords
import Training

/// Puts all that can be seen of a run in its place, together: record, parameters, figures, report, README block.
///
/// Whatever is read in order to be written again (the record, the README) is read under the lock of the folder, so that
/// two commands never undo each other's work.
struct Publication {
    let options: OutputOptions
    let name: String
    private let context: CommandContext

    /// What became of the folder of results.
    struct Result {
        /// Absolute paths that changed.
        let changed: [String]
        /// What the user should know: why README.md does not show the run, or that a page is large, a sentence each.
        let notes: [String]
    }

    /// - Parameter name: the data set's
    init(_ options: OutputOptions, name: String, _ context: CommandContext) {
        self.options = options
        self.name = name
        self.context = context
    }

    /// Finds what would stop results from being written: a README with half a block, a missing font, a file or a folder
    /// that may not be written.
    func rehearse() throws {
        _ = try TextMeasurer.installed(Theme.light.typeface)
        try context.interruption.duringWriting {
            // Files are staged beside their places and never put there; the set takes them away again.
            let outputs = try OutputSet(directory: options.root, waiting: .seconds(10))
            outputs.removeAbandonedFiles(in: ["", "report", "figures"])
            var paths = [
                RunOutputs.recordPath(name: name), RunOutputs.reportPath(name: name),
                RunOutputs.parametersPath(name: name), RunOutputs.figuresPath(name: name) + "/figure.png",
            ]
            if try isReadmeReady() { paths.append("README.md") }
            if try isWanted(pagePath, options.html) { paths.append(pagePath) }
            if try isWanted(livePagePath, options.page) { paths.append(livePagePath) }
            let badges = RunOutputs.badgePaths(name: name)
            for path in [badges.json, badges.svg] where try isWanted(path, options.badge) { paths.append(path) }
            for path in paths { try outputs.write(Data(), to: path) }
        }
    }

    /// Writes what changed of a run that has just ended.
    ///
    /// - Parameter parameters: the safetensors file
    func publish(_ record: RunRecord, parameters: Data) throws -> Result {
        var record = record
        present(&record)
        // Before the lock, so that no other command waits for the drawing.
        let drawings = try draw(try rendered(record, nil))
        let outputs = try lockedOutputs()
        return try put(record, try storedStudy(), drawings, parameters: parameters, into: outputs)
    }

    /// Writes what changed when everything is drawn again from the record that is there, in the formats and the
    /// resolution that are asked for, or else those of the last run.
    func renew() throws -> Result {
        // A folder without a record is neither locked nor made.
        if try storedStudy() == nil { _ = try storedRecord() }
        let outputs = try lockedOutputs()
        let study = try storedStudy()
        return try renew(study: study, try study.map(files) ?? [], in: outputs)
    }

    /// Writes the files of a study, and those of the run beside it if there is one.
    func renew(study: StudyRecord?, _ files: [(data: Data?, path: String)], in outputs: OutputSet) throws -> Result {
        let hasRun = try Input.readIfPresent(options.root, RunOutputs.recordPath(name: name)) != nil
        guard study == nil || hasRun else {
            return Result(changed: try replace(files, in: outputs), notes: [])
        }
        _ = try isReadmeReady()
        var record = try storedRecord()
        present(&record)
        return try put(record, study, try draw(try rendered(record, study)), parameters: nil, files, into: outputs)
    }

    /// Puts on record how the figures are written.
    private func present(_ record: inout RunRecord) {
        if let formats = options.formats { record.presentation.formats = formats.map(\.rawValue).sorted() }
        if let dpi = options.dpi { record.presentation.dpi = dpi }
        if let license = options.modelCard { record.presentation.license = license == "none" ? nil : license }
    }

    private func storedRecord() throws -> RunRecord {
        let path = RunOutputs.recordPath(name: name)
        let record = try RunRecord(decoding: try Input.read(options.root, path))
        try record.requireAgreement()
        guard record.dataset.name == name else {
            throw Failure.badData("\(path) is the record of \(record.dataset.name), not of \(name)")
        }
        return record
    }

    private func rendered(_ record: RunRecord, _ study: StudyRecord?) throws -> RunOutputs {
        RunOutputs(record: record, recordSHA256: ContentHash.sha256(try record.encoded()), study: study)
    }

    /// The folder, locked. Results of a training are worth waiting for; Ctrl-C ends that at once.
    func lockedOutputs() throws -> OutputSet {
        do throws(FileWriteError) {
            return try OutputSet(directory: options.root)
        } catch .locked {
            if !options.quiet {
                context.terminal.error("Another command is writing into \(options.output); waiting for it to end.\n")
            }
            return try OutputSet(directory: options.root, waiting: .seconds(600))
        }
    }

    /// - Parameters:
    ///   - study: the one beside the run, if there is one
    ///   - parameters: the safetensors file; `nil` leaves that of an earlier run
    ///   - others: what else is written; those without data are removed
    private func put(
        _ record: RunRecord, _ study: StudyRecord?, _ drawings: [(path: String, data: Data)], parameters: Data?,
        _ others: [(data: Data?, path: String)] = [], into outputs: OutputSet
    ) throws -> Result {
        // Under the lock: the report states the record's hash, and the record whether the README shows the run.
        let (readme, notShown) = try readme()
        var record = record
        record.presentation.isInReadme = readme != nil
        let rendered = try rendered(record, study)
        let folder = RunOutputs.figuresPath(name: name)
        var files = others + (try figureFiles(drawings, in: folder, stale: rendered.staleFigures))
        files.append((Data(rendered.report.utf8), RunOutputs.reportPath(name: name)))
        if let parameters = try renewed(parameters, rendered.record) {
            files.append((parameters, RunOutputs.parametersPath(name: name)))
        }
        if let readme {
            let shown = try rendered.readmeBlock.replacing(in: readme, with: rendered.readmeSummary)
            files.append((shown, "README.md"))
        }
        if try isWanted(pagePath, options.html) { files.append((Data(try ReportPage(rendered).html().utf8), pagePath)) }
        for (path, data) in rendered.badges.sorted(by: { $0.key < $1.key }) where try isWanted(path, options.badge) {
            files.append((data, path))
        }
        let livePage = try livePage(rendered.record, parameters)
        if let livePage { files.append((livePage, livePagePath)) }
        files.append((try rendered.record.encoded(), RunOutputs.recordPath(name: name)))
        let changed = try replace(files, in: outputs)
        return Result(changed: changed, notes: [notShown, livePage.flatMap(sizeNote)].compactMap(\.self))
    }

    /// The new parameters, or those of the earlier run with what the record says of them; `nil` where there are none that
    /// are the record's.
    private func renewed(_ parameters: Data?, _ record: RunRecord) throws -> Data? {
        if let parameters { return parameters }
        guard let file = try Input.readIfPresent(options.root, RunOutputs.parametersPath(name: name)),
            ContentHash.ofTensors(in: file) == record.network.parametersSHA256
        else { return nil }
        return try record.parametersFile(file)
    }

    /// Puts files in place together, or none of them; those without data are removed.
    private func replace(_ files: [(data: Data?, path: String)], in outputs: OutputSet) throws -> [String] {
        var changed: [String] = []
        try context.interruption.duringWriting {
            do {
                for (data, path) in files {
                    if let data { try outputs.write(data, to: path) } else { try outputs.remove(path) }
                    try context.interruption.throwIfRequested()
                }
                changed = try outputs.publish()
            } catch {
                // Now rather than later: as soon as this is no writing any more, a signal may end the program.
                outputs.discard()
                throw error
            }
        }
        return changed
    }

    /// Whether a page is asked for, or an earlier run left one, which is renewed so that it is never stale.
    private func isWanted(_ path: String, _ isAskedFor: Bool) throws -> Bool {
        if isAskedFor { return true }
        return try Input.readIfPresent(options.root, path) != nil
    }

    private var pagePath: String { RunOutputs.pagePath(name: name) }

    /// The page on which one draws. Its parameters are the new ones, or those of the earlier run.
    private func livePage(_ record: RunRecord, _ parameters: Data?) throws -> Data? {
        guard try isWanted(livePagePath, options.page) else { return nil }
        let parameters = try parameters ?? Input.read(options.root, RunOutputs.parametersPath(name: name))
        return Data(try LivePage(record, parameters: parameters).html.utf8)
    }

    /// Said of a page that is larger than those of MNIST are: it still opens, but slowly, and many hosts refuse it.
    private func sizeNote(_ page: Data) -> String? {
        guard page.count > LivePage.usualSize else { return nil }
        return "\(livePagePath) has \(NumberFormat.count(page.count / 1_000)) kB, most of them parameters; a smaller "
            + "--pixel-size makes it smaller."
    }

    private var livePagePath: String { RunOutputs.livePagePath(name: name) }

    /// Each figure in each format, for light and for dark pages, drawn on all cores.
    private func draw(_ rendered: RunOutputs) throws -> [(path: String, data: Data)] {
        try concurrently(rendered.drawings) { figure, appearance, format in
            let data = try figure.render(format, appearance: appearance, dpi: rendered.record.presentation.dpi)
            return (rendered.path(figure, appearance, format), data)
        }
    }

    /// What becomes of a folder of figures: those drawn, the list of them, and nothing of those that an earlier run left.
    ///
    /// - Parameter stale: of the names of files in the folder those that go
    func figureFiles(
        _ drawings: [(path: String, data: Data)], in folder: String, stale: ([String]) -> [String]
    ) throws -> [(data: Data?, path: String)] {
        let manifest = FigureManifest(
            Dictionary(uniqueKeysWithValues: drawings.map { (String($0.path.dropFirst(folder.count + 1)), $0.data) }))
        let present = try? FileManager.default.contentsOfDirectory(atPath: options.root.appending(path: folder).path)
        return drawings.map { (data: Optional($0.data), path: $0.path) }
            + [(try manifest.encoded(), "\(folder)/\(FigureManifest.fileName)")]
            + stale(present ?? []).map { (nil, "\(folder)/\($0)") }
    }

    /// Whether README.md has a block for these results; throws where it has half of one, or words of somebody else in it.
    private func isReadmeReady() throws -> Bool {
        let block = ReadmeBlock(name: name)
        guard let readme = try Input.readIfPresent(options.root, "README.md"), block.isMentioned(in: readme) else {
            return false
        }
        try block.requireOwnWords(in: readme)
        return true
    }

    /// README.md where its block can be renewed, or why not. Whatever became of it since the rehearsal, the results of a
    /// training are not lost for it.
    private func readme() throws -> (contents: Data?, notShown: String?) {
        let block = ReadmeBlock(name: name)
        let markers = "the lines \(block.beginMarker) and \(block.endMarker)"
        guard let readme = try Input.readIfPresent(options.root, "README.md") else {
            return (nil, "There is no README.md to show these results; make one with \(markers).")
        }
        guard block.isMentioned(in: readme) else {
            return (nil, "README.md does not show these results; where it is to do so, add \(markers).")
        }
        do throws(ReadmeBlockError) {
            try block.requireOwnWords(in: readme)
            return (readme, nil)
        } catch {
            return (nil, "\(error) Then run `lenet render --name \(name)`.")
        }
    }
}
