import NeuralNetworks
import PyTorchGolden
import RandomStreams
import Testing

struct EpochOrdersTests {
    static let shuffles = (try? PyTorchGolden().shuffles) ?? []

    @Test("After the initial parameters, each epoch's order is PyTorch's", arguments: shuffles)
    func pyTorch(expected: PyTorchGolden.Shuffles) throws {
        var generator = TorchGenerator(seed: expected.seed)
        _ = Parameters(table: try PyTorchGolden.network().parameterTable, generator: &generator)
        var orders = EpochOrders(generator: generator)
        #expect(expected.epochs.map(\.count) == [12, 12, 12])
        for epoch in expected.epochs {
            #expect(Array(orders.next(54_000).prefix(12)) == epoch)
        }
    }

    @Test("An order holds every position once", arguments: [1, 2, 1_000])
    func permutation(count: Int) {
        var orders = EpochOrders(generator: TorchGenerator(seed: 1))
        #expect(orders.next(count).sorted() == Array(0..<count))
    }

    @Test("There are golden orders for five seeds")
    func complete() throws {
        #expect(try PyTorchGolden().shuffles.count == 5)
    }
}
