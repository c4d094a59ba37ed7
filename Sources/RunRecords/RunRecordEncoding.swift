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
    private static let space = UInt8(ascii: " ")

    static func encoded(_ record: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return filling(try encoder.encode(record))
    }

    /// The same JSON with the numbers of each array on as few lines as `width` allows, and a final newline.
    ///
    /// Works line by line, which is safe because JSON writes no string over two lines.
    static func filling(_ pretty: Data) -> Data {
        var output: [UInt8] = []
        output.reserveCapacity(pretty.count + 1)
        var opening: ArraySlice<UInt8>?
        var numbers: [ArraySlice<UInt8>] = []
        // As an array, whose slices are several times as fast to go through as those of `Data`.
        for line in Array(pretty).split(separator: newline) {
            let text = line.drop { $0 == space }
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
                for kept in [start] + numbers { append(kept, to: &output) }
                (opening, numbers) = (nil, [])
            }
            if line.last == UInt8(ascii: "[") {
                opening = line
            } else {
                append(line, to: &output)
            }
        }
        return Data(output)
    }

    private static func startsNumber(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// A line and its end.
    private static func append(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
        output += line
        output.append(newline)
    }

    private static func append(
        _ opening: ArraySlice<UInt8>, _ numbers: [ArraySlice<UInt8>], closing: ArraySlice<UInt8>,
        to output: inout [UInt8]
    ) {
        let indentation = closing.prefix { $0 == space }
        let bracket = closing.dropFirst(indentation.count)
        let length = opening.count + numbers.reduce(0) { $0 + $1.count + 1 } + bracket.count
        let isOneLine = length <= width
        output += opening
        var column = isOneLine ? opening.count : width
        for (index, number) in numbers.enumerated() {
            if !isOneLine, column + 1 + number.count > width {
                output.append(newline)
                output += indentation
                output += [space, space]
                column = indentation.count + 2
            } else if index > 0 {
                output.append(space)
                column += 1
            }
            output += number
            column += number.count
        }
        if !isOneLine {
            output.append(newline)
            output += indentation
        }
        append(bracket, to: &output)
    }
}
