import Images
import KernelContracts

/// Changes images before a training sees them, on the worker that trains on them.
package protocol Augmenter: Sendable {
    /// Memory that each worker keeps for `augment`, of any content.
    var scratchCount: Int { get }

    /// Writes an image for each position in the training set.
    ///
    /// What is written must follow from positions and epoch alone, so that it is the same on any number of threads.
    ///
    /// - Parameters:
    ///   - positions: at most 16
    ///   - epoch: from 1
    ///   - scratch: `scratchCount` lanes
    ///   - images: `[positions.count][channel][row][column]`, in the size of the network's images
    func augment(
        _ positions: Span<Int>, epoch: Int, _ kernels: any KernelSet, scratch: inout MutableSpan<Lanes>,
        into images: inout MutableSpan<UInt8>)
}

extension Augmenter {
    /// What training sees of one image in an epoch.
    package func augmented(_ position: Int, epoch: Int, _ shape: ImageShape, _ kernels: any KernelSet) -> Image {
        var scratch = [Lanes](repeating: Lanes(repeating: 0), count: scratchCount)
        var pixels = [UInt8](repeating: 0, count: shape.count)
        var memory = scratch.mutableSpan
        var image = pixels.mutableSpan
        let positions = [position]
        augment(positions.span, epoch: epoch, kernels, scratch: &memory, into: &image)
        return Image(shape, pixels: pixels)
    }
}
