import Dispatch
import Foundation

/// The program that turns the report's page into a PDF: Chromium, or WeasyPrint where there is none.
struct PDFPrinter {
    private let tool: URL
    private let isBrowser: Bool
    private let environment: [String: String]

    private static let browsers = [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ]

    /// Throws where the machine has neither.
    static func installed(_ context: CommandContext) throws(Failure) -> PDFPrinter {
        let folders = (context.variable("PATH") ?? "").split(separator: ":").map(String.init)
        for name in browsers + ["weasyprint"] {
            let paths = name.hasPrefix("/") ? [name] : folders.map { "\($0)/\(name)" }
            if let path = paths.first(where: FileManager.default.isExecutableFile) {
                return PDFPrinter(
                    tool: URL(filePath: path), isBrowser: name != "weasyprint", environment: context.environment)
            }
        }
        throw Failure(
            "there is neither Chromium nor WeasyPrint on the PATH, which print report.pdf: install one (apt-get install "
                + "chromium, or pip install weasyprint), or leave out --pdf and delete the file", .cannotCreate)
    }

    /// The PDF of a page that needs no other file.
    func pdf(_ html: String) throws -> Data {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lenet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (page, pdf) = (folder.appending(path: "page.html"), folder.appending(path: "page.pdf"))
        try Data(html.utf8).write(to: page)
        let words = try run(arguments(page, pdf, folder))
        guard let data = try? Data(contentsOf: pdf), data.starts(with: Data("%PDF-".utf8)) else {
            throw failure(words)
        }
        return data
    }

    private func arguments(_ page: URL, _ pdf: URL, _ folder: URL) -> [String] {
        guard isBrowser else { return [page.path, pdf.path] }
        // Its sandbox refuses to work for root, as in containers; the page is our own and runs no script.
        return (geteuid() == 0 ? ["--no-sandbox"] : []) + [
            "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--user-data-dir=\(folder.path)/profile",
            "--no-pdf-header-footer", "--print-to-pdf=\(pdf.path)", page.absoluteString,
        ]
    }

    /// Longer than any report takes.
    private static let limit = DispatchTimeInterval.seconds(180)

    /// What the tool says of errors.
    private func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = tool
        process.arguments = arguments
        process.environment = environment
        let errors = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        process.standardInput = FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do {
            try process.run()
        } catch {
            throw failure(error.localizedDescription)
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.limit) {
            if process.isRunning { process.terminate() }
        }
        let words = errors.fileHandleForReading.readDataToEndOfFile()
        ended.wait()
        guard process.terminationStatus == 0 else { throw failure(String(decoding: words, as: UTF8.self)) }
        return String(decoding: words, as: UTF8.self)
    }

    private func failure(_ words: String) -> Failure {
        let last = words.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
        return Failure("\(tool.path) did not print report.pdf\(last)", .cannotCreate)
    }
}
