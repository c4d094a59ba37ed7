import Charts
import ContentHashing
import Foundation

/// `figures/NAME/figures.json`: the hash of each figure beside it, and what drew them, so that a check knows whether it
/// can draw the same bytes.
package struct FigureManifest: Codable, Sendable, Equatable {
    /// What turned drawings into files.
    package struct Origin: Codable, Sendable, Equatable {
        package var cairo: String
        package var freeType: String
        /// SHA-256 of each font file, by its name.
        package var fonts: [String: String]
    }

    package var drawnBy: Origin
    /// SHA-256 of each figure, by its file's name.
    package var figures: [String: String]

    package static let fileName = "figures.json"

    /// Of files drawn here.
    package init(_ files: [String: Data]) {
        drawnBy = .here
        figures = files.mapValues(ContentHash.sha256)
    }

    package init(decoding data: Data) throws {
        self = try JSONDecoder().decode(Self.self, from: data)
    }

    package func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self) + Data("\n".utf8)
    }
}

extension FigureManifest.Origin {
    /// What would draw here and now.
    package static let here: FigureManifest.Origin = {
        let renderer = Renderer(Theme.light.typeface)
        let fonts = renderer.fontFiles.reduce(into: [String: String]()) { fonts, file in
            fonts[file.lastPathComponent] = (try? Data(contentsOf: file)).map(ContentHash.sha256) ?? "unreadable"
        }
        return Self(cairo: renderer.cairo, freeType: renderer.freeType, fonts: fonts)
    }()

    /// `Cairo 1.16.0, FreeType 2.12.1`, and the fonts where only they tell two apart.
    func description(besides other: Self) -> String {
        cairo == other.cairo && freeType == other.freeType
            ? "fonts "
                + fonts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.prefix(8))" }.joined(separator: ", ")
            : "Cairo \(cairo), FreeType \(freeType)"
    }
}
