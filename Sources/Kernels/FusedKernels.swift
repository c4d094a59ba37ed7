import KernelContracts

/// The kernels of this module's instruction set; each group of them is an extension in a file of its own.
package struct FusedKernels: KernelSet {
    package init() {}

    package var instructionSet: InstructionSet {
        #if KERNELS_AVX512
            .avx512
        #elseif KERNELS_AVX2
            .avx2
        #else
            .baseline
        #endif
    }

    /// Independent sums, enough to hide the latency of a fused multiply-add.
    private static var chains: Int { 12 }

    package var fusedOperationsPerRound: Int { Self.chains * Register.scalarCount }

    package func fusedMultiplyAdds(rounds: Int) -> Float {
        var sums = InlineArray<12, Register>(repeating: .zeros)
        let factor = Register(repeating: 0.999)
        let addend = Register(repeating: Float(rounds & 1))
        for _ in 0..<rounds {
            for chain in 0..<12 {
                sums[chain] = addend.addingProduct(sums[chain], factor)
            }
        }
        var total = Register.zeros
        for chain in 0..<12 { total += sums[chain] }
        return total[0]
    }
}
