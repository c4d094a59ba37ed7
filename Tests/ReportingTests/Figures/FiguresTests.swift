import Charts
import Foundation
import Images
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct FiguresTests {
    @Test func `Files are numbered in the order of the list, and named after what they show`() {
        #expect(
            Figure.all(of: .sample()).map(\.stem) == [
                "1_some_digits", "2_training_loss", "3_training_validation_accuracy", "4_confusion_matrix",
                "5_feature_map_1", "6_feature_map_2", "7_mistakes", "8_filters",
                "9_confidence",
            ])
        #expect(Figure(.confidence, of: .sample(confusion: ConfusionMatrix(classes: 10))) == nil)
        #expect(Figure(.samples, of: .sample(kind: .files))?.stem == "1_some_images")
    }

    @Test func `A name of a figure's file is told from others`() {
        for figure in Figure.all(of: .sample()) {
            for appearance in Appearance.allCases {
                for format in DrawingFormat.allCases {
                    #expect(Figure.isFileName(figure.fileName(appearance, format)))
                }
            }
        }
        #expect(Figure.isFileName("10_augmentation-dark.pdf"))
        for name in ["notes.txt", "figures.json", "some_digits.png", "1.png", "1_.png", "0_x.png", "1_a.b.png", ""] {
            #expect(!Figure.isFileName(name), "\(name)")
        }
    }

    @Test func `Counts of one are singular, and names fit their article`() {
        var record = RunRecord.sample(epochs: 1, confusion: .sample(mistakes: [(8, 9, 1)]))
        record.configuration.batchSize = 540
        record.trainingLoss = [2]
        let texts = captions(record).joined(separator: " ")
        #expect(texts.contains("over 1 epoch on") && texts.contains("over 1 epoch. At"))
        #expect(texts.contains("The first is an 8, read as 9"))
        #expect(texts.contains("1 test image that the network gets wrong"))
        #expect(texts.contains("The loss of each batch on a logarithmic axis. The mean over the last epoch is 2.00."))
    }

    @Test func `Texts are single lines that stand in an attribute as they are`() {
        var record = RunRecord.sample()
        record.exhibits.mistakes[0].probability = 0.999999
        for figure in Figure.all(of: record) + Figure.all(of: .sample(confusion: .sample(mistakes: []))) {
            for text in [figure.title, figure.caption, figure.altText] {
                #expect(!text.isEmpty)
                #expect(!text.contains { "\"<>\n".contains($0) }, "\(text)")
            }
            #expect(figure.caption.hasSuffix("."))
            #expect(figure.altText.hasSuffix("."))
        }
    }

    private func captions(_ record: RunRecord) -> [String] {
        Figure.all(of: record).map { $0.caption + " " + $0.altText }
    }

    @Test func `Numbers in the texts are those of the record`() {
        let texts = captions(.sample())
        #expect(texts[0].contains("10 of the 540 training images"))
        #expect(texts[1].contains("2.30 at the first batch"))
        #expect(texts[2].contains("96.67\u{a0}% of the training images and 96.67\u{a0}% of the validation images"))
        #expect(texts[2].contains("94.00\u{a0}%, 95 % interval 87.52 to 97.22\u{a0}%"))
        #expect(texts[3].contains("The most frequent mistake: 4 taken for 9, 3 times."))
        #expect(texts[3].contains("94 of 100 test images on the diagonal"))
        #expect(texts[6].contains("out of 6 among 100 test images"))
        #expect(texts[6].contains("4 read as 9, 4 read as 9"))
        #expect(texts[7].contains("conv1 has 6, conv2 has 96"))
    }

    @Test func `A record that changes changes texts and pictures`() throws {
        let measurer = try TextMeasurer.installed(.dejaVuSans)
        var other = RunRecord.sample(confusion: .sample(each: 12, mistakes: [(3, 5, 4)]), loss: { 1 + Float($0 + $1) })
        other.epochs[2].trainingAccuracy = 0.5
        other.exhibits.someDigits.removeLast()
        other.exhibits.featureMaps[0].channel = 4
        other.exhibits.featureMaps[1].channel = 5
        other.exhibits.filters[1].weights[7] = 2
        let figures = zip(Figure.all(of: .sample()), Figure.all(of: other))
        for (one, changed) in figures {
            #expect(one.caption != changed.caption)
            #expect(one.drawing(.light, measurer: measurer) != changed.drawing(.light, measurer: measurer))
        }
    }

    @Test func `The orientation is named from the filter, the way in which it brightens`() {
        var record = RunRecord.sample()
        let upwards = (0..<25).map { Float(2 - $0 / 5) }
        let toBottomLeft = (0..<25).map { Float($0 / 5 - $0 % 5) }
        record.exhibits.filters[0] = FilterBank(
            layer: "conv1", shape: [2, 1, 5, 5], weights: toBottomLeft + upwards)
        record.exhibits.featureMaps[0].channel = 1
        record.exhibits.featureMaps[1].channel = 0
        let texts = captions(record)
        #expect(texts[4].contains("Channel 1 of conv1 detects edges going from bottom to top from dark to bright."))
        #expect(texts[4].contains("an edge at 90 degrees"))
        #expect(texts[4].contains("answers most to edges at 90 degrees"))
        #expect(texts[4].contains("explains 100\u{a0}% of the filter's energy"))
        #expect(
            texts[5].contains(
                "Channel 0 of conv1 detects edges going from top right to bottom left from dark to bright."))
        #expect(texts[5].contains("an edge at 225 degrees"))
    }

    @Test func `Originals are stretched together, from the darkest to the brightest pixel of all`() throws {
        var record = RunRecord.sample()
        record.exhibits.originals = [[50, 100], [75, 150]].map {
            LabeledImage(image: Image(ImageShape(rows: 1, columns: 2), pixels: $0), label: 0)
        }
        let figure = Figure.all(of: record)[4]
        let images = try figure.drawing(.light, measurer: .installed(.dejaVuSans)).elements.compactMap { element in
            if case .image(let image, _) = element { image } else { nil }
        }
        #expect(images[0].pixel(x: 0, y: 0)?[0] == 0)
        #expect(images[0].pixel(x: 1, y: 0)?[0] == 128)
        #expect(images[1].pixel(x: 0, y: 0)?[0] == 64)
        #expect(images[1].pixel(x: 1, y: 0)?[0] == 255)
    }

    @Test func `Mistakes on images whose label people did not confirm are marked, in MNIST alone`() throws {
        var record = RunRecord.sample(confusion: .sample(each: 1_000))
        record.exhibits.mistakes[0].index = 1901
        record.exhibits.mistakes[1].index = 2654
        func notes(_ record: RunRecord) throws -> [String] {
            let figure = try #require(Figure(.mistakes, of: record))
            return try figure.drawing(.light, measurer: .installed(.dejaVuSans)).texts.map(\.string)
                .filter { $0.hasPrefix("people") }
        }
        #expect(try notes(record) == ["people: 4", "people: unclear"])
        record.dataset.kind = .files
        #expect(try notes(record).isEmpty)
    }

    @Test func `Confidence is told by how often sure answers are wrong`() {
        let text = captions(.sample())[8]
        #expect(text.contains("When at least 99.99\u{a0}% sure, it is right all 33 times"))
        #expect(text.contains("negative log likelihood 0.1250, Brier score 0.0625"))
        #expect(text.contains("temperature 1.25, fitted on validation images"))
    }

    @Test func `Losses that are not finite are left out and counted`() {
        let caption = captions(.sample(loss: { $0 == 0 && $1 > 6 ? .nan : 1 }))[1]
        #expect(caption.contains("2 batches without a finite loss are left out"))
    }

    @Test(arguments: DrawingFormat.allCases, Appearance.allCases)
    func `Every figure is drawn in every format, the same each time`(
        format: DrawingFormat, appearance: Appearance
    ) throws {
        for (first, second) in zip(Figure.all(of: .sample()), Figure.all(of: .sample())) {
            let bytes = try first.render(format, appearance: appearance, dpi: 72)
            #expect(try second.render(format, appearance: appearance, dpi: 72) == bytes)
            #expect(bytes.count > 1000)
        }
    }

    @Test func `Light and dark differ in their colors, not in their places`() throws {
        for figure in Figure.all(of: .sample()) {
            let images = try Appearance.allCases.map { appearance in
                try PNG.decode(figure.render(.png, appearance: appearance, dpi: 72), named: figure.stem)
            }
            #expect(images[0].width == 480)
            #expect(images[0].height == images[1].height)
            #expect(images[0].pixel(x: 0, y: 0) == [255, 255, 255, 255])
            #expect(images[1].pixel(x: 0, y: 0) == [0x0D, 0x11, 0x17, 255])
        }
    }

    @Test func `Errors name the file`() {
        #expect(
            throws: ChartError.invalidResolution(dpi: 601, allowed: 36...600, making: "2_training_loss-dark.png")
        ) { try Figure.all(of: .sample())[1].render(.png, appearance: .dark, dpi: 601) }
    }
}
