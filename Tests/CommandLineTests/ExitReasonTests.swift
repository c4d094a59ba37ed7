import Charts
import CommandLine
import Datasets
import DurableFiles
import Images
import NeuralNetworks
import Reporting
import RunRecords
import Testing
import Training

@Suite("Exit statuses") struct ExitReasonTests {
    @Test("Each error of data has the status of its kind")
    func data() {
        let size = ImageShape(rows: 1, columns: 1)
        let errors: [(DatasetError, ExitReason)] = [
            (.missingFile(name: "f", directory: "/d"), .missingInput), (.missingDirectory(path: "/d"), .missingInput),
            (.unreadable(path: "/f", reason: ""), .missingInput),
            (.malformed(path: "/f", fault: .magic(found: [1, 2])), .badData),
            (.corruptGzip(path: "/f", fault: .outOfMemory), .badData),
            (.countMismatch(imagesPath: "", images: 1, labelsPath: "", labels: 2), .badData),
            (.sizeMismatch(trainingPath: "", training: size, testPath: "", test: size), .badData),
            (.unknownLabel(path: "", offset: 8, label: 9), .badData), (.unrecognized(directory: ""), .missingInput),
            (.tooManyClasses(path: "", found: 0, limit: 0), .badData), (.damagedPictures([]), .badData),
            (.channels(path: "", sizes: [], areAmbiguous: true), .usage),
            (.notMNIST(path: "", expected: "", found: ""), .badData), (.invalidName(""), .usage),
            (.reservedName("mnist"), .usage), (.invalidMirror(""), .usage),
            (.noMirror(file: "", attempts: []), .unavailable), (.offline(missing: "", looked: ""), .unavailable),
            (.noCache, .cannotCreate),
            (.writing(.cannotWrite(path: "", reason: "")), .cannotWrite), (.writing(.locked(path: "")), .cannotCreate),
        ]
        for (error, status) in errors { #expect(ExitReason(error) == status, "\(error)") }
    }

    @Test("Each error of writing, training, records and drawing has the status of its kind")
    func others() {
        let errors: [(any Error, ExitReason)] = [
            (FileWriteError.cannotCreate(path: "", reason: ""), .cannotCreate),
            (FileWriteError.cannotWrite(path: "", reason: ""), .cannotWrite),
            (FileWriteError.cannotPublish(path: "", reason: "", done: 1, all: 2), .cannotWrite),
            (FileWriteError.isDirectory(path: ""), .cannotCreate), (FileWriteError.notFile(path: ""), .cannotCreate),
            (FileWriteError.notDirectory(path: ""), .cannotCreate),
            (TrainingError.lossNotFinite(loss: .nan, epoch: 1, batch: 1, learningRate: 1), .badData),
            (TrainingError.noTrainingImages(images: 1, validationFraction: 0.9), .usage),
            (RunRecordError.numberOutOfPlace, .badData), (ReadmeBlockError.doubled(marker: "", lines: []), .badData),
            (CancellationError(), .programError),
        ]
        for (error, status) in errors { #expect(ExitReason(error) == status, "\(error)") }
    }

    @Test("An error becomes one line that begins with the program's name")
    func sentence() {
        let failure = Failure(FileWriteError.locked(path: "/out"))
        #expect(failure.message == "lenet: \(FileWriteError.locked(path: "/out").description)\n")
        #expect(failure.status.code == 73)
        // An error that was told already is not told again in other words.
        #expect(Failure(failure as any Error).message == failure.message)
    }

    @Test("The statuses are those of sysexits.h and of shells")
    func numbers() {
        let codes = ExitReason.allCases.map(\.code)
        #expect(codes == [0, 1, 64, 65, 66, 69, 70, 71, 73, 74, 130, 141, 143])
    }
}
