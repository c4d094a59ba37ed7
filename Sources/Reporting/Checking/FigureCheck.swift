import Charts
import Foundation
import RunRecords
import Synchronization

/// The committed PNG files against what the record draws.
struct FigureCheck {
    let rows: [CheckRow]

    init(_ outputs: RunOutputs, _ files: [String: Data], _ tolerance: FigureTolerance) {
        let folder = RunOutputs.figuresPath(name: outputs.record.dataset.name)
        let expected = outputs.figures.flatMap { figure in
            Appearance.allCases.map { (figure, $0, figure.fileName($0, .png)) }
        }
        // Drawing is what a check spends its time on.
        let found = Mutex<[Int: CheckRow]>([:])
        DispatchQueue.concurrentPerform(iterations: expected.count) { index in
            let (figure, appearance, name) = expected[index]
            let row = Self.compare(files[name], figure, appearance, tolerance, subject: "\(folder)/\(name)")
            found.withLock { $0[index] = row }
        }
        let strays = Set(files.keys.filter { $0.hasSuffix(".png") }).subtracting(expected.map(\.2)).sorted()
        rows =
            found.withLock { rows in expected.indices.compactMap { rows[$0] } }
            + strays.map { name in
                CheckRow(
                    subject: "\(folder)/\(name)", stated: "a figure", found: "nothing that run.json draws",
                    agrees: false)
            }
    }

    private static func compare(
        _ file: Data?, _ figure: Figure, _ appearance: Appearance, _ tolerance: FigureTolerance, subject: String
    ) -> CheckRow {
        guard let file else { return CheckRow(subject: subject, stated: "a figure", found: "missing", agrees: false) }
        do throws(ChartError) {
            // Any resolution shows the same figure: draw it at the one committed, within reason.
            let width = Int(Figure.width)
            let allowed = Drawing.resolutions
            let dpi = (pixelWidth(of: file) * 72 + width / 2) / width
            let drawn = try figure.render(
                .png, appearance: appearance, dpi: min(max(dpi, allowed.lowerBound), allowed.upperBound))
            guard drawn != file else { return CheckRow(subject, stated: "identical", found: "identical") }
            let stated = try PNG.decode(file, named: subject)
            let found = try PNG.decode(drawn, named: subject)
            guard let difference = stated.difference(from: found, tolerance: tolerance.channel) else {
                return CheckRow(
                    subject, stated: "\(stated.width) × \(stated.height) pixels",
                    found: "\(found.width) × \(found.height) pixels")
            }
            return row(difference, tolerance, subject)
        } catch {
            return CheckRow(subject: subject, stated: "a figure", found: error.description, agrees: false)
        }
    }

    /// As a PNG's header has it, big-endian in the bytes 16..<20; 0 where there is none.
    private static func pixelWidth(of file: Data) -> Int {
        file.dropFirst(16).prefix(4).reduce(0) { $0 << 8 | Int($1) }
    }

    private static func row(_ difference: PixelDifference, _ tolerance: FigureTolerance, _ subject: String) -> CheckRow
    {
        guard difference.largest > 0 else {
            return CheckRow(subject, stated: "identical pixels", found: "identical pixels")
        }
        let share = NumberFormat.percentage(difference.beyondTolerance, decimals: 4)
        return CheckRow(
            subject: subject,
            stated: "at most \(NumberFormat.percentage(tolerance.share, decimals: 4)) of pixels "
                + "more than \(tolerance.channel) of 255 apart",
            found: "\(share), the largest difference \(difference.largest)",
            agrees: difference.beyondTolerance <= tolerance.share)
    }
}
