import CommandLine
import Foundation
import Testing

@Suite("Results of lenet bench") struct BenchResultTests {
    private func result(threads: Int) -> BenchResult {
        var result = BenchResult(
            instructionSet: "avx2", trainingImages: 50_000, evaluatedImages: 60_000, trainingMultiplyAdds: 1_000_000,
            evaluationMultiplyAdds: 400_000)
        for thread in 1...threads {
            let key = String(thread)
            result.peakGigaflops["avx2", default: [:]][key] = 100 * Double(thread)
            result.peakGigaflops["baseline", default: [:]][key] = 25 * Double(thread)
            result.trainingEpochSeconds[key] = [2 / Double(thread), 1 / Double(thread), 4 / Double(thread)]
            result.evaluationSeconds[key] = [0.5 / Double(thread)]
        }
        result.secondsByImages = ["50000": 1, "12500": 0.25]
        result.secondsByBatchSize = ["1024": 0.5, "64": 1]
        result.kernels = [
            .init(name: "conv1 forward", microseconds: 12.34, medianMicroseconds: 13, gigaflops: 80),
            .init(name: "adam", microseconds: 5, medianMicroseconds: 6, gigaflops: nil),
        ]
        result.peakMemoryMegabytes = 161.7
        return result
    }

    @Test("One core is one core, and two are cores", arguments: [(1, "1 core;"), (2, "2 cores;")])
    func cores(_ threads: Int, _ words: String) {
        #expect(result(threads: threads).markdown.contains("with avx2 on \(words) "))
    }

    @Test("Warps have the median of their shares, beside the shortest epochs with and without")
    func warps() {
        var result = result(threads: 2)
        #expect(!result.text.contains("Warping"))
        (result.plainEpochSeconds, result.warpedEpochSeconds) = ([0.31, 0.245, 0.5], [0.3, 0.2581, 0.4])
        result.warpShares = [0.09, 0.0712, 0.05]
        #expect(
            result.text.contains(
                "takes 7.1\u{a0}% of an epoch of 0.258 s. An epoch without warps takes 0.245 s.\n"))
    }

    @Test("A README gets epochs, evaluations, scaling and memory, with shares of the peak")
    func markdown() {
        let text = result(threads: 2).markdown
        #expect(text.contains("| training epoch |       1 |  1.000 |    2.000 |   50,000 |   100.0 |   100\u{a0}% |"))
        #expect(text.contains("| evaluation     |       2 |  0.250 |    0.250 |  240,000 |   192.0 |    96\u{a0}% |"))
        #expect(text.contains("| 12,500          |   0.250 |   50,000 |\n| 50,000          |   1.000 |   50,000 |"))
        #expect(text.contains("| 64             |   1.000 |   50,000 |\n| 1,024          |   0.500 |  100,000 |"))
        #expect(text.hasSuffix("\nPeak memory 162 MB."))
        #expect(!text.contains("conv1 forward"))
    }

    @Test("A terminal gets peaks of each instruction set and the kernels too")
    func text() {
        let text = result(threads: 2).text
        #expect(text.contains("instruction set  1 thread  2 threads\n"))
        #expect(text.contains("baseline             25.0       50.0\n"))
        #expect(text.contains("conv1 forward     12.3       13.0     80.0     80\u{a0}%\n"))
        #expect(text.contains("adam               5.0        6.0        –        –\n"))
    }

    @Test("JSON has all that was measured") func json() throws {
        let text = try result(threads: 1).json()
        let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(document["trainingGigaflop"] as? Double == 100)
        #expect(document["evaluationGigaflop"] as? Double == 48)
        #expect((document["trainingEpochSeconds"] as? [String: [Double]]) == ["1": [2, 1, 4]])
        #expect((document["kernels"] as? [[String: Any]])?.count == 2)
    }

    @Test(
        "The median of an even number of times is the mean of the middle two",
        arguments: [([], 0), ([3], 3), ([3, 1], 2), ([9, 1, 2], 2), ([4, 1, 3, 2], 2.5)] as [([Double], Double)])
    func median(_ values: [Double], _ median: Double) {
        #expect(BenchResult.median(values) == median)
    }
}
