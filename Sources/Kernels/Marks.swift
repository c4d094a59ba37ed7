import KernelContracts

// Which pooled outputs have a gradient. Where ReLU was zero, none flows; to pass those outputs over, each has a bit, so the
// rest are found without a branch for every output.

/// Marks the outputs of an image that have a gradient.
struct Marks {
    private let channels, positions: Int
    /// Words of 64 marks for a channel.
    private let words: Int
    /// `[channel][word]`, the first position in the lowest bit.
    private let marks: UnsafeMutablePointer<UInt64>
    /// Where the upper left window of each position starts in the input.
    private let windows: UnsafeMutablePointer<Int32>
    /// How far from the upper left window, or filter, the chosen one is, for each code of a choice.
    private let shifts: UnsafeMutablePointer<Int32>

    /// The memory for marks of such outputs, in words.
    static func size(_ shape: ConvolutionShape) -> Int {
        let positions = shape.pooledSide * shape.pooledSide
        return shape.outputChannels * words(for: positions) + (positions + 8 + 1) / 2
    }

    private static func words(for positions: Int) -> Int { (positions + 63) / 64 }

    /// `row` and `column` are the distances from a window, or filter, to the one below and the one beside.
    init(_ memory: UnsafeMutablePointer<UInt64>, _ shape: ConvolutionShape, row: Int, column: Int) {
        let side = shape.pooledSide
        (channels, positions) = (shape.outputChannels, side * side)
        words = Self.words(for: positions)
        marks = memory
        shifts = UnsafeMutableRawPointer(memory + channels * words).assumingMemoryBound(to: Int32.self)
        windows = shifts + 8
        for code in 0..<8 { shifts[code] = Int32((code >> 1 & 1) * row + (code & 1) * column) }
        for position in 0..<positions {
            let corner = position / side * shape.inputSide + position % side
            windows[position] = Int32(shape.poolSide * corner * shape.inputChannels)
        }
    }

    /// Marks the outputs of an image where there is a choice, all channels of a vector at once. Not inlined, this has all
    /// registers for itself.
    ///
    /// - Parameter choice: `[position][channel]`
    @inline(never)
    func set(_ choice: UnsafePointer<Int32>) {
        for first in stride(from: 0, to: channels, by: Lanes.scalarCount) {
            for word in 0..<words {
                let (start, end) = (64 * word, min(64 * word + 64, positions))
                let middle = min(start + 32, end)
                let (low, high) = (marks(choice + first, start..<middle), marks(choice + first, middle..<end))
                for lane in 0..<min(Lanes.scalarCount, channels - first) {
                    marks[(first + lane) * words + word] = UInt64(low[lane]) | UInt64(high[lane]) << 32
                }
            }
        }
    }

    /// The marks of at most 32 positions, for as many channels as there are lanes.
    @inline(__always)
    private func marks(_ choice: UnsafePointer<Int32>, _ positions: Range<Int>) -> SIMD16<UInt32> {
        var marks = SIMD16<UInt32>(repeating: 0)
        for position in positions.reversed() {
            let codes = UnsafeRawPointer(choice + position &* channels).loadUnaligned(as: SIMD16<UInt32>.self)
            // Codes of a choice have the third bit set.
            marks = marks &+ marks &+ (codes &>> 2)
        }
        return marks
    }

    /// The outputs of a channel that have a gradient.
    @inline(__always)
    func active(_ channel: Int, gradient: UnsafePointer<Float>, choice: UnsafePointer<Int32>) -> ActiveOutputs {
        ActiveOutputs(
            words: words, marks: marks + channel &* words, windows: windows, shifts: shifts,
            gradient: gradient + channel, choice: choice + channel, channels: channels)
    }
}

/// The outputs of a channel that have a gradient.
struct ActiveOutputs {
    let words: Int
    let marks: UnsafePointer<UInt64>
    fileprivate let windows, shifts: UnsafePointer<Int32>
    /// The channel's, `channels` apart.
    fileprivate let gradient: UnsafePointer<Float>
    fileprivate let choice: UnsafePointer<Int32>
    fileprivate let channels: Int

    /// One that has a gradient.
    struct Output {
        let position: Int
        let gradient: Float
        /// Where its window starts in the input.
        let window: Int
        /// How far the chosen window, or filter, is from the upper left one.
        let shift: Int
    }

    /// The first output that is marked in a word, unmarked by this.
    @inline(__always)
    func takeFirst(of marks: inout UInt64, _ word: Int) -> Output {
        let position = 64 &* word &+ marks.trailingZeroBitCount
        marks &= marks &- 1
        let source = position &* channels
        let shift = Int(shifts[Int(choice[source])])
        return Output(
            position: position, gradient: gradient[source], window: Int(windows[position]) &+ shift, shift: shift)
    }
}

/// Lends memory for marks.
@inline(__always)
func withMarks(_ shape: ConvolutionShape, row: Int, column: Int, _ body: (Marks) -> Void) {
    withScratch(of: UInt64.self, count: Marks.size(shape)) { memory in
        body(Marks(memory, shape, row: row, column: column))
    }
}
