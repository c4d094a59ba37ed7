import Images
import RunRecords

extension Report {
    var reproducibility: String {
        """
        The same seed gives the same bits: parameters, record, figures' data and this text, on any machine and with any \
        number of threads. With \(Markdown.escaped(record.generator.name)) \
        \(Markdown.escaped(record.generator.version)) installed (`lenet --version` tells), this trains anew and writes all \
        of it again:
        """
    }

    var reproductionCommand: String {
        Markdown.fenced("lenet " + arguments.joined(separator: " "), language: "sh")
    }

    var otherCommands: String {
        """
        - `lenet render\(selection)` draws the figures and writes this report again from `run.json` alone, without data or \
        training.
        - `lenet check\(selection)` proves that record, parameters, figures and text agree; with \
        `--retrain\(isFromFolder ? " --data FOLDER" : "")` it trains anew and compares every bit.
        """
    }

    /// What the reader has to put into the command.
    var placeholder: String? {
        guard isFromFolder else { return nil }
        let hashes = record.dataset.hashes.count == 1 ? "hash" : "hashes"
        return "FOLDER is where the data are: those with the \(hashes) listed \(placeOfHashes)."
    }

    /// Names this run to commands that otherwise take MNIST's.
    private var selection: String {
        record.dataset.name == DatasetKind.mnist.rawValue ? "" : " --name " + quoted(record.dataset.name)
    }

    /// Whether a reader must say where the data are; others are found by their kind.
    private var isFromFolder: Bool { record.dataset.kind == .files }

    /// The name of the results, where it does not follow from the data.
    private var name: [String] {
        record.dataset.name == record.dataset.kind.rawValue ? [] : ["--name", quoted(record.dataset.name)]
    }

    /// Every setting, so that defaults may change without this run becoming another.
    private var arguments: [String] {
        let data =
            isFromFolder
            ? ["--data", "FOLDER"] : ["--dataset", record.dataset.kind.rawValue]
        let settings = Setting.all.flatMap { ["--\($0.option)", $0.text(in: record.configuration)] }
        return ["report"] + data + name + classNames + settings
    }

    /// What the classes of IDX files are called, which a file beside them would say as well.
    private var classNames: [String] {
        let dataset = record.dataset
        guard dataset.format == .idx, let names = dataset.classNames, names.contains(where: { Int($0) == nil }),
            !names.contains(where: { $0.contains(",") })
        else { return [] }
        return ["--class-names", quoted(names.joined(separator: ","))]
    }

    /// A word of the shell, in single quotes where it needs them.
    private func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || "0123456789-_.,".unicodeScalars.contains($0)
        }
        return plain && !word.isEmpty ? word : word.shellQuoted
    }
}
