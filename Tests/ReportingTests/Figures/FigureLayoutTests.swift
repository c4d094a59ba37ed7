import Charts
import Images
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

/// No text of any figure leaves its page or crosses another, whatever the run was like.
@Suite struct FigureLayoutTests {
    /// What is wrong with the texts of all figures of a record, in both appearances.
    private func faults(_ record: RunRecord) throws -> [String] {
        let measurer = try TextMeasurer.installed(.dejaVuSans)
        return Figure.all(of: record).flatMap { figure in
            Appearance.allCases.flatMap { appearance in
                faults(figure.drawing(appearance, measurer: measurer), measurer).map { "\(figure.stem): \($0)" }
            }
        }
    }

    private func faults(_ drawing: Drawing, _ measurer: TextMeasurer) -> [String] {
        let page = Rect(x: 0, y: 0, width: drawing.size.width, height: drawing.size.height)
        let boxes = drawing.texts.map { (text: $0.string, box: measurer.box(of: $0)) }
        let outside = boxes.filter { !page.inset(by: 2).contains($0.box) }.map { "\($0.text) leaves the page" }
        // Sorted by height, only neighbors need be compared.
        let sorted = boxes.sorted { $0.box.y < $1.box.y }
        let crossing = sorted.indices.flatMap { first in
            sorted[(first + 1)...].prefix { $0.box.y < sorted[first].box.maxY }
                .filter { $0.box.overlaps(sorted[first].box) }.map { "\($0.text) crosses \(sorted[first].text)" }
        }
        return outside + crossing
    }

    @Test(arguments: [1, 2, 3, 10, 47, 100])
    func `Any number of epochs`(epochs: Int) throws {
        #expect(try faults(.sample(epochs: epochs)) == [])
        #expect(try faults(.sample(epochs: epochs, validationImages: 0)) == [])
    }

    @Test(arguments: [2, 3, 10, 47, 100])
    func `Any number of classes`(classes: Int) throws {
        #expect(try faults(.sample(confusion: .sample(classes: classes, each: 4321, mistakes: [(1, 0, 999)]))) == [])
    }

    @Test(arguments: [2, 10, 47])
    func `Long names of classes`(classes: Int) throws {
        for name in ["a name of many words, ending in number", "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"] {
            var record = RunRecord.sample(
                kind: .files, confusion: .sample(classes: classes, each: 4321, mistakes: [(1, 0, 999), (0, 1, 5)]))
            record.dataset.classNames = (0..<classes).map { "\(name) \($0)" }
            #expect(try faults(record) == [])
        }
    }

    @Test func `No mistakes`() throws {
        #expect(try faults(.sample(confusion: .sample(mistakes: []))) == [])
    }

    @Test func `Nothing learned`() throws {
        var counts = ConfusionMatrix(classes: 10)
        for actual in 0..<10 { for _ in 0..<50 { counts.record(actual: actual, predicted: 1) } }
        let record = RunRecord.sample(confusion: counts, loss: { _, _ in 2.302585 }, accuracies: { _ in (54, 6) })
        #expect(try faults(record) == [])
    }

    @Test(arguments: [Float.nan, .infinity, 0, 1e-9, 1e9])
    func `Losses of any size`(loss: Float) throws {
        #expect(try faults(.sample(loss: { _, _ in loss })) == [])
        #expect(try faults(.sample(loss: { $0 == 1 ? loss : Float($1) })) == [])
    }

    @Test func `Every accuracy perfect, and all the same`() throws {
        #expect(try faults(.sample(confusion: .sample(mistakes: []), accuracies: { _ in (540, 60) })) == [])
    }

    @Test func `A batch of one image`() throws {
        var record = RunRecord.sample()
        record.configuration.batchSize = 1
        record.trainingLoss = (0..<1620).map { 1 / Float($0 + 1) }
        #expect(try faults(record) == [])
    }

    @Test func `Images of any size and number`() throws {
        for side in [1, 28, 300] {
            for count in [0, 1, 17] {
                let image = Image(
                    ImageShape(rows: side, columns: side), pixels: .init(repeating: 200, count: side * side))
                var record = RunRecord.sample()
                record.exhibits.someDigits = (0..<count).map { LabeledImage(image: image, label: $0) }
                record.exhibits.originals = record.exhibits.someDigits
                record.exhibits.featureMaps = [FeatureMaps(channel: 3, maps: Array(repeating: image, count: count))]
                record.exhibits.mistakes = (0..<count).map {
                    Mistake(index: $0 * 1000, image: image, actual: 254, predicted: 255, probability: 1)
                }
                #expect(try faults(record) == [], "\(count) images of \(side) pixels")
            }
        }
    }

    @Test(arguments: [[1, 1, 5, 5], [6, 3, 3, 3], [40, 1, 7, 7], [16, 20, 5, 5], [3, 1, 1, 9]])
    func `Filters of any shape`(shape: [Int]) throws {
        var record = RunRecord.sample()
        let weights = (0..<shape.reduce(1, *)).map { Float($0 % 13) * 1234.5 - 7000 }
        record.exhibits.filters = [FilterBank(layer: "conv1", shape: shape, weights: weights)]
        #expect(try faults(record) == [])
        record.exhibits.filters = []
        #expect(try faults(record) == [])
    }
}
