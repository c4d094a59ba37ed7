import Charts
import ContentHashing
import Datasets
import DurableFiles
import Foundation
import Reporting
import RunRecords

/// Puts all that can be seen of a run in its place, together: record, parameters, figures, report, README block.
struct Publication {
    private let options: OutputOptions
    private let name: String
    private let interruption: Interruption

    /// - Parameter name: the data set's
    init(_ options: OutputOptions, name: String, _ interruption: Interruption) {
        self.options = options
        self.name = name
        self.interruption = interruption
    }

    /// Finds what would stop results from being written: a README without its markers, a missing font, a folder that
    /// may not be written.
    func prepare() throws {
        _ = try readme(ReadmeBlock(name: name), with: "")
        _ = try TextMeasurer.installed(Theme.light.typeface)
        let paths = [
            RunOutputs.recordPath(name: name), RunOutputs.reportPath(name: name),
            RunOutputs.parametersPath(name: name), RunOutputs.figuresPath(name: name) + "/figure.png",
        ]
        try interruption.duringWriting {
            // Files are staged beside their places and never put there; the set takes them away again.
            let rehearsal = try OutputSet(directory: options.root, waiting: .seconds(10))
            for path in paths { try rehearsal.write(Data(), to: path) }
        }
    }

    /// Writes what changed.
    ///
    /// - Parameter parameters: the safetensors file; `nil` leaves that of an earlier run
    /// - Returns: the absolute paths that changed.
    func publish(_ record: RunRecord, parameters: Data?) throws -> [String] {
        var record = record
        record.presentation = Presentation(
            formats: options.formats.map(\.rawValue), dpi: options.dpi,
            isInReadme: try readme(ReadmeBlock(name: name), with: "") != nil)
        let recordFile = try record.encoded()
        let rendered = RunOutputs(record: record, recordSHA256: ContentHash.sha256(recordFile))
        let drawings = try draw(rendered)
        let readme = try readme(rendered.readmeBlock, with: rendered.readmeSummary)
        let page = try page(rendered)
        let livePage = try livePage(record, parameters)

        var files = drawings.map { (data: Optional($0.data), path: $0.path) }
        files += stale(rendered).map { (nil, $0) }
        files.append((Data(rendered.report.utf8), RunOutputs.reportPath(name: name)))
        if let parameters { files.append((parameters, RunOutputs.parametersPath(name: name))) }
        if let readme { files.append((readme, "README.md")) }
        if let page { files.append((page, pagePath)) }
        if let livePage { files.append((livePage, livePagePath)) }
        files.append((recordFile, RunOutputs.recordPath(name: name)))
        return try replace(files)
    }

    /// Puts files in place together, or none of them; those without data are removed.
    private func replace(_ files: [(data: Data?, path: String)]) throws -> [String] {
        // Waiting for another run is no writing: a signal ends it at once.
        let outputs = try OutputSet(directory: options.root, waiting: .seconds(10))
        var changed: [String] = []
        try interruption.duringWriting {
            do {
                for (data, path) in files {
                    if let data { try outputs.write(data, to: path) } else { try outputs.remove(path) }
                    try interruption.throwIfRequested()
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

    /// The page, where it is asked for; one that an earlier run left is renewed, so that it is never stale.
    private func page(_ rendered: RunOutputs) throws -> Data? {
        let exists = FileManager.default.fileExists(atPath: options.root.appending(path: pagePath).path)
        return options.html || exists ? Data(try ReportPage(rendered).html().utf8) : nil
    }

    private var pagePath: String { RunOutputs.pagePath(name: name) }

    /// The page on which one draws, on the same terms. Its parameters are the new ones, or those of the earlier run.
    private func livePage(_ record: RunRecord, _ parameters: Data?) throws -> Data? {
        guard options.page || Input.readIfPresent(options.root, livePagePath) != nil else { return nil }
        let parameters = try parameters ?? Input.read(options.root, RunOutputs.parametersPath(name: name))
        return Data(try LivePage(record, parameters: parameters).html.utf8)
    }

    private var livePagePath: String { RunOutputs.livePagePath(name: name) }

    /// Each figure in each format, for light and for dark pages, drawn on all cores.
    private func draw(_ rendered: RunOutputs) throws -> [(path: String, data: Data)] {
        let jobs = rendered.figures.flatMap { figure in
            Appearance.allCases.flatMap { appearance in options.formats.map { (figure, appearance, $0) } }
        }
        return try concurrently(jobs) { figure, appearance, format in
            let data = try figure.render(format, appearance: appearance, dpi: options.dpi)
            return (rendered.path(figure, appearance, format), data)
        }
    }

    /// Figures that an earlier run left and this one does not draw.
    private func stale(_ rendered: RunOutputs) -> [String] {
        let folder = RunOutputs.figuresPath(name: name)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: options.root.appending(path: folder).path))
        return rendered.staleFigures(among: names ?? [], formats: options.formats).map { folder + "/" + $0 }
    }

    /// The README with its block replaced; `nil` where there is none, or where it does not show this data set.
    /// MNIST's block is expected in every README, so that a marker lost by accident is noticed.
    private func readme(_ block: ReadmeBlock, with summary: String) throws -> Data? {
        guard let readme = try? Data(contentsOf: options.root.appending(path: "README.md")) else { return nil }
        guard name == DatasetName.mnist || block.isMentioned(in: readme) else { return nil }
        return try block.replacing(in: readme, with: summary)
    }
}

extension ReadmeBlock {
    /// Whether either marker is in a text.
    func isMentioned(in readme: Data) -> Bool {
        let text = String(decoding: readme, as: UTF8.self)
        return text.contains(beginMarker) || text.contains(endMarker)
    }
}
