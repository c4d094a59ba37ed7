import Datasets
import Foundation
import Images
import TestFolders
import Testing

@Suite struct PictureFolderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func fixture(_ name: String) throws -> [UInt8] {
        let fixture = try #require(PictureFixtures.all.first { $0.name == name })
        return Array(try #require(Data(base64Encoded: fixture.file)))
    }

    private func write(_ fixture: String, _ paths: String...) throws {
        for path in paths { try folder.write(self.fixture(fixture), to: path) }
    }

    private func load(_ change: (inout DatasetReading) -> Void = { _ in }) throws -> Dataset {
        var reading = DatasetReading()
        reading.pixelSize = 16
        change(&reading)
        return try Dataset.load(from: folder.url, reading)
    }

    @Test func `Folders name classes, in the byte order of their names`() throws {
        try write("gray.png", "train/b/2.png", "train/b/10.png", "train/Z/x.PNG", "test/b/t.png", "test/Z/deep/er.png")
        try write("gray.jpg", "train/a/photo.jpeg", "train/b/.hidden.png")
        try folder.write("notes", to: "train/a/README.txt")
        let dataset = try load()
        #expect(dataset.classList.map(\.name) == ["Z", "a", "b"])
        #expect(dataset.training.labels == [0, 1, 2, 2] && dataset.test.labels == [0, 2])
        #expect(dataset.kind == .files && dataset.format == .pictures && dataset.testShare == nil)
        #expect(dataset.training.images.shape == ImageShape(rows: 16, columns: 16))
        let gray = try Picture.decode(fixture("gray.png"))
        #expect(dataset.training[0].image == gray.resized(to: 16))
        #expect(dataset.sourceSizes == ImageSizes(gray.shape) && dataset.sourceSizes.areEqual)
    }

    @Test func `One picture in color makes all of three channels`() throws {
        try write("gray.png", "train/a/1.png", "test/a/1.png")
        try write("color.png", "train/a/2.png")
        let dataset = try load()
        #expect(dataset.training.images.shape.channels == 3 && dataset.test.images.shape.channels == 3)
        let gray = try Picture.decode(fixture("gray.png")).resized(to: 16).pixels
        #expect(dataset.training[0].image.pixels == gray + gray + gray)
        #expect(try dataset.training[1].image == Picture.decode(fixture("color.png")).resized(to: 16))
    }

    @Test func `Without test pictures the split's seed sets a fifth of each class aside`() throws {
        let names = (0..<10).map { "\($0).png" }
        for name in names { try write("gray.png", "a/\(name)", "b/\(name)") }
        try write("gray.png", "c/only.png")
        let dataset = try load()
        #expect(dataset.testShare == 0.2)
        #expect(dataset.training.count == 17 && dataset.test.labels == [0, 0, 1, 1])
        #expect(dataset.training.labels.count { $0 == 2 } == 1)
        let again = try load()
        #expect(again.hashes == dataset.hashes)
        // All pictures are alike but those of this file, which one seed sets aside and another does not.
        for index in 0..<9 { try write("gray.jpg", "a/\(index).png") }
        let hashes = try (0..<30).map { seed in try load { $0.splitSeed = seed }.hashes }
        #expect(Set(hashes.map { $0["test"] }).count > 1)
    }

    @Test func `The hash is that of pixels and classes, not of files`() throws {
        try write("gray.png", "train/a/1.png", "test/a/1.png")
        let hashes = try load().hashes
        try write("gray-stored-as-color.png", "train/a/1.png")
        #expect(try load().hashes == hashes)
        #expect(try load { $0.pixelSize = 20 }.hashes == hashes)
        try write("gray.jpg", "train/a/1.png")
        #expect(try load().hashes["train"] != hashes["train"])
    }

    @Test func `Pictures of unequal size become squares of one size`() throws {
        let wide = Image(ImageShape(rows: 2, columns: 30), pixels: Samples.pattern(rows: 2, columns: 30))
        try write("gray.png", "train/a/1.png", "test/a/1.png")
        try folder.write(Samples.png(wide), to: "train/a/2.png")
        let dataset = try load { $0.threads = 3 }
        #expect(dataset.training[1].image == wide.resized(to: 16))
        #expect(dataset.sourceSizes.rows == 2...5 && dataset.sourceSizes.columns == 7...30)
        #expect(!dataset.sourceSizes.areEqual)
    }

    @Test func `Every picture that cannot be read is named`() throws {
        try write("gray.png", "train/a/1.png", "test/a/1.png")
        try folder.write([1, 2, 3], to: "train/a/2.png")
        try folder.write([], to: "test/a/3.jpg")
        try folder.write("GIF89a", to: "train/a/4.gif")
        let error = DatasetError.damagedPictures([
            DamagedPicture(path: folder.path("test/a/3.jpg"), fault: .empty),
            DamagedPicture(path: folder.path("train/a/2.png"), fault: .otherFormat),
            DamagedPicture(path: folder.path("train/a/4.gif"), fault: .otherFormat),
        ])
        #expect(throws: error) { try load() }
        #expect(error.description.hasPrefix("3 pictures cannot be read: \(folder.path("test/a/3.jpg")): it is empty; "))
    }

    @Test func `A class without a picture, or of test pictures alone, is refused`() throws {
        try write("gray.png", "train/a/1.png", "test/a/1.png", "test/b/1.png")
        #expect(throws: DatasetError.unknownClass(path: folder.path("test/b"), training: folder.path("train"))) {
            try load()
        }
        try folder.write("", to: "train/b/none.txt")
        #expect(throws: DatasetError.emptyClasses(paths: [folder.path("train/b")])) { try load() }
    }

    @Test func `Classes can be called otherwise`() throws {
        try write("gray.png", "train/a/1.png", "train/b/1.png", "test/a/1.png")
        let names = try ClassNames(["apple", "bread"], source: "--class-names")
        #expect(try load { $0.classNames = names }.classList.map(\.name) == ["apple", "bread"])
        let tooMany = try ClassNames(["apple"], source: "--class-names")
        #expect(throws: DatasetError.self) { try load { $0.classNames = tooMany } }
    }

    @Test func `A folder with nothing known in it says what is expected`() throws {
        try folder.write("a", to: "notes.txt")
        #expect(throws: DatasetError.unrecognized(directory: folder.url.path)) { try load() }
    }
}
