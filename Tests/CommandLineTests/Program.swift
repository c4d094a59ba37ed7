import Foundation
import Testing

/// The program that was built along with the tests, run as a user would.
struct Program {
    /// What a run left behind.
    struct Outcome: Sendable {
        /// The exit status; 128 and the signal's number if that ended the program, as shells report it.
        let status: Int32
        let output: String
        let error: String
    }

    struct NotBuilt: Error, CustomStringConvertible {
        let searched: [String]
        var description: String { "no program `lenet` beside the tests; looked in \(searched.joined(separator: ", "))" }
    }

    /// The folder it runs in, which is its home too, so that nothing of the user's has any influence.
    let directory: URL
    var environment: [String: String] = [:]

    func run(_ arguments: [String], output: FileHandle? = nil) throws -> Outcome {
        let process = try start(arguments)
        let (out, error) = (Pipe(), Pipe())
        process.standardOutput = output ?? out
        process.standardError = error
        try process.run()
        if output != nil { try out.fileHandleForWriting.close() }
        let outputText = out.fileHandleForReading.readDataToEndOfFile()
        let errorText = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.shellStatus, output: String(decoding: outputText, as: UTF8.self),
            error: String(decoding: errorText, as: UTF8.self))
    }

    /// The process, ready to run.
    func start(_ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = try Self.executable()
        process.arguments = arguments
        process.currentDirectoryURL = directory
        let own = ["HOME": directory.path, "PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"]
        let options = ["ASAN_OPTIONS", "TSAN_OPTIONS"]
        let sanitizers = ProcessInfo.processInfo.environment.filter { options.contains($0.key) }
        process.environment = own.merging(sanitizers) { $1 }.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// Starts a run and returns once it has said `passage` on standard error, with all that it has said until then.
    func start(_ arguments: [String], untilError passage: String) throws -> (Process, error: Pipe, said: String) {
        let process = try start(arguments)
        let error = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = error
        try process.run()
        var said = ""
        while !said.contains(passage) {
            let part = error.fileHandleForReading.availableData
            try #require(!part.isEmpty, "the program ended: \(said)")
            said += String(decoding: part, as: UTF8.self)
        }
        return (process, error, said)
    }

    /// Found in the folder of the test bundle: on macOS that is further up than on Linux.
    private static func executable() throws -> URL {
        var searched: [String] = []
        for start in CommandLine.arguments + Bundle.allBundles.map(\.bundlePath) where start.contains("/") {
            var folder = URL(filePath: start).standardizedFileURL
            for _ in 0..<4 {
                folder.deleteLastPathComponent()
                let candidate = folder.appending(path: "lenet", directoryHint: .notDirectory)
                searched.append(folder.path)
                var isDirectory: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate.path, isDirectory: &isDirectory),
                    !isDirectory.boolValue, FileManager.default.isExecutableFile(atPath: candidate.path)
                {
                    return candidate
                }
            }
        }
        throw NotBuilt(searched: searched)
    }
}

extension Process {
    var shellStatus: Int32 { terminationReason == .exit ? terminationStatus : 128 + terminationStatus }
}

extension Program.Outcome {
    /// Whether an error is told as users should meet it: in one sentence on one line of the program's, or in the
    /// argument parser's way, and never as a value of Swift's.
    var tellsErrorWell: Bool {
        let isSentence =
            error.hasPrefix("lenet: ") && error.hasSuffix("\n") && error.count { $0 == "\n" } == 1
        let isParsers = error.hasPrefix("Error: ") && error.contains("\nUsage: lenet ")
        let isDebugText = ["Optional(", "Error(", "Error Domain", "NSError", "Fatal error", "Swift."].contains {
            error.contains($0)
        }
        return output.isEmpty && (isSentence || isParsers) && !isDebugText
    }
}
