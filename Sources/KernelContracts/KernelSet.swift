/// The arithmetic of the network, compiled once for each instruction set from the same source (`Sources/Kernels`).
///
/// Every implementation gives the same bits: a product that is added is always fused (`addingProduct`), a sum always
/// runs in one order, and nothing comes from the C library's mathematics. Shapes are written with the outermost axis
/// first; a span of `Lanes` holds one group of sixteen images, and rows are laid out as `ImageRows` says. Nothing is
/// accumulated into what a kernel writes: results overwrite.
///
/// A kernel reads and writes its spans and nothing else, all of them in the sizes that are stated; rows it may read as far
/// beyond the last image as `ImageRows` says. It works on their addresses, so nothing checks that in release builds. In
/// debug builds, and under `make sanitize`, assertions stop a kernel that is given too little.
package protocol KernelSet: OptimizerKernels {
    /// The instruction set the implementation was compiled for.
    var instructionSet: InstructionSet { get }

    /// Brings bytes into lanes: `lanes[c, i]` of lane k is `table[c, pixels[images[k], c, i]]`; lanes beyond `images`
    /// become zero.
    ///
    /// - Parameters:
    ///   - pixels: `[image][channel][pixel]`
    ///   - images: at most 16 positions in `pixels`
    ///   - table: `[channel][256]`, a value for each level of brightness
    ///   - lanes: `[channel][pixel]`
    func gather(_ pixels: Span<UInt8>, images: Span<Int>, table: Span<Float>, into lanes: inout MutableSpan<Lanes>)

    /// Control points of random warps, as `warp` takes them: point (i, j) lies at
    /// middle + u[j] right + u[i] down + b[i, j] deviation, where u is the place of a point in the output (`WarpGrid.place`)
    /// and b is bell-shaped (`SIMD8.bells`), drawn along x and y from two blocks of `Philox4x32` for each line.
    ///
    /// - Parameters:
    ///   - maps: of each image
    ///   - key: of the random numbers
    ///   - counters: of each image, that of its first block; those after it count the first word up
    ///   - lattices: `[maps.count][7]`, lines of control points
    func randomLattices(
        _ grid: WarpGrid, maps: Span<WarpMap>, key: SIMD2<UInt32>, counters: Span<SIMD4<UInt32>>,
        into lattices: inout MutableSpan<Lanes>)

    /// Warps images: the point (x, y) of the source that an output pixel (row, column) shows is
    /// x = sum over control points i, j of w[i, row] w[j, column] x[i, j], and y likewise, in source pixels from the middle
    /// of the first; its value is interpolated between the four nearest pixels, with zeros outside the image, and rounded
    /// to a byte.
    ///
    /// - Parameters:
    ///   - pixels: `[image][channels][sourceRows][sourceColumns]`
    ///   - images: at most 16 positions in `pixels`
    ///   - lattices: `[images.count][7]`, lines of control points from top to bottom: x in the first seven lanes, y in
    ///     lanes 8 to 14
    ///   - warped: `[images.count][channels][side][side]`
    func warp(
        _ grid: WarpGrid, _ pixels: Span<UInt8>, images: Span<Int>, lattices: Span<Lanes>,
        into warped: inout MutableSpan<UInt8>)

    /// Convolution, ReLU and 2x2 max pooling in one pass:
    /// y[o, r, c] = max(0, max over i, j in {0, 1} of b[o] + sum of w[o, ch, u, v] x[ch, 2r+i+u, 2c+j+v]).
    /// Without pooling, here and in the gradients below, i = j = 0 and 2r, 2c become r, c.
    ///
    /// - Parameters:
    ///   - input: `[inputChannels][inputSide][inputSide]`
    ///   - weights: `[outputChannels][inputChannels][5][5]`
    ///   - bias: `[outputChannels]`
    ///   - pooled: `[outputChannels][pooledSide][pooledSide]`
    ///   - choice: like `pooled`, which of the four was largest, the first of equals
    func convolutionForward(
        _ shape: ConvolutionShape, input: Span<Lanes>, weights: Span<Float>, bias: Span<Float>,
        pooled: inout MutableSpan<Lanes>, choice: inout MutableSpan<ChoiceLanes>)

    /// The weights of a convolution as `winogradForward` takes them, `winogradWeightCount` values in an order of its own.
    func winogradWeights(_ shape: ConvolutionShape, weights: Span<Float>, into transformed: inout MutableSpan<Float>)

    /// The same as `convolutionForward` with pooling, but for rounding, with a third of the multiply-adds where input
    /// channels are many.
    ///
    /// - Parameters:
    ///   - transformed: from `winogradWeights` of the same instruction set
    ///   - choice: which of the four was largest; of those that rounding alone makes differ, any
    func winogradForward(
        _ shape: ConvolutionShape, input: Span<Lanes>, transformed: Span<Float>, bias: Span<Float>,
        pooled: inout MutableSpan<Lanes>, choice: inout MutableSpan<ChoiceLanes>)

    /// The gradient of `convolutionForward` with respect to weights and bias, summed over sixteen images:
    /// dw[o, ch, u, v] = sum of g[o, r, c] x[ch, 2r+i+u, 2c+j+v] with (i, j) the choice at [o, r, c], where there is one.
    ///
    /// - Parameters:
    ///   - input: rows of `[inputSide][inputSide][inputChannels]`
    ///   - gradient: of `pooled`, rows of `[pooledSide][pooledSide][outputChannels]`
    ///   - choice: like `gradient`
    ///   - weightGradient: like `weights`
    ///   - biasGradient: like `bias`
    func convolutionWeightGradient(
        _ shape: ConvolutionShape, input: Span<Float>, gradient: Span<Float>, choice: Span<Int32>,
        weightGradient: inout MutableSpan<Float>, biasGradient: inout MutableSpan<Float>)

    /// The gradient of `convolutionForward` with respect to its input:
    /// dx[ch, 2r+i+u, 2c+j+v] = sum of g[o, r, c] w[o, ch, u, v] with (i, j) the choice at [o, r, c], where there is one.
    ///
    /// - Parameters:
    ///   - gradient: as for `convolutionWeightGradient`
    ///   - choice: like `gradient`
    ///   - inputGradient: rows of `[inputSide][inputSide][inputChannels]`
    func convolutionInputGradient(
        _ shape: ConvolutionShape, weights: Span<Float>, gradient: Span<Float>, choice: Span<Int32>,
        inputGradient: inout MutableSpan<Float>)

    /// y[o] = b[o] + sum over i of w[o, i] x[i], and max(0, y[o]) where `relu` is set.
    ///
    /// - Parameters:
    ///   - input: `[inputs]`
    ///   - weights: `[outputs][inputs]`
    ///   - bias: `[outputs]`, whose count is the number of outputs
    func linearForward(
        input: Span<Lanes>, weights: Span<Float>, bias: Span<Float>, relu: Bool, output: inout MutableSpan<Lanes>)

    /// dx[i] = sum over o of w[o, i] dy[o].
    func linearInputGradient(
        weights: Span<Float>, outputGradient: Span<Lanes>, inputGradient: inout MutableSpan<Lanes>)

    /// dw[o, i] = sum over images n of dy[n, o] x[n, i] and db[o] = sum of dy[n, o], for a range of outputs. Images whose
    /// dy[n, o] is zero are passed over.
    ///
    /// - Parameters:
    ///   - input: rows of `[inputs]`, one for each lane of each group
    ///   - outputGradient: `[group][outputCount]`
    ///   - outputs: the rows of the weights to compute
    ///   - weightGradient: `[outputs.count][inputs]`
    ///   - biasGradient: `[outputs.count]`
    func linearWeightGradient(
        inputs: Int, input: Span<Float>, outputGradient: Span<Lanes>, outputCount: Int, outputs: Range<Int>,
        weightGradient: inout MutableSpan<Float>, biasGradient: inout MutableSpan<Float>)

    /// Sets gradients to zero where ReLU's output was not positive.
    func reluGradient(activation: Span<Lanes>, gradient: inout MutableSpan<Lanes>)

    /// Turns lanes into rows with channels last, the sixteen images of a group: from `[channels][position]` to
    /// `[image][position][channels]`. What follows the values of an image becomes zero.
    func transpose(_ lanes: Span<Lanes>, channels: Int, into rows: inout MutableSpan<Float>)

    /// The same for choices.
    func transpose(_ lanes: Span<ChoiceLanes>, channels: Int, into rows: inout MutableSpan<Int32>)

    /// Softmax, cross entropy and its gradient:
    /// p[c] = exp(z[c] - m) / s, loss = log s + m - z[label], dz[c] = (p[c] - [c = label]) scale.
    ///
    /// - Parameters:
    ///   - logits: `[classes]`
    ///   - labels: at most 16, one a lane; lanes beyond have loss and gradient zero
    ///   - scale: 1 / images of the batch
    ///   - probabilities: `[classes]`
    ///   - gradient: `[classes]`
    /// - Returns: each lane's loss in nats.
    func softmaxCrossEntropy(
        logits: Span<Lanes>, labels: Span<UInt8>, scale: Float, probabilities: inout MutableSpan<Lanes>,
        gradient: inout MutableSpan<Lanes>
    ) -> Lanes

    /// The class of the largest logit of each lane, the first of equals.
    func argmax(_ logits: Span<Lanes>) -> SIMD16<Int32>

    /// Fused multiply-adds on registers alone, `rounds` times `fusedOperationsPerRound`, to find the speed at which
    /// nothing can be faster.
    func fusedMultiplyAdds(rounds: Int) -> Float

    /// Scalar multiply-adds of one round of `fusedMultiplyAdds`.
    var fusedOperationsPerRound: Int { get }
}
