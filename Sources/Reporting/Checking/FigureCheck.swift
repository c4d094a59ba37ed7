import Charts
import Foundation

/// The committed PNG files against what the record draws.
struct FigureCheck {
    let rows: [CheckRow]

    init(_ outputs: RunOutputs, _ files: [String: Data], _ tolerance: FigureTolerance) {
        let folder = RunOutputs.figuresPath(name: outputs.record.dataset.name)
        var expected: Set<String> = []
        var rows: [CheckRow] = []
        for figure in outputs.figures {
            for appearance in Appearance.allCases {
                let name = RunOutputs.fileName(figure, appearance, .png)
                expected.insert(name)
                let subject = "\(folder)/\(name)"
                guard let file = files[name] else {
                    rows.append(CheckRow(subject: subject, stated: "a figure", found: "missing", agrees: false))
                    continue
                }
                rows.append(Self.compare(file, figure, appearance, tolerance, subject: subject))
            }
        }
        for name in files.keys.sorted() where name.hasSuffix(".png") && !expected.contains(name) {
            rows.append(
                CheckRow(
                    subject: "\(folder)/\(name)", stated: "a figure", found: "nothing that run.json draws",
                    agrees: false))
        }
        self.rows = rows
    }

    private static func compare(
        _ file: Data, _ figure: Figure, _ appearance: Appearance, _ tolerance: FigureTolerance, subject: String
    ) -> CheckRow {
        do throws(ChartError) {
            let stated = try PNG.decode(file, named: subject)
            // Any resolution shows the same figure: draw it at the one committed.
            let dpi = Int((Double(stated.width) * 72 / Figure.width).rounded())
            let drawn = try figure.render(.png, appearance: appearance, dpi: dpi)
            guard drawn != file else { return CheckRow(subject, stated: "identical", found: "identical") }
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
