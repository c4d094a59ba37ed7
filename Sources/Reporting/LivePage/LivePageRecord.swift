import Charts
import Foundation
import Images
import LivePageModules
import RunRecords

/// What the page's script knows of a run; `network.js` has the same as a type.
struct LivePageRecord: Encodable {
    struct Input: Encodable {
        let channels: Int
        let side: Int
        let rows: Int
        let columns: Int
        let mean: [Double]
        let standardDeviation: [Double]
    }

    struct Stage: Encodable {
        enum Kind: String, Encodable { case convolution, maxPool, linear }

        let name: String
        let kind: Kind
        let relu: Bool
        /// The side of filters or of pooled blocks; 0 for linear stages.
        let window: Int
        let inputShape: [Int]
        let outputShape: [Int]
        let weights: Int
        let biases: Int
    }

    struct Exhibit: Encodable {
        let pixels: Data
        let label: Int
        let index: Int?
        let logits: [Float]
    }

    struct Group: Encodable {
        let title: String
        let images: [Exhibit]
    }

    struct Colors: Encodable {
        let glow: [String]
        let diverging: [String]
    }

    let network: String
    let dataset: String
    let classes: [String]
    let areDigits: Bool
    let input: Input
    let stages: [Stage]
    /// Little-endian.
    let parameters: Data
    let exhibits: [Group]
    let colors: Colors

    init(_ record: RunRecord, parameters: [Float], logits: [[Float]]) {
        let names = ClassNames(record.dataset)
        network = record.network.name
        dataset = record.dataset.name
        classes = (0..<record.dataset.classes).map(names.name)
        areDigits = names.noun == "digit"
        let channels = record.network.inputShape.first ?? 1
        input = Input(
            channels: channels, side: record.configuration.pixelSize, rows: record.dataset.rows,
            columns: record.dataset.columns,
            mean: record.configuration.mean.values,
            standardDeviation: record.configuration.standardDeviation.values)
        stages = Self.stages(record.network)
        self.parameters = parameters.reduce(into: Data(capacity: parameters.count * 4)) { data, value in
            withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
        }
        var rest = logits[...]
        exhibits = LivePageGroup.all(of: record).map { group in
            Group(
                title: group.title,
                images: group.images.map { image, index in
                    Exhibit(
                        pixels: Data(image.image.pixels), label: image.label, index: index,
                        logits: rest.popFirst() ?? [])
                })
        }
        colors = Colors(
            glow: Theme.light.glow.map(\.hexadecimal), diverging: Theme.light.diverging.map(\.hexadecimal))
    }

    /// The layers that compute, each with the shapes around it. What a layer does follows from its shapes and from
    /// whether it has parameters: pooling makes maps smaller without any; flattening, which changes nothing, is no stage.
    private static func stages(_ network: NetworkSummary) -> [Stage] {
        var inputShape = network.inputShape
        return network.layers.compactMap { layer in
            let outputShape = layer.outputShape
            let biases = layer.parameters > 0 ? outputShape.first ?? 0 : 0
            func stage(_ kind: Stage.Kind, window: Int) -> Stage {
                defer { inputShape = outputShape }
                return Stage(
                    name: layer.name, kind: kind, relu: layer.operation.contains("ReLU"), window: window,
                    inputShape: inputShape, outputShape: outputShape, weights: layer.parameters - biases, biases: biases
                )
            }
            if outputShape.count == 3, inputShape.count == 3 {
                if layer.parameters > 0 { return stage(.convolution, window: inputShape[1] - outputShape[1] + 1) }
                let window = inputShape[1] / max(outputShape[1], 1)
                return window > 1 ? stage(.maxPool, window: window) : nil
            }
            return layer.parameters > 0 ? stage(.linear, window: 0) : nil
        }
    }
}

/// Recorded images under one heading.
struct LivePageGroup {
    let title: String
    /// Each with its position in the test set, where that is on record.
    let images: [(image: LabeledImage, index: Int?)]

    /// Images may have so many bytes together, that a page with color images stays as small as others; those of the
    /// first groups come first.
    private static let room = 150_000

    static func all(of record: RunRecord) -> [LivePageGroup] {
        let exhibits = record.exhibits
        let groups = [
            LivePageGroup(title: "Test images", images: exhibits.originals.map { ($0, nil) }),
            LivePageGroup(
                title: "Mistakes",
                images: exhibits.mistakes.map { (LabeledImage(image: $0.image, label: $0.actual), $0.index) }),
            LivePageGroup(title: "Training images", images: exhibits.someDigits.map { ($0, nil) }),
        ]
        var room = Self.room
        return groups.map { group in
            let fitting = group.images.prefix { shown in
                room -= shown.image.image.pixels.count
                return room >= 0
            }
            return LivePageGroup(title: group.title, images: Array(fitting))
        }
    }
}

/// The page's style: the figures' colors as variables, then `style.css`.
enum LivePageStyle {
    static var css: String {
        """
        :root {
        \(variables(.light))
        }
        @media (prefers-color-scheme: dark) {
        :root {
        \(variables(.dark))
        }
        }

        """ + LivePage.text(LivePageFiles.style)
    }

    private static func variables(_ theme: Theme) -> String {
        let named = [
            ("background", theme.background), ("ink", theme.ink), ("muted", theme.mutedInk), ("axis", theme.axis),
            ("grid", theme.grid), ("shade", theme.shade), ("alert", theme.alert), ("tile-outline", theme.tileOutline),
        ]
        let series = theme.series.enumerated().map { ("series-\($0)", $1) }
        return (named + series).map { "  --\($0): \($1.hexadecimal);" }.joined(separator: "\n")
    }
}

extension Color {
    /// `#rrggbb`
    fileprivate var hexadecimal: String {
        "#"
            + [red, green, blue].map { value in
                let digits = String(value, radix: 16)
                return digits.count == 1 ? "0" + digits : digits
            }.joined()
    }
}
