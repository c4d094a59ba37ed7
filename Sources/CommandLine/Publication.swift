import Charts
import ContentHashing
import Datasets
import DurableFiles
import Foundation
import Reporting
import RunRecords
import Templates
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
        /// What the user should know, a sentence each: why README.md does not show the run, that a page is large, numbers
        /// typed by hand into a template.
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
        if options.pdf { _ = try PDFPrinter.installed(context) }
        try templates().validate(name: name)
        if let readme = try Input.readIfPresent(options.root, "README.md") {
            try InlineValues.validate(readme, name: name)
        }
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
            if try isWanted(pdfPath, options.pdf) { paths.append(pdfPath) }
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
        let drawings = try draw(record)
        let outputs = try lockedOutputs()
        return try put(record, try storedStudy(), drawings, parameters: parameters, into: outputs)
    }

    /// Writes what changed when everything is drawn again from the record that is there, in the formats and the
    /// resolution that are asked for, or else those of the last run.
    func renew() throws -> Result {
        if options.pdf { _ = try PDFPrinter.installed(context) }
        // A folder without a record is neither locked nor made.
        if try storedStudy() == nil { _ = try storedRecord() }
        let outputs = try lockedOutputs()
        let study = try storedStudy()
        if try hasRun() { try requireWords(of: study) }
        return try renew(study: study, try study.map(files) ?? [], in: outputs)
    }

    /// Throws for a fault in the author's words, before anything is drawn or written: half a block in README.md, a template
    /// or a sentence of README.md that names what the run does not have.
    private func requireWords(of study: StudyRecord?) throws {
        _ = try isReadmeReady()
        let (rendered, _) = try rendered(try storedRecord(), study, try templates())
        try rendered.requireTexts()
        if let readme = try Input.readIfPresent(options.root, "README.md") {
            _ = try InlineValues(rendered).renewed(readme)
        }
    }

    private func hasRun() throws -> Bool {
        try Input.readIfPresent(options.root, RunOutputs.recordPath(name: name)) != nil
    }

    /// Writes the files of a study, and those of the run beside it if there is one.
    func renew(study: StudyRecord?, _ files: [(data: Data?, path: String)], in outputs: OutputSet) throws -> Result {
        guard try study == nil || hasRun() else {
            return Result(changed: try replace(files, in: outputs), notes: [])
        }
        var record = try storedRecord()
        present(&record)
        let drawings = try draw(record)
        return try put(record, study, drawings, parameters: nil, files, into: outputs)
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

    /// What a record renders, and the record's JSON, whose hash the report states.
    private func rendered(
        _ record: RunRecord, _ study: StudyRecord?, _ templates: AuthoredTemplates
    ) throws -> (outputs: RunOutputs, json: Data) {
        let json = try record.encoded()
        let outputs = RunOutputs(
            record: record, recordSHA256: ContentHash.sha256(json), study: study, templates: templates)
        return (outputs, json)
    }

    /// The author's templates beside the record.
    private func templates() throws -> AuthoredTemplates {
        try AuthoredTemplates(name: name) { try Input.readIfPresent(options.root, $0) }
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
        let readme = try readme()
        var record = record
        record.presentation.isInReadme = readme.hasBlock
        let ((rendered, json), templateFault) = try renderedInAuthorsWords(record, study)
        let (newReadme, readmeFault) = try shown(rendered, in: readme)
        let folder = RunOutputs.figuresPath(name: name)
        var files = others + (try figureFiles(drawings, in: folder, stale: rendered.staleFigures))
        files.append((Data(try rendered.report.utf8), RunOutputs.reportPath(name: name)))
        if let parameters = try renewed(parameters, rendered.record) {
            files.append((parameters, RunOutputs.parametersPath(name: name)))
        }
        if let newReadme { files.append((newReadme, "README.md")) }
        if try isWanted(pagePath, options.html) { files.append((Data(try ReportPage(rendered).html().utf8), pagePath)) }
        for (path, data) in rendered.badges.sorted(by: { $0.key < $1.key }) where try isWanted(path, options.badge) {
            files.append((data, path))
        }
        let livePage = try livePage(rendered.record, parameters)
        if let livePage { files.append((livePage, livePagePath)) }
        let (pdf, notPrinted) = try pdf(rendered, isRequired: options.pdf && parameters == nil)
        if let pdf { files.append((pdf, pdfPath)) }
        files.append((json, RunOutputs.recordPath(name: name)))
        let changed = try replace(files, in: outputs)
        let notes = [templateFault, readmeFault, notPrinted, readme.notShown, livePage.flatMap(sizeNote)]
        return Result(changed: changed, notes: rendered.warnings + notes.compactMap(\.self))
    }

    /// The run in the author's words; in the built-in ones where those have a fault, which may be a value that this run
    /// lacks, and for which no results are lost. The second value then says so.
    private func renderedInAuthorsWords(
        _ record: RunRecord, _ study: StudyRecord?
    ) throws -> (rendered: (outputs: RunOutputs, json: Data), fault: String?) {
        var record = record
        do {
            let templates = try templates()
            record.presentation.templates = templates.hashes
            let rendered = try rendered(record, study, templates)
            try rendered.outputs.requireTexts()
            return (rendered, nil)
        } catch {
            record.presentation.templates = nil
            let fault = "\(Failure(error).sentence) The built-in words were written instead; \(remedy)"
            return (try rendered(record, study, .none), fault)
        }
    }

    var remedy: String { "correct it, then run `lenet render --name \(name)`." }

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

    /// The report on paper, where it is asked for or there already and no longer right.
    ///
    /// - Parameter isRequired: whether a tool that fails is an error; otherwise the second value says so, and no results of
    ///   a training are lost
    private func pdf(_ rendered: RunOutputs, isRequired: Bool) throws -> (pdf: Data?, notPrinted: String?) {
        let old = try Input.readIfPresent(options.root, pdfPath)
        let source = old.flatMap(PrintedReport.source)
        guard options.pdf || source != nil else { return (nil, nil) }
        let printed = try PrintedReport(rendered, on: options.paper ?? source?.paper ?? .a4)
        guard printed.source != source else { return (nil, nil) }
        do {
            return (printed.pdf(try PDFPrinter.installed(context).pdf(printed.html)), nil)
        } catch  where !isRequired {
            return (
                nil, "\(Failure(error).sentence) \(pdfPath) \(old == nil ? "is missing" : "shows earlier results")."
            )
        }
    }

    private var pdfPath: String { RunOutputs.pdfPath(name: name) }
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
    private func draw(_ record: RunRecord) throws -> [(path: String, data: Data)] {
        // No figure shows the record's hash, which is not known before README.md and the templates are.
        let outputs = RunOutputs(record: record, recordSHA256: "")
        return try concurrently(outputs.drawings) { figure, appearance, format in
            let data = try figure.render(format, appearance: appearance, dpi: record.presentation.dpi)
            return (outputs.path(figure, appearance, format), data)
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
}
