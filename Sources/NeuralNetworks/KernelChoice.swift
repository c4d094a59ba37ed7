import CProcessor
import KernelContracts
import Kernels

#if arch(x86_64)
    import KernelsAVX2
    import KernelsAVX512
#endif

extension InstructionSet {
    /// The instruction sets that this processor can run, the fastest first.
    package static var available: [InstructionSet] {
        #if arch(x86_64)
            switch cprocessor_x86_64_level() {
            case 4: [.avx512, .avx2, .baseline]
            case 3: [.avx2, .baseline]
            default: [.baseline]
            }
        #else
            [.baseline]
        #endif
    }

    /// The fastest that this processor can run.
    package static var best: InstructionSet { available.first ?? .baseline }

    /// The kernels compiled for this instruction set. Those that the processor lacks must not be called.
    package var kernels: any KernelSet {
        #if arch(x86_64)
            switch self {
            case .avx512: KernelsAVX512.FusedKernels()
            case .avx2: KernelsAVX2.FusedKernels()
            case .baseline: Kernels.FusedKernels()
            }
        #else
            Kernels.FusedKernels()
        #endif
    }
}
