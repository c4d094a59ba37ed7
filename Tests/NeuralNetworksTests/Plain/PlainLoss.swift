import Foundation

/// Softmax and cross entropy of one image in `Double`, with Foundation's exponential and logarithm.
struct PlainLoss {
    let loss: Double
    let probabilities: [Double]
    /// Of the loss with respect to the logits.
    let gradient: [Double]

    init(_ logits: [Double], label: Int) {
        let largest = logits.max() ?? 0
        let powers = logits.map { exp($0 - largest) }
        let sum = powers.reduce(0, +)
        let probabilities = powers.map { $0 / sum }
        self.probabilities = probabilities
        loss = log(sum) + largest - logits[label]
        gradient = probabilities.indices.map { probabilities[$0] - ($0 == label ? 1 : 0) }
    }
}
