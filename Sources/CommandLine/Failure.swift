import Charts
import Datasets
import DurableFiles
import NeuralNetworks
import Reporting
import RunRecords
import Training

/// What ends a command: a sentence for the user and the exit status, after `sysexits.h` where it has one.
struct Failure: Error {
    let message: String
    let exitCode: Int32

    static func usage(_ message: String) -> Failure { Failure(message: message, exitCode: 64) }
    static func badData(_ message: String) -> Failure { Failure(message: message, exitCode: 65) }
    static func missingInput(_ message: String) -> Failure { Failure(message: message, exitCode: 66) }
    static func cannotDraw(_ message: String) -> Failure { Failure(message: message, exitCode: 73) }

    static func interrupted(_ exitCode: Int32) -> Failure {
        Failure(message: "interrupted; every file is as it was or complete", exitCode: exitCode)
    }

    init(message: String, exitCode: Int32) {
        self.message = message
        self.exitCode = exitCode
    }

    /// Any error of the modules below.
    init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as DatasetError: self.init(message: error.description, exitCode: error.exitCode)
        case let error as FileWriteError: self.init(message: error.description, exitCode: error.exitCode)
        case let error as TrainingError:
            let isData =
                switch error {
                case .lossNotFinite, .parameters: true
                default: false
                }
            self.init(message: error.description, exitCode: isData ? 65 : 64)
        case let error as RunRecordError: self = .badData(error.description)
        case let error as ReadmeBlockError: self = .badData(error.description)
        case let error as NetworkError: self = .usage(error.description)
        case let error as ReportPageError: self = .cannotDraw(error.description)
        case let error as ChartError: self = .cannotDraw(error.description)
        default: self.init(message: "\(error)", exitCode: 70)
        }
    }
}

/// Runs `body`, turning any error into a `Failure`.
func reportingFailures<Result>(_ body: () throws -> Result) throws(Failure) -> Result {
    do {
        return try body()
    } catch {
        throw Failure(error)
    }
}
