import KernelContracts

// This folder is compiled once for each instruction set, as the modules `Kernels`, `KernelsAVX2` and
// `KernelsAVX512`; the latter two are links to it. A register holds all sixteen lanes, half of them or a quarter;
// kernels treat one part after the other and are otherwise the same code.
//
// What keeps them fast was read off the assembly (Swift 6.3):
//
// - Accumulators in an `InlineArray` stay in registers as long as every loop over them is unrolled, which takes constant
//   bounds and few instructions a round. One loop that is not unrolled, wherever in the function, puts a store behind each
//   multiply-add and costs a factor of three; so tiles have 16 sums, not 24, and sums that leave through memory.
// - Fields of structures, nested ones too, stay in registers however many they are, 24 sums even: `Winograd.swift` holds its
//   sums so.
// - A weight serves all sixteen lanes at once where registers are narrow: a broadcast is a load, and two loads fit beside two
//   multiply-adds, not three. The compiler splits `Lanes` into registers itself.
// - A tile with its operands must fit the register file: 32 registers with AVX-512 and NEON, 16 with AVX2.
// - A local function that captures a variable is called, not inlined; a free function with `inout` is inlined.
// - Loading part of a register needs a loop; kept out of the loop over whole registers it made Adam four times as fast.
// - A register loaded across two lines of the cache costs half as much again, so `Buffer` and `withScratch` start at such a
//   line. Temporary memory asked for by the type of a vector is aligned to 16 bytes only: that cost a fifth of filtering.
// - Statics and computed properties of another module are called, a stored one behind a call to its initializer too: kernels
//   read them once, before their loops.
// - A count that grows where a condition holds is compiled to a branch, which is mispredicted; grown by a number made from
//   the condition by arithmetic it is not. Better still are bits, made for many outputs at once and taken lowest first.
// - A short loop inside nested ones may find no register left and reload all it needs; as a function that is not inlined
//   it has all of them.
// - Transposing by halves of sixteen becomes dozens of permutations; four vectors of four become the eight shuffles that one
//   would write by hand, and are five times as fast.

#if KERNELS_AVX512
    typealias Register = SIMD16<Float>
    typealias HalfRegister = SIMD8<Float>
    typealias ChoiceRegister = SIMD16<Int32>
    typealias WordRegister = SIMD16<UInt32>
#elseif KERNELS_AVX2
    typealias Register = SIMD8<Float>
    typealias HalfRegister = SIMD4<Float>
    typealias ChoiceRegister = SIMD8<Int32>
    typealias WordRegister = SIMD8<UInt32>
#else
    typealias Register = SIMD4<Float>
    typealias HalfRegister = SIMD2<Float>
    typealias ChoiceRegister = SIMD4<Int32>
    typealias WordRegister = SIMD4<UInt32>
#endif

/// Registers that hold the sixteen lanes between them.
@inline(__always) var parts: Int { Lanes.scalarCount / Register.scalarCount }

extension Register {
    @inline(__always) static var zeros: Register { Register(repeating: 0) }

    /// self + a b, rounded once.
    @inline(__always) mutating func addProduct(_ a: Register, _ b: Register) {
        self = addingProduct(a, b)
    }
}

/// The sum over all lanes as a tree: halves are added to each other until one number is left.
@inline(__always)
func laneSum(_ lanes: Lanes) -> Float {
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two.x + two.y
}

/// One part of lanes in memory, read like an array of registers.
struct LanePart {
    private let base: UnsafePointer<Register>

    @inline(__always) init(_ lanes: UnsafePointer<Lanes>, _ part: Int) {
        base = UnsafeRawPointer(lanes).assumingMemoryBound(to: Register.self) + part
    }

    @inline(__always) subscript(index: Int) -> Register { base[index &* parts] }
}

/// One part of lanes, or of choices, in memory, written like an array of registers.
struct MutableLanePart<Vector: SIMD> where Vector.Scalar: SIMDScalar {
    private let base: UnsafeMutablePointer<Vector>

    @inline(__always) init(_ lanes: UnsafeMutablePointer<SIMD16<Vector.Scalar>>, _ part: Int) {
        base = UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: Vector.self) + part
    }

    @inline(__always) subscript(index: Int) -> Vector {
        get { base[index &* parts] }
        nonmutating set { base[index &* parts] = newValue }
    }
}

/// Lends memory that starts at a line of the cache. Swift aligns vectors to 16 bytes only, so memory asked for by their type
/// may put each across two lines.
@inline(__always)
func withScratch<Element: BitwiseCopyable>(
    of type: Element.Type, count: Int, _ body: (UnsafeMutablePointer<Element>) -> Void
) {
    let size = count * MemoryLayout<Element>.stride
    withUnsafeTemporaryAllocation(byteCount: size, alignment: 64) { memory in
        guard let base = memory.bindMemory(to: Element.self).baseAddress else { return }
        body(base)
    }
}

// The address behind a span. It is used only while the kernel that was given the span runs, so what it points to lives.

extension Span {
    @inline(__always) var address: UnsafePointer<Element> {
        withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("a kernel was given an empty span") }
            return base
        }
    }
}

extension MutableSpan {
    @inline(__always) var address: UnsafeMutablePointer<Element> {
        mutating get {
            withUnsafeMutableBufferPointer { buffer in
                guard let base = buffer.baseAddress else { preconditionFailure("a kernel was given an empty span") }
                return base
            }
        }
    }
}
