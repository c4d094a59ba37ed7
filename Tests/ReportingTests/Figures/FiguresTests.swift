import Charts
import Foundation
import Images
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct FiguresTests {
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
        #expect(texts[6].contains("All 6 mistakes among 100 test images"))
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

    @Test func `Answers that are right once or twice are told in words`() {
        for (images, words) in [(1, "it is right the one time;"), (2, "it is right both times;")] {
            var record = RunRecord.sample(confusion: .sample(mistakes: []))
            record.confidence?.thresholds = [Confidence.Threshold(probability: 0.9, images: images, wrong: 0)]
            #expect(captions(record)[8].contains("When at least 90\u{a0}% sure, " + words))
        }
    }

    /// The left sides of the images of a figure, each once.
    private func columns(_ identity: FigureIdentity, _ record: RunRecord) throws -> Set<Double> {
        let figure = try #require(Figure(identity, of: record))
        return try Set(
            figure.drawing(.light, measurer: .installed(.dejaVuSans)).elements.compactMap { element in
                if case .image(_, let rect) = element { (rect.x * 100).rounded() } else { nil }
            })
    }

    @Test func `Sample images stand in columns that suit their number and their names`() throws {
        func count(_ images: Int, classes: Int, name: String = "") throws -> Int {
            var record = RunRecord.sample(kind: .files, confusion: .sample(classes: classes))
            record.dataset.classNames = (0..<classes).map { "\(name)\($0)" }
            let image = record.exhibits.someDigits[0].image
            record.exhibits.someDigits = (0..<images).map { LabeledImage(image: image, label: $0 % classes) }
            return try columns(.samples, record).count
        }
        // A column for each class, several for each of few, and more where images are many.
        #expect(try count(40, classes: 10) == 10)
        #expect(try count(40, classes: 5) == 10)
        #expect(try count(39, classes: 3) == 9)
        #expect(try count(100, classes: 100) == 10)
        // Not where names have no room below small images.
        #expect(try count(40, classes: 5, name: "a long name of class ") == 8)
        #expect(try count(100, classes: 100, name: "long name ") == 5)
    }

    @Test func `Mistakes fill the page however long their words are`() throws {
        var record = RunRecord.sample(
            kind: .files, confusion: .sample(each: 20, mistakes: (0..<8).map { ($0, 9, 1) }))
        #expect(try columns(.mistakes, record).count == 4)
        record.dataset.classNames = (0..<10).map { "green triangle \($0)" }
        let figure = try #require(Figure(.mistakes, of: record))
        let texts = try figure.drawing(.light, measurer: .installed(.dejaVuSans)).texts.map(\.string)
        #expect(texts.contains("→ …9") || texts.contains("→ green triangle 9"))
    }

    @Test func `Images of one level are called so`() throws {
        for (level, words) in [(UInt8(0), "all black"), (255, "all white"), (9, "all of one gray")] {
            var record = RunRecord.sample(kind: .files)
            let image = Image(ImageShape(rows: 4, columns: 4), pixels: .init(repeating: level, count: 16))
            record.exhibits.someDigits = [LabeledImage(image: image, label: 0)]
            #expect(captions(record)[0].contains("A grid of 1 training images, \(words), each above"))
        }
    }

    @Test func `A loss of zero needs no logarithmic axis, and no running mean is one of single batches`() throws {
        let record = RunRecord.sample(epochs: 2, confusion: .sample(classes: 1), loss: { _, _ in 0 })
        let figure = try #require(Figure(.trainingLoss, of: record))
        #expect(figure.caption.contains("as a dot at its end. The mean over the last epoch is 0.00."))
        #expect(!figure.caption.contains("below the axis") && !figure.altText.contains("logarithmic"))
        let texts = try figure.drawing(.light, measurer: .installed(.dejaVuSans)).texts.map(\.string)
        #expect(texts.contains("each batch") && texts.contains("mean of an epoch"))
        #expect(!texts.contains { $0.hasPrefix("mean of the last") })
    }

    @Test func `The mean of the last epoch is a point of the chart, the one that its title and label name`() throws {
        let record = RunRecord.sample(loss: { epoch, batch in epoch == 2 ? 0.1 + Float(batch) / 100 : 2 })
        let figure = try #require(Figure(.trainingLoss, of: record))
        #expect(figure.caption.contains("and the mean of each epoch as a dot at its end, on a logarithmic axis."))
        let drawing = try figure.drawing(.light, measurer: .installed(.dejaVuSans))
        #expect(drawing.texts.contains { $0.string == "The loss falls from 2.00 to 0.140 in the last epoch" })
        #expect(drawing.texts.contains { $0.string == "0.140" })
    }

    @Test func `Filters over three channels are counted once and shown as colors`() throws {
        var record = RunRecord.sample(kind: .files)
        record.exhibits.filters[0] = FilterBank(
            layer: "conv1", shape: [6, 3, 5, 5], weights: (0..<450).map { ($0 / 5 + $0 % 5).isMultiple(of: 2) ? 1 : -1 }
        )
        let figure = try #require(Figure(.filters, of: record))
        #expect(figure.caption.contains("conv1 has 6 over red, green and blue, conv2 has 96."))
        #expect(figure.caption.contains("No filter of conv1 has a simple pattern."))
        let texts = try figure.drawing(.light, measurer: .installed(.dejaVuSans)).texts.map(\.string)
        #expect(texts.joined(separator: " ").contains("each color is as bright as its weight"))
        #expect(texts.contains("6 filters over red, green and blue"))
    }

    @Test func `A share is given for patterns alone, not for filters without one`() throws {
        var record = RunRecord.sample()
        record.exhibits.filters[0] = FilterBank(
            layer: "conv1", shape: [2, 1, 5, 5],
            weights: (0..<25).map { Float($0 % 5) - 2 } + (0..<25).map { ($0 / 5 + $0 % 5).isMultiple(of: 2) ? 1 : -1 })
        let figure = try #require(Figure(.filters, of: record))
        let texts = try figure.drawing(.light, measurer: .installed(.dejaVuSans)).texts.map(\.string)
        #expect(texts.contains("no pattern") && texts.contains("→ edge"))
        #expect(texts.filter { $0.hasSuffix("\u{a0}%") }.count == 1)
        #expect(texts.contains("2 filters; below each, what it looks for"))
    }

    @Test func `Few mistakes are not called the most frequent or the most confident ones`() throws {
        func texts(_ mistakes: [(Int, Int, Int)]) throws -> (confusion: String, mistakes: String) {
            let captions = captions(.sample(confusion: .sample(mistakes: mistakes)))
            return (captions[3], captions[6])
        }
        let none = try texts([])
        #expect(none.confusion.contains("There are no mistakes.") && !none.confusion.contains("lowest"))
        let one = try texts([(4, 9, 1)])
        #expect(one.confusion.contains("The only mistake: 4 taken for 9, once."))
        #expect(one.mistakes.contains("The only mistake among 100 test images."))
        let two = try texts([(4, 9, 1), (7, 2, 1)])
        #expect(two.confusion.contains("No mistake occurs more than once.") && two.confusion.contains("lowest recall"))
        #expect(two.mistakes.contains("All 2 mistakes among 100 test images."))
    }

    @Test func `In large matrices mistakes are told with arrows where words have no room`() throws {
        let names = (0..<20).map { "green triangle number \($0)" }
        #expect(try labels(names).contains { $0.contains(" → ") })
        #expect(try labels((0..<47).map { "\($0)" }).contains("4 taken for 9"))
    }

    /// The texts of the confusion matrix of a record whose classes have these names.
    private func labels(_ names: [String]) throws -> [String] {
        var record = RunRecord.sample(kind: .files, confusion: .sample(classes: names.count))
        record.dataset.classNames = names
        let figure = try #require(Figure(.confusion, of: record))
        return try figure.drawing(.light, measurer: .installed(.dejaVuSans)).texts.map(\.string)
    }

    @Test func `Names without room lose the words that all of them share`() throws {
        let letters = try labels((0..<10).map { "a capital letter number \($0), in the Latin alphabet" })
        #expect((0..<10).allSatisfy { letters.contains("…\($0)…") })
        let short = try labels((0..<10).map { "letter \($0)" })
        #expect((0..<10).allSatisfy { short.contains("letter \($0)") })
        // No word is cut for what two names share of it.
        let leaves = try labels(["Tomato_early-blight-of-leaves", "Tomato_earth-blight-of-leaves"])
        #expect(leaves.contains("…early…") && leaves.contains("…earth…"))
        let unlike = try labels(["a name that begins in its own way", "another that ends like no other"])
        #expect(unlike.contains { $0.hasPrefix("a nam") && $0.contains("…") && $0.hasSuffix("way") })
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
