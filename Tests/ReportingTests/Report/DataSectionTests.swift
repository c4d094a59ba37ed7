import Images
import Reporting
import RunRecordFixtures
import RunRecords
import Testing

@Suite struct DataSectionTests {
    private func section(_ record: RunRecord) -> String {
        Report(record: record, recordSHA256: "", illustrations: []).section("Data")
    }

    @Test func `Each kind of data set is told by its origin`() {
        #expect(
            section(.sample()).contains("MNIST, composed by Yann LeCun, Corinna Cortes and Christopher J. C. Burges"))
        #expect(section(.sample()).contains("holds 600 images to learn from and 100 to test on"))
        #expect(section(.sample(kind: .synthetic)).contains("The program drew 600 images to learn from"))
        let files = section(.sample(kind: .files))
        #expect(files.contains("The data set letters was read from IDX files: 600 images"))
        #expect(files.contains("in 10 classes labeled 0 to 9."))
        #expect(section(.sample(kind: .files, confusion: .sample(classes: 1))).contains("in 1 class labeled 0."))
    }

    @Test func `A class without training images is said to have none`() {
        var record = RunRecord.sample(kind: .files)
        record.dataset.trainingClassSizes = [60, 60, 60, 60, 60, 60, 60, 60, 60, 0]
        #expect(section(record).contains("class 9 not at all. Each class occurs in 10 test images."))
        record.dataset.trainingClassSizes = [65, 60, 60, 60, 60, 60, 60, 60, 54, 1]
        #expect(section(record).contains("class 0 occurs most often (65 times), class 9 least (once)."))
    }

    @Test func `Validation images are counted, one or many or none`() {
        #expect(
            section(.sample()).contains(
                "60 were set aside for validation (a fraction of 0.1), chosen at random by a seed of the split's own, 42"
            ))
        #expect(section(.sample(validationImages: 1, accuracies: { _ in (500, 1) })).contains("1 was set aside"))
        let none = section(.sample(validationImages: 0))
        #expect(none.contains("No images were set aside for validation: the network was trained on all 540"))
    }

    @Test func `Images are said to be resized only where they are`() {
        #expect(section(.sample()).contains("Each image is resized to 32\u{a0}×\u{a0}32 pixels by bilinear"))
        var record = RunRecord.sample()
        record.dataset.sizes = ImageSizes(ImageShape(rows: 32, columns: 32))
        #expect(section(record).contains("Images keep their size of 32\u{a0}×\u{a0}32 pixels; their gray levels"))
    }

    @Test func `What normalization does to the training images is said as it is`() {
        var record = RunRecord.sample()
        #expect(
            section(record).contains(
                "*x*, scaled to 0…1, become (*x* − 0.1307) / 0.308, which leaves the pixels of the training images with a "
                    + "mean of 0.00 and a standard deviation of 1.00."))
        record.configuration.standardDeviation = 0.3081
        #expect(
            section(record).contains("0.3081, with the mean and the standard deviation of all pixels of the training"))
        record.configuration.mean = 0.5
        #expect(section(record).contains("a mean of -1.20 and"))
        record.network.inputShape[0] = 3
        record.configuration.mean = ChannelValues([0.1, 0.2, 0.5])
        record.configuration.standardDeviation = ChannelValues([0.2, 0.25, 0.1])
        record.dataset.channelStatistics = [0.1, 0.2, 0.4].map { ChannelStatistics(mean: $0, standardDeviation: 0.25) }
        #expect(
            section(record).contains(
                "its red, green and blue values *x*, scaled to 0…1, become "
                    + "(*x* − 0.1) / 0.2 for red, (*x* − 0.2) / 0.25 for green and (*x* − 0.5) / 0.1 for blue, which leaves "
                    + "the pixels of the training images with means of 0.00, 0.00 and -1.00 and standard deviations of "
                    + "1.25, 1.00 and 2.50."))
    }

    @Test func `How evenly the classes occur is told`() {
        #expect(section(.sample()).contains("Each digit occurs in 10 test images."))
        var record = RunRecord.sample()
        record.test.confusion.record(actual: 1, predicted: 1)
        #expect(
            section(record).contains(
                "1 occurs most often (11 times), 0, 2, 3, 4, 5, 6, 7, 8 and 9 least (10 times each)."))
        record.test.confusion.record(actual: 2, predicted: 2)
        #expect(section(record).contains("1 and 2 occur most often (11 times each), "))
        record.dataset.trainingClassSizes[3] = 5
        #expect(
            section(record).contains(
                "In the training images the digits are not equally frequent: 0, 1, 2, 4, 5, 6, 7, 8 and 9 occur most often "
                    + "(54 times each), 3 least (5 times)."))
        let untested = section(.sample(confusion: ConfusionMatrix(classes: 10)))
        #expect(untested.contains("Each digit occurs in 54 training images.") && !untested.contains("test image."))
    }

    @Test func `Classes are called by their names, which are no markup`() {
        var record = RunRecord.sample(kind: .files)
        record.dataset.classNames = (0..<10).map { "a_\($0)*" }
        #expect(section(record).contains("in 10 classes: a\\_0\\*, a\\_1\\*, "))
        #expect(section(record).contains("Each class occurs in 10 test images."))
        record.dataset.classNames = (1...10).map(String.init)
        #expect(section(record).contains("in 10 classes labeled 1 to 10."))
        var many = RunRecord.sample(kind: .files, confusion: .sample(classes: 47, each: 3, mistakes: []))
        many.dataset.classNames = (0..<47).map { "letter \($0)" }
        #expect(section(many).contains("in 47 classes, from letter 0 to letter 46."))
        #expect(
            section(many).contains("23 classes occur most often (12 times each), 24 classes least (11 times each)."))
    }

    @Test func `The form of the files, sizes of images and a share set aside are told`() {
        var record = RunRecord.sample(kind: .files)
        record.dataset.format = .pictures
        record.dataset.testShare = 0.2
        record.dataset.sizes.include(ImageShape(rows: 20, columns: 1_000))
        let text = section(record)
        #expect(text.contains("read from PNG and JPEG files in folders named for their classes: 600 images"))
        #expect(text.contains("gray, of 20 to 28 rows and 28 to 1,000 columns of pixels, in 10 classes"))
        #expect(
            text.contains("before anything else 20\u{a0}% of each class, chosen at random by the split's seed, were"))
        #expect(text.contains("by bilinear interpolation, which stretches those that are not square, and its gray"))
        record.dataset.sizes = ImageSizes(ImageShape(rows: 20, columns: 30))
        #expect(section(record).contains("by bilinear interpolation, which stretches it to a square, and its gray"))
        record.dataset.format = .cifar10
        #expect(section(record).contains("read from CIFAR-10's binary files:"))
    }
}

extension Report {
    /// The text of a section, without its heading.
    func section(_ title: String) -> String {
        let parts = ((try? markdown) ?? "").components(separatedBy: "\n## ")
        return parts.first { $0.hasPrefix(title + "\n") } ?? ""
    }
}
