import Foundation
import Reporting
import Templates

/// README.md, in which a run has a block, values in sentences, or neither. Whatever became of it since the rehearsal, the
/// results of a training are not lost for it.
extension Publication {
    /// Whether README.md has a block for these results; throws where it has half of one, or words of somebody else in it.
    func isReadmeReady() throws -> Bool {
        let block = ReadmeBlock(name: name)
        guard let readme = try Input.readIfPresent(options.root, "README.md"), block.isMentioned(in: readme) else {
            return false
        }
        try block.requireOwnWords(in: readme)
        return true
    }

    /// README.md where something in it can be renewed, or why not.
    func readme() throws -> Readme {
        let block = ReadmeBlock(name: name)
        let markers = "the lines \(block.beginMarker) and \(block.endMarker)"
        guard let readme = try Input.readIfPresent(options.root, "README.md") else {
            return Readme(notShown: "There is no README.md to show these results; make one with \(markers).")
        }
        guard block.isMentioned(in: readme) else {
            guard !InlineValues.areMentioned(in: readme, name: name) else { return Readme(contents: readme) }
            return Readme(notShown: "README.md does not show these results; where it is to do so, add \(markers).")
        }
        do throws(ReadmeBlockError) {
            try block.requireOwnWords(in: readme)
            return Readme(contents: readme, hasBlock: true)
        } catch {
            return Readme(notShown: "\(error) Then run `lenet render --name \(name)`.")
        }
    }

    /// What was read of README.md.
    struct Readme {
        /// The file, where something in it can be renewed.
        var contents: Data?
        /// Whether that is the block of the run, and not values in sentences alone.
        var hasBlock = false
        /// Why it does not show the run, in a sentence.
        var notShown: String?
    }

    /// README.md with its block and its values as the record has them. A fault in one of its sentences leaves all of them
    /// as they are; the second value then says so.
    func shown(_ rendered: RunOutputs, in readme: Readme) throws -> (contents: Data?, fault: String?) {
        guard var contents = readme.contents else { return (nil, nil) }
        var fault: String?
        do throws(TemplateError) {
            contents = try InlineValues(rendered).renewed(contents)
        } catch {
            fault = "\(error) The sentences of README.md are as they were; \(remedy)"
        }
        guard readme.hasBlock else { return (contents, fault) }
        return (try rendered.readmeBlock.replacing(in: contents, with: try rendered.readmeSummary), fault)
    }
}
