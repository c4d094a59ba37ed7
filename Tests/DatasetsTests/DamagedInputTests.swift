import Datasets
import Foundation
import Testing

/// Thousands of damaged files, the same every time; `LENET_FUZZ_INPUTS` sets how many for each reader.
@Suite("Damaged files")
struct DamagedInputTests {
    private static let inputs = ProcessInfo.processInfo.environment["LENET_FUZZ_INPUTS"].flatMap { Int($0) } ?? 20_000

    private static let images = IDXFile.encode(Samples.noise(60), sizes: [3, 4, 5])
    private static let labels = IDXFile.encode([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], sizes: [10])

    /// Reads each; whatever is accepted must be what its header states.
    private func readAll(_ content: IDXFile.Content, corpus: [[UInt8]], seed: UInt64) -> (accepted: Int, refused: Int) {
        var mutator = Mutator(corpus: corpus, seed: seed)
        var counts = (accepted: 0, refused: 0)
        for _ in 0..<Self.inputs {
            let bytes = mutator.next()
            do throws(DatasetError) {
                let file = try IDXFile(content, source: ByteSource(path: "damaged", bytes: bytes))
                #expect(file.sizes.reduce(1, *) == file.elements.count)
                #expect(file.elements.count <= max(bytes.count * GzipReader.largestRatio, 1))
                counts.accepted += 1
            } catch {
                #expect(!error.description.isEmpty)
                counts.refused += 1
            }
        }
        return counts
    }

    @Test("of images are read as they state or refused")
    func images() {
        let counts = readAll(.images, corpus: [Self.images], seed: 1)
        #expect(counts.refused > counts.accepted)
        // Changing a pixel harms nothing.
        #expect(counts.accepted > 0)
    }

    @Test("of labels are read as they state or refused")
    func labels() {
        let counts = readAll(.labels, corpus: [Self.labels, Self.images], seed: 2)
        #expect(counts.refused > counts.accepted && counts.accepted > 0)
    }

    @Test("of CIFAR-10 are read as they state or refused")
    func cifar10() throws {
        var mutator = Mutator(corpus: [[UInt8](repeating: 3, count: 6_146)], seed: 4)
        for _ in 0..<Self.inputs / 20 {
            let bytes = mutator.next()
            do throws(DatasetError) {
                let (images, _) = try CIFAR10Files.parse(ByteSource(path: "damaged", bytes: bytes))
                #expect(images.count * 3_073 == bytes.count && images.labels.allSatisfy { $0 < 10 })
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test("that are compressed are read as they state or refused")
    func compressed() throws {
        let corpus = try [
            Samples.gzip(Self.images),
            Samples.gzip(Self.images.prefix(20) + []) + Samples.gzip(Self.images.dropFirst(20) + []),
            Samples.gzip(IDXFile.encode([UInt8](repeating: 0, count: 10_000), sizes: [100, 10, 10])),
            Samples.gzip(Self.labels),
        ]
        let counts = readAll(.images, corpus: corpus, seed: 3)
        #expect(counts.refused > counts.accepted && counts.accepted > 0)
    }
}
