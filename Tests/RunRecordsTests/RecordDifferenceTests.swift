import Foundation
import Images
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct RecordDifferenceTests {
    @Test func `Equal records do not differ`() {
        #expect(RunRecord.sample().differences(from: .sample()).isEmpty)
    }

    /// Changes all values of the JSON in turn, found by walking it, so that a field added later is among them.
    @Test func `A value changed anywhere in the JSON is named by its place`() throws {
        let original = RunRecord.sample()
        let json = try JSONSerialization.jsonObject(with: original.encoded())
        let paths = Set(Self.leaves(json, at: "").map { $0.replacing(/\[\d+\]/, with: "[]") })
        #expect(paths.count > 50)
        for path in paths {
            let first = path.replacing("[]", with: "[0]")
            let data = try JSONSerialization.data(withJSONObject: Self.changing(json, at: first[...]))
            // What cannot be decoded never reaches a comparison.
            guard let changed = try? JSONDecoder().decode(RunRecord.self, from: data) else { continue }
            #expect(changed != original, "\(first)")
            let named = original.differences(from: changed).map(\.path)
            #expect(named.count == 1 && named[0].hasPrefix(first), "\(first) is named \(named)")
        }
    }

    private static func leaves(_ value: Any, at path: String) -> [String] {
        switch value {
        case let members as [String: Any]:
            members.flatMap { leaves($0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
        case let elements as [Any]: elements.prefix(1).flatMap { leaves($0, at: "\(path)[0]") }
        default: [path]
        }
    }

    /// The tree with another value of the same type at a path.
    private static func changing(_ value: Any, at path: Substring) -> Any {
        if var members = value as? [String: Any] {
            let key = members.keys.filter { path.hasPrefix($0) }.max { $0.count < $1.count } ?? ""
            members[key] = members[key].map { changing($0, at: path.dropFirst(key.count).trimmingPrefix(".")) }
            return members
        }
        if var elements = value as? [Any], !elements.isEmpty {
            elements[0] = changing(elements[0], at: path.dropFirst("[0]".count).trimmingPrefix("."))
            return elements
        }
        switch value {
        case let text as String where text.count > 64: return "////" + text.dropFirst(4)
        case let text as String: return "x" + text.dropFirst()
        case let number as NSNumber: return number.doubleValue + 1
        default: return value
        }
    }

    @Test func `Of many places the first is shown, the others are counted`() {
        var record = RunRecord.sample()
        for index in 4..<27 { record.trainingLoss[index] = 7 }
        let found = RunRecord.sample().differences(from: record)
        #expect(
            found == [RecordDifference(path: "trainingLoss[4]", first: "0.45999998", second: "7", others: 22)])
        #expect(found.first?.remark == "and 22 more differ")
        record = .sample()
        let image = record.exhibits.originals[1].image
        let pixels = image.pixels.enumerated().map { (2..<5).contains($0.offset) ? $0.element ^ 1 : $0.element }
        record.exhibits.originals[1].image = Image(image.shape, pixels: pixels)
        record.exhibits.originals[2].label = 7
        let images = RunRecord.sample().differences(from: record)
        #expect(images.map(\.path) == ["exhibits.originals[1].image.pixels[2]"])
        #expect(images.map(\.others) == [3])
    }

    @Test func `Values are told in words, long texts from shortly before the place where they part`() {
        func difference(_ change: (inout RunRecord) -> Void) -> RecordDifference? {
            var record = RunRecord.sample()
            change(&record)
            return RunRecord.sample().differences(from: record).first
        }
        #expect(difference { $0.epochs[1].validationAccuracy = nil }?.second == "absent")
        #expect(difference { $0.dataset.name = "" }?.second == "an empty text")
        #expect(difference { $0.dataset.trainingImages = 54_000 }?.second == "54,000")
        #expect(difference { $0.configuration.seed = .max }?.second == "18446744073709551615")
        #expect(difference { $0.presentation.isInReadme = true }?.second == "true")
        #expect(difference { $0.trainingLoss.removeLast() }?.path == "trainingLoss.count")
        #expect(difference { $0.trainingLoss[1] = .infinity }?.second == "infinite")
        let long = String(repeating: "a", count: 200)
        var (first, second) = (RunRecord.sample(), RunRecord.sample())
        (first.network.name, second.network.name) = (long + "b", long + "c")
        let parted = first.differences(from: second).first
        #expect(parted?.first == "…" + String(repeating: "a", count: 26) + "b")
    }
}
