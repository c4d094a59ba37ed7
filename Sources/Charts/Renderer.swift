import CCairo
import CFontconfig
import CFreeType
import Foundation

/// What turns drawings into files here: with the same of all, the same drawing has the same bytes. This is the one
/// file that speaks to FreeType and Fontconfig.
package struct Renderer: Sendable, Equatable {
    package let cairo: String
    package let freeType: String
    /// The files of the regular and of the bold weight; empty where none was found.
    package let fontFiles: [URL]

    /// Those of this process.
    package init(_ typeface: Typeface) {
        cairo = String(cString: cairo_version_string())
        freeType = Self.freeTypeVersion
        fontFiles = ["regular", "bold"].compactMap { Self.file(of: typeface, weight: $0) }
    }

    private static var freeTypeVersion: String {
        var library: FT_Library?
        guard FT_Init_FreeType(&library) == 0 else { return "unknown" }
        defer { FT_Done_FreeType(library) }
        var (major, minor, patch) = (FT_Int(), FT_Int(), FT_Int())
        FT_Library_Version(library, &major, &minor, &patch)
        return "\(major).\(minor).\(patch)"
    }

    /// The file that Fontconfig, and so Cairo, takes for a family.
    private static func file(of typeface: Typeface, weight: String) -> URL? {
        guard let pattern = FcNameParse("\(typeface.family):\(weight)") else { return nil }
        defer { FcPatternDestroy(pattern) }
        FcConfigSubstitute(nil, pattern, FcMatchPattern)
        FcDefaultSubstitute(pattern)
        var result = FcResultNoMatch
        guard let match = FcFontMatch(nil, pattern, &result) else { return nil }
        defer { FcPatternDestroy(match) }
        var path: UnsafeMutablePointer<FcChar8>?
        guard FcPatternGetString(match, FC_FILE, 0, &path) == FcResultMatch, let path else { return nil }
        return URL(filePath: String(cString: path), directoryHint: .notDirectory)
    }
}
