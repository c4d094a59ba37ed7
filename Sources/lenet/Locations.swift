import Reporting

/// Where the outputs of a data set lie below the output folder: one rule for every name.
struct Locations {
    let name: String

    var record: String { "report/\(name)/run.json" }
    var report: String { "report/\(name)/README.md" }
    var page: String { "report/\(name)/index.html" }
    var parameters: String { "report/\(name)/lenet.safetensors" }
    var readme: String { "README.md" }

    func figure(_ stem: String, _ appearance: Appearance, _ format: FigureFormat) -> String {
        "figures/\(name)/\(stem)\(appearance.suffix).\(format.rawValue)"
    }

    /// From a report to the output folder.
    static let fromReport = "../../"
}
