import Charts
import Datasets
import DurableFiles
import NeuralNetworks
import Reporting
import RunRecords
import Studies
import Templates
import Training

/// What ends a command: a sentence for the user and the exit status.
package struct Failure: Error {
    /// The text for standard error; empty where there is nothing to say.
    package let message: String
    package let status: ExitReason

    static func usage(_ sentence: String) -> Failure { Failure(sentence, .usage) }
    static func badData(_ sentence: String) -> Failure { Failure(sentence, .badData) }
    static func missingInput(_ sentence: String) -> Failure { Failure(sentence, .missingInput) }

    /// A status without a word: whoever ran the command knows why, or is not there any more.
    static func silent(_ status: ExitReason) -> Failure { Failure(text: "", status: status) }

    static func interrupted(_ status: ExitReason) -> Failure {
        Failure("interrupted; every file is as it was or complete", status)
    }

    init(_ sentence: String, _ status: ExitReason) {
        self.init(text: "lenet: \(sentence)\n", status: status)
    }

    /// - Parameter text: as it is written, with its line ends
    init(text: String, status: ExitReason) {
        message = text
        self.status = status
    }

    /// The text as a sentence among others.
    var sentence: String {
        let text = message.trimmingPrefix("lenet: ").prefix { $0 != "\n" }
        return text.hasSuffix(".") ? String(text) : text + "."
    }

    /// Any error of the modules below.
    package init(_ error: any Error) {
        if let failure = error as? Failure {
            self = failure
        } else {
            self.init("\(error)", ExitReason(error))
        }
    }
}

/// Why the program ends, as its exit status: those of `sysexits.h` where it has one, and those that shells report for signals.
package enum ExitReason: Int32, Sendable, CaseIterable {
    case done = 0
    case checkFailed = 1
    case usage = 64
    case badData = 65
    case missingInput = 66
    case unavailable = 69
    case programError = 70
    case noMemory = 71
    case cannotCreate = 73
    case cannotWrite = 74
    case interrupted = 130
    case closedPipe = 141
    case terminated = 143

    package var code: Int32 { rawValue }

    /// What the status says, for the manual page.
    package var meaning: String {
        switch self {
        case .done: "Done."
        case .checkFailed: "The check failed."
        case .usage: "Wrong usage."
        case .badData: "Bad data."
        case .missingInput: "Missing input."
        case .unavailable: "No network."
        case .programError: "An error that the program does not know."
        case .noMemory: "Too little memory."
        case .cannotCreate: "A file cannot be created."
        case .cannotWrite: "A file cannot be written."
        case .interrupted: "Interrupted."
        case .closedPipe: "Nobody reads the output any more."
        case .terminated: "Terminated."
        }
    }

    /// The status for an error of the modules below.
    package init(_ error: any Error) {
        switch error {
        case let error as DatasetError: self.init(error)
        case let error as FileWriteError: self.init(error)
        case let error as TrainingError: self.init(error)
        case is StudyError: self = .usage
        case is StudyRecordError, is RunRecordError, is ReadmeBlockError, is SafetensorsError, is TemplateError:
            self = .badData
        case is NetworkError: self = .usage
        case ReportPageError.template: self = .badData
        case is ReportPageError, is ChartError: self = .cannotCreate
        default: self = .programError
        }
    }

    private init(_ error: DatasetError) {
        switch error {
        case .invalidName, .reservedName, .invalidMirror, .channels: self = .usage
        case .malformed, .corruptGzip, .countMismatch, .sizeMismatch, .unknownLabel, .tooManyClasses, .classNames,
            .notMNIST, .notCIFAR10, .unknownClass, .damagedPictures, .tooManyPictures:
            self = .badData
        case .missingFile, .missingDirectory, .unreadable, .unrecognized, .severalSets, .emptyClasses:
            self = .missingInput
        case .noMirror, .offline: self = .unavailable
        case .noCache: self = .cannotCreate
        case .writing(let error): self.init(error)
        }
    }

    private init(_ error: FileWriteError) {
        switch error {
        case .cannotWrite, .cannotPublish: self = .cannotWrite
        case .cannotCreate, .isDirectory, .notDirectory, .notFile, .locked: self = .cannotCreate
        }
    }

    private init(_ error: TrainingError) {
        switch error {
        case .lossNotFinite, .parameters, .foreignState: self = .badData
        case .network, .setting, .noTrainingImages: self = .usage
        }
    }
}
