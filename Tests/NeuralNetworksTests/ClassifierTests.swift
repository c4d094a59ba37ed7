import KernelContracts
import NeuralNetworks
import Testing

struct ClassifierTests {
    @Test("Logits, probabilities and classes are those of the plain network, for any positions in any order")
    func plain() throws {
        let problem = try RandomProblem(beyondSmallest: 2, classes: 5, images: 30)
        let classifier = problem.classifier(threads: 2)
        let plain = PlainNetwork(problem.network)
        let positions = [29, 3, 3, 0, 17, 16, 15, 28, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11]
        let answers = classifier.answers(problem.images, positions)
        let (logits, probabilities) = (answers.map(\.logits), answers.map(\.probabilities))
        let classes = classifier.classify(problem.images, positions)
        for (index, position) in positions.enumerated() {
            let expected = plain.logits(problem.image(position), problem.parameters.tensors)
            expectClose(logits[index], expected, within: 2e-6, "logits")
            expectClose(
                probabilities[index], PlainLoss(expected, label: 0).probabilities, within: 1e-6, "probabilities")
            #expect(Int(classes[index]) == expected.firstIndex(of: expected.max() ?? 0))
        }
    }

    @Test("No images give no results, on any number of threads", arguments: [1, 2, 7])
    func none(threads: Int) throws {
        let problem = try RandomProblem(classes: 2, images: 1)
        let classifier = problem.classifier(threads: threads)
        #expect(classifier.classify(problem.images, []) == [])
        #expect(classifier.answers(problem.images, []) == [])
    }

    @Test("Of equal logits the first class is chosen")
    func ties() throws {
        let problem = try RandomProblem(classes: 4, images: 17)
        var parameters = problem.parameters
        parameters.values = Array(repeating: 0, count: parameters.values.count)
        func classes(_ parameters: Parameters) -> [UInt8] {
            Classifier(problem.network, parameters, threads: 1).classify(problem.images, Array(0..<17))
        }
        #expect(classes(parameters) == Array(repeating: 0, count: 17))
        let biases = try #require(problem.network.stages.last).biases
        for (index, value) in zip(biases, [1, 3, 2, 3] as [Float]) { parameters.values[index] = value }
        #expect(classes(parameters) == Array(repeating: 1, count: 17))
    }
}
