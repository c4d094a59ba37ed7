import Datasets
import Foundation
import Images
import TestFolders
import Testing

@Suite("Data sets that Python wrote") struct DatasetFixtureTests {
    private func bytes(_ base64: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: base64))) }

    @Test("are read pixel for pixel", arguments: DatasetFixture.all.indices)
    func pixels(index: Int) throws {
        let fixture = DatasetFixture.all[index]
        let folder = try TemporaryFolder()
        for file in fixture.files { try folder.write(bytes(file.content), to: file.path) }
        var reading = DatasetReading()
        reading.pixelSize = 16
        let dataset = try Dataset.load(from: folder.url, reading)
        let shape = ImageShape(
            channels: fixture.shape.channels, rows: fixture.shape.rows, columns: fixture.shape.columns)
        #expect(dataset.training.images == ImageArray(shape, pixels: try bytes(fixture.training)), "\(fixture.name)")
        #expect(dataset.training.labels == fixture.trainingLabels, "\(fixture.name)")
        #expect(dataset.test.images == ImageArray(shape, pixels: try bytes(fixture.test)), "\(fixture.name)")
        #expect(dataset.test.labels == fixture.testLabels, "\(fixture.name)")
        #expect(dataset.classList.map(\.name) == fixture.classes, "\(fixture.name)")
    }

    @Test("are of every format")
    func all() {
        #expect(DatasetFixture.all.count == 9)
        #expect(Set(DatasetFixture.all.map(\.shape.channels)) == [1, 3])
    }
}
