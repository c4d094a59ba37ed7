import Foundation
import Images
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct RunRecordEncodingTests {
    @Test func `A record comes back from its JSON as it was`() throws {
        for kind in [DatasetKind.mnist, .synthetic, .files] {
            let record = RunRecord.sample(kind: kind, validationImages: kind == .files ? 0 : 60)
            #expect(try RunRecord(decoding: record.encoded()) == record)
        }
    }

    @Test func `Encoding what was decoded gives the same bytes`() throws {
        let data = try RunRecord.sample().encoded()
        #expect(try RunRecord(decoding: data).encoded() == data)
    }

    @Test func `Keys are sorted, numbers of an array stand side by side and the last line ends`() throws {
        let text = String(decoding: try RunRecord.sample().encoded(), as: UTF8.self)
        #expect(text.hasPrefix("{\n  \"code\" : ["))
        #expect(text.hasSuffix("}\n"))
        #expect(text.contains("\"inputShape\" : [1, 32, 32],\n"))
        #expect(text.contains("      [10, 0, 0, 0, 0, 0, 0, 0, 0, 0],\n"))
        #expect(text.contains("\"path\" : \"Sources/NeuralNetworks/LeNet5.swift\""))
        let numbers = text.split(separator: "\n").filter { !$0.contains("\"") }
        #expect(numbers.allSatisfy { $0.utf8.count <= 120 })
    }

    @Test func `Numbers fill lines of 120 characters where one line does not hold them`() throws {
        var record = RunRecord.sample()
        record.trainingLoss = Array(repeating: 0.125, count: 40)
        func line(_ count: Int) -> String { "    " + Array(repeating: "0.125", count: count).joined(separator: ", ") }
        let expected = "  \"trainingLoss\" : [\n\(line(16)),\n\(line(16)),\n\(line(8))\n  ]\n}\n"
        #expect(String(decoding: try record.encoded(), as: UTF8.self).hasSuffix(expected))
    }

    @Test func `Every loss is the shortest decimal that gives the float back`() throws {
        let losses: [Float] = [0.1, 1e-20, 2.3025851, 16_777_216, 0]
        var record = RunRecord.sample(epochs: 1)
        record.trainingLoss = losses + [1, 1, 1, 1]
        let text = String(decoding: try record.encoded(), as: UTF8.self)
        #expect(text.contains("\"trainingLoss\" : [0.1, 1e-20, 2.3025851, 16777216, 0, 1, 1, 1, 1]"))
        #expect(try RunRecord(decoding: Data(text.utf8)).trainingLoss == record.trainingLoss)
    }

    @Test func `The largest seed survives`() throws {
        var record = RunRecord.sample()
        record.configuration.seed = .max
        #expect(try RunRecord(decoding: record.encoded()).configuration.seed == .max)
    }

    @Test func `A record of 8,440 losses stays well under a megabyte`() throws {
        var record = RunRecord.sample(epochs: 10)
        record.dataset.trainingImages = 50_640
        record.trainingLoss = (0..<8_440).map { 1 / Float($0 + 3) }
        #expect(try record.encoded().count < 250_000)
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity])
    func `A loss that is not finite is refused by its place`(loss: Float) {
        var record = RunRecord.sample()
        record.trainingLoss[5] = loss
        #expect(throws: RunRecordError.notFinite(path: "trainingLoss[5]")) { try record.encoded() }
    }
}
