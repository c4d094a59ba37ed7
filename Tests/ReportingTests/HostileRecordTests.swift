import Foundation
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

/// Records with numbers and words replaced at random: each is refused with a sentence or survives everything that is
/// made from a record; nothing traps.
@Suite struct HostileRecordTests {
    private static let replacements = [
        "0", "1", "-1", "2", "9", "10", "255", "256", "65535", "65536", "4294967296", "1099511627776",
        "9223372036854775807", "-9223372036854775808", "18446744073709551615", "0.5", "1e-320", "1e308", "null",
        "[]", "{}", "\"\"", "true",
    ]

    @Test(arguments: 0..<4) func `Nothing made from a hostile record traps`(round: Int) throws {
        var random = SplitMix64(state: UInt64(round))
        let tokens = try Self.tokens(of: RunRecord.sample(epochs: 1).encoded())
        // Weights and losses, which outnumber all others, are fractions.
        let numbers = tokens.indices.filter { place in
            tokens[place].first?.isNumber == true && !tokens[place].contains(".")
        }
        var accepted = 0
        for _ in 0..<60 {
            var changed = tokens
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                guard let place = numbers.randomElement(using: &random) else { continue }
                changed[place] = Self.replacements.randomElement(using: &random) ?? "0"
            }
            guard let record = try? RunRecord(decoding: Data(changed.joined().utf8)) else { continue }
            accepted += 1
            _ = record.disagreements
            let outputs = RunOutputs(record: record, recordSHA256: "")
            #expect(try !outputs.report.isEmpty && !outputs.readmeSummary.isEmpty)
            let comparison = RunComparison(old: .sample(), new: record, oldName: "a", newName: "b")
            #expect(!comparison.markdown.isEmpty)
        }
        #expect(accepted > 0)
    }

    /// The numbers of a JSON text and what stands between them; digits within strings are left alone.
    private static func tokens(of json: Data) -> [String] {
        var tokens: [String] = []
        var isInString = false
        var isNumber = false
        for character in String(decoding: json, as: UTF8.self) {
            let continues =
                !isInString && (character.isNumber || "-+.eE".contains(character))
                && (isNumber || character.isNumber || character == "-")
            if continues != isNumber || tokens.isEmpty { tokens.append("") }
            tokens[tokens.count - 1].append(character)
            isNumber = continues
            if character == "\"" { isInString.toggle() }
        }
        return tokens
    }
}

/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).
private struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
