import Foundation
import RunRecords

/// A small sign with the test accuracy, for a README: as the JSON that an endpoint badge of shields.io reads, and as a
/// picture that needs nobody else.
package struct Badge: Sendable, Equatable {
    let label: String
    let message: String

    init(_ record: RunRecord) {
        label = "\(record.dataset.name) accuracy"
        message = NumberFormat.percentage(record.test.accuracy)
    }

    /// See https://shields.io/badges/endpoint-badge.
    package var json: Data {
        struct Endpoint: Encodable {
            let schemaVersion = 1
            let label: String
            let message: String
            let color = Badge.color
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(Endpoint(label: label, message: message))) ?? Data()
        return data + Data("\n".utf8)
    }

    private static let color = "#0b6bcb"

    /// Texts are as wide as they are told to be, whatever font a reader has.
    package var svg: Data {
        let (left, right) = (Self.width(label), Self.width(message))
        let (width, height, margin) = (left + right, 20, 6)
        let (label, message) = (Markdown.htmlEscaped(label), Markdown.htmlEscaped(message))
        func text(_ text: String, x: Int, width: Int) -> String {
            "<text x=\"\(x + margin)\" y=\"14\" textLength=\"\(width - 2 * margin)\">\(text)</text>"
        }
        return Data(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" role="img" aria-label="\(label): \(message)">
            <title>\(label): \(message)</title>
            <clipPath id="shape"><rect width="\(width)" height="\(height)" rx="4"/></clipPath>
            <g clip-path="url(#shape)">
            <rect width="\(left)" height="\(height)" fill="#3d444d"/>
            <rect x="\(left)" width="\(right)" height="\(height)" fill="\(Self.color)"/>
            </g>
            <g fill="#fff" font-family="DejaVu Sans,Verdana,sans-serif" font-size="11">
            \(text(label, x: 0, width: left))
            \(text(message, x: left, width: right))
            </g>
            </svg>

            """.utf8)
    }

    /// In pixels, with a margin on either side: letters of 11 pixels are 6.5 wide on average.
    private static func width(_ text: String) -> Int { 12 + (text.count * 13 + 1) / 2 }
}
