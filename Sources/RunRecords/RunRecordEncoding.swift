import Foundation

extension RunRecord {
    /// The record as JSON: sorted keys, one key a line, numbers of an array side by side, every number the shortest
    /// decimal that gives it back, a newline at the end. The same record always gives the same bytes.
    ///
    /// Throws `.notFinite` where training diverged and a number is infinite or none.
    package func encoded() throws(RunRecordError) -> Data {
        do {
            return try JSONLayout.encoded(self)
        } catch EncodingError.invalidValue(_, let context) {
            throw .notFinite(path: context.codingPath.jsonPath)
        } catch {
            throw .notJSON(reason: "\(error)")
        }
    }
}

/// Foundation prints one number a line; a loss curve would be thousands of lines long.
enum JSONLayout {
    private static let width = 120
    private static let newline = UInt8(ascii: "\n")

    static func encoded(_ record: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return filling(try encoder.encode(record))
    }

    /// The same JSON with the numbers of each array on as few lines as `width` allows, and a final newline.
    ///
    /// Works line by line, which is safe because JSON writes no string over two lines.
    static func filling(_ pretty: Data) -> Data {
        var output = Data()
        var opening: Data.SubSequence?
        var numbers: [Data.SubSequence] = []
        for line in pretty.split(separator: newline, omittingEmptySubsequences: true) {
            let text = line.drop { $0 == UInt8(ascii: " ") }
            if let start = opening {
                if text.first.map(startsNumber) == true {
                    numbers.append(text)
                    continue
                }
                if text.first == UInt8(ascii: "]") {
                    append(start, numbers, closing: line, to: &output)
                    (opening, numbers) = (nil, [])
                    continue
                }
                for kept in [start] + numbers { output += kept + [newline] }
                (opening, numbers) = (nil, [])
            }
            if line.last == UInt8(ascii: "[") {
                opening = line
            } else {
                output += line + [newline]
            }
        }
        return output
    }

    private static func startsNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func append(
        _ opening: Data, _ numbers: [Data], closing: Data, to output: inout Data
    ) {
        let indentation = closing.prefix { $0 == UInt8(ascii: " ") }
        let bracket = closing.dropFirst(indentation.count)
        let length = opening.count + numbers.reduce(0) { $0 + $1.count + 1 } + bracket.count
        if length <= width {
            output += opening + numbers.joined(separator: [UInt8(ascii: " ")]) + bracket + [newline]
            return
        }
        output += opening + [newline]
        var line = Data()
        for number in numbers {
            if !line.isEmpty, line.count + 1 + number.count > width {
                output += line + [newline]
                line = Data()
            }
            line += (line.isEmpty ? indentation + Data("  ".utf8) : Data(" ".utf8)) + number
        }
        output += line + [newline] + closing + [newline]
    }
}
