import Images
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct RecipePassagesTests {
    private func section(_ title: String, _ change: (inout RunRecord) -> Void) -> String {
        var record = RunRecord.sample()
        change(&record)
        return Report(record: record, recordSHA256: "", illustrations: []).section(title)
    }

    @Test func `The notebook's recipe needs no words`() {
        let text = section("Training") { $0.configuration.batchSize = 64 }
        #expect(!text.contains("recipe") && !text.contains("cosine") && !text.contains("shrank"))
        #expect(text.contains("with a step size of 0.001: 27 steps in all"))
    }

    @Test func `A recipe is named with what this run does otherwise`() {
        #expect(
            section("Training") { $0.configuration = Recipe.best.applied(to: $0.configuration) }
                .contains("The settings are those of the recipe `best`.\n"))
        let text = section("Training") {
            $0.configuration = Recipe.best.applied(to: $0.configuration)
            $0.configuration.epochs = 3
            $0.configuration.elastic = 0
        }
        #expect(text.contains("recipe `best`, but for `--epochs 3` instead of 30 and `--elastic 0` instead of 0.0234."))
        let plain = section("Training") { $0.configuration.warmUp = 0.25 }
        #expect(plain.contains("recipe `notebook`, but for"))
    }

    @Test func `Each schedule is told with its warm-up and its sources`() {
        let rising = section("Training") { $0.configuration.warmUp = 0.25 }
        #expect(rising.contains("with a step size that rose to 0.001 over the first 25\u{a0}% of the steps: 27"))
        #expect(rising.contains("L. N. Smith") && !rising.contains("cosine"))
        let falling = section("Training") { $0.configuration.schedule = .cosine }
        #expect(falling.contains("with a step size that fell from 0.001 to zero by a cosine: 27"))
        #expect(falling.contains("ICLR 2017") && !falling.contains("ICLR 2019"))
        let decaying = section("Training") { $0.configuration.weightDecay = 0.05 }
        #expect(decaying.contains("shrank by the step size times 0.05") && decaying.contains("ICLR 2019"))
    }

    @Test func `Augmentation is told as strong as it was, and shown where images are on record`() {
        let text = section("Augmentation") {
            $0.configuration.rotation = 9
            $0.configuration.shift = 0.054
        }
        #expect(text.contains("every training image was turned by up to 9 degrees and shifted by up to 5.4\u{a0}%"))
        #expect(text.contains("Simard") && !text.contains("spline"))
        #expect(section("Augmentation") { _ in }.isEmpty)
        var record = RunRecord.sample()
        #expect(Figure(.augmentation, of: record) == nil)
        let image = Image(ImageShape(rows: 4, columns: 4), pixels: [UInt8](repeating: 9, count: 16))
        record.exhibits.augmentation = WarpedImages(
            original: LabeledImage(image: image, label: 2), warps: Array(repeating: image, count: 16))
        let figure = Figure(.augmentation, of: record)
        #expect(figure?.stem == "\(FigureIdentity.augmentation.rawValue)_augmentation")
        #expect(figure?.caption.contains("16 random warps") == true)
    }
}
