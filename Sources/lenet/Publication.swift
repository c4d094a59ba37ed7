import Datasets
import DurableFiles
import Foundation
import Reporting
import RunRecords

/// Puts all that can be seen of a run in its place, together: record, parameters, figures, report, README block.
struct Publication {
    private let options: OutputOptions
    private let locations: Locations
    private var name: String { locations.name }

    /// - Parameter name: the data set's
    init(_ options: OutputOptions, name: String) throws {
        self.options = options
        locations = Locations(name: name)
    }

    /// Finds what would stop the results from being written: a README without its markers, a missing font, a folder that
    /// may not be written.
    func prepare() throws {
        _ = try readme(with: "")
        try Figures.verifyFont()
        _ = try OutputSet(directory: options.root)
    }

    /// Writes what changed.
    ///
    /// - Parameter parameters: the safetensors file; `nil` leaves that of an earlier run
    /// - Returns: the absolute paths that changed.
    func publish(_ record: RunRecord, parameters: Data?) throws -> [String] {
        let rendering = try Rendering(record)
        let figures = try drawnFigures(rendering.figures)

        let outputs = try OutputSet(directory: options.root, waiting: .seconds(10))
        if let parameters { try outputs.write(parameters, to: locations.parameters) }
        for (path, data) in figures { try outputs.write(data, to: path) }
        for path in staleFigures(rendering.figures) { try outputs.remove(path) }
        try outputs.write(Data(rendering.report.utf8), to: locations.report)
        if let readme = try readme(with: rendering.readmeBlock) { try outputs.write(readme, to: locations.readme) }
        if options.html { try outputs.write(try page(record, rendering), to: locations.page) }
        try outputs.write(rendering.recordFile, to: locations.record)
        return try outputs.publish()
    }

    /// Each figure in each format, for light and for dark pages, drawn on all cores.
    private func drawnFigures(_ figures: [Figure]) throws -> [(path: String, data: Data)] {
        let jobs = figures.flatMap { figure in
            Appearance.allCases.flatMap { appearance in options.formats.map { (figure, appearance, $0) } }
        }
        return try concurrently(jobs) { figure, appearance, format in
            let data = try figure.render(format, appearance: appearance, dpi: options.dpi)
            return (locations.figure(figure.stem, appearance, format), data)
        }
    }

    /// Figures that an earlier run drew and this one does not have, and formats that were not asked for.
    private func staleFigures(_ figures: [Figure]) -> [String] {
        let drawn = Set(figures.map(\.stem))
        return Figures.stems.flatMap { stem in
            Appearance.allCases.flatMap { appearance in
                FigureFormat.allCases.filter { !drawn.contains(stem) || !options.formats.contains($0) }
                    .map { locations.figure(stem, appearance, $0) }
            }
        }
    }

    /// The README with its block replaced; `nil` where there is no README, or one that does not show this data set.
    /// MNIST's block is expected in every README, so that a marker lost by accident is noticed.
    private func readme(with block: String) throws -> Data? {
        let place = ReadmeBlock(name: name)
        guard let readme = try? Data(contentsOf: options.root.appending(path: locations.readme)) else { return nil }
        let text = String(decoding: readme, as: UTF8.self)
        let isShown = text.contains(place.beginMarker) || text.contains(place.endMarker)
        guard isShown || name == DatasetName.mnist else { return nil }
        return try place.replacing(in: readme, with: block)
    }
}
