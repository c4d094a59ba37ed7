import Foundation
import RunRecords

/// What the losses of a run say: where they began, and what became of them.
struct LossHistory {
    private let record: RunRecord
    private var meanLosses: [Double] { record.epochLosses }

    init(_ record: RunRecord) {
        self.record = record
    }

    var sentences: String? {
        guard let start = record.trainingLoss.first, let first = meanLosses.first, let last = meanLosses.last else {
            return nil
        }
        guard record.dataset.classes > 1 else {
            return "With one class alone the loss is zero, whatever the network does."
        }
        let guessing = """
            The first mini-batch had a loss of \(NumberFormat.decimal(Double(start), decimals: 4)) nats; knowing \
            nothing and guessing evenly among \(Prose.count(record.dataset.classes, "class", "classes")) costs \
            ln\u{a0}\(record.dataset.classes) = \
            \(NumberFormat.decimal(log(Double(record.dataset.classes)), decimals: 4)).
            """
        return guessing + " " + (meanLosses.count == 1 ? single(first) : change(from: first, to: last))
    }

    private func single(_ mean: Double) -> String {
        "Over the epoch the mean loss was \(decimal(mean))."
    }

    private func change(from first: Double, to last: Double) -> String {
        let verb = decimal(last) == decimal(first) ? nil : last < first ? "fell" : "rose"
        guard let verb else {
            return "The mean loss was the same in the last epoch as in the first, \(decimal(last))."
        }
        let low = meanLosses.indices.min { meanLosses[$0] < meanLosses[$1] } ?? 0
        let end = "from \(decimal(first)) in the first epoch to \(decimal(last)) in the last"
        guard last > meanLosses[low], low > 0 else { return "The mean loss \(verb) \(end)." }
        return "The mean loss \(verb) \(end), after a low of \(decimal(meanLosses[low])) in epoch \(low + 1)."
    }

    private func decimal(_ value: Double) -> String { NumberFormat.decimal(value, decimals: 4) }
}
