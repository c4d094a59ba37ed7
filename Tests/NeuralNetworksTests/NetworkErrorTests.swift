import NeuralNetworks
import Testing

struct NetworkErrorTests {
    @Test("Images too small for the convolutions and poolings are refused", arguments: [-1, 0, 3, 15])
    func imageTooSmall(pixelSize: Int) {
        let smallest = LeNet5.smallestPixelSize
        let error = NetworkError.imageTooSmall(pixelSize: pixelSize, smallest: smallest)
        #expect(throws: error) { try LeNet5.network(pixelSize: pixelSize) }
        #expect(
            error.description == """
                images of \(pixelSize)x\(pixelSize) pixels are too small for LeNet-5, whose convolutions and poolings would \
                leave nothing of them; the smallest is \(smallest)x\(smallest)
                """)
    }

    @Test(
        "Sizes beyond what labels and memory allow are refused",
        arguments: [
            (0, 32, 10, "0 channels; allowed are 1 to 256"), (257, 32, 10, "257 channels; allowed are 1 to 256"),
            (1, 1_025, 10, "1025 pixels a side; allowed are \(LeNet5.smallestPixelSize) to 1024"),
            (1, .max, 10, "9223372036854775807 pixels a side; allowed are \(LeNet5.smallestPixelSize) to 1024"),
            (1, 32, 0, "0 classes; allowed are 1 to 256"), (1, 32, 257, "257 classes; allowed are 1 to 256"),
            (-3, 32, 10, "-3 channels; allowed are 1 to 256"),
        ])
    func sizeOutOfRange(channels: Int, pixelSize: Int, classes: Int, text: String) {
        let error = #expect(throws: NetworkError.self) {
            try LeNet5.network(channels: channels, pixelSize: pixelSize, classes: classes)
        }
        #expect(error?.description == "LeNet-5 cannot have " + text)
    }
}
