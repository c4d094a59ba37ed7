/// Why a README has no place for the block. Lines count from 1.
package enum ReadmeBlockError: Error, Sendable, Equatable {
    /// The line of the other marker, where that one is there.
    case missing(marker: String, other: Int?)
    case doubled(marker: String, lines: [Int])
    /// Somebody wrote words into the block, or changed it; the number of its first line.
    case foreignWords(block: String, line: Int)
    case misordered(begin: String, beginLine: Int, end: String, endLine: Int)
}

extension ReadmeBlockError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .missing(let marker, let other):
            "README.md lacks the line `\(marker)`"
                + (other.map { ", though its counterpart is on line \($0)" } ?? "")
                + ": add it alone on a line, where the results are to stand."
        case .doubled(let marker, let lines):
            "README.md has the line `\(marker)` \(Prose.times(lines.count)), on lines "
                + "\(Prose.list(lines.map(String.init))): keep one."
        case .foreignWords(let block, let line):
            "README.md has words inside the block `lenet:\(block)`, from line \(line), that this program did not write and "
                + "would replace: move them out of the block, or delete what is between its markers."
        case .misordered(let begin, let beginLine, let end, let endLine):
            "README.md has `\(end)` on line \(endLine), before `\(begin)` on line \(beginLine): put the latter first."
        }
    }
}
