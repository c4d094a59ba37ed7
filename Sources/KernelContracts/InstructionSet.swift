/// The instruction sets for which kernels are compiled.
package enum InstructionSet: String, Sendable, CaseIterable, Codable {
    /// 512-bit registers, 32 of them: x86-64-v4.
    case avx512
    /// 256-bit registers, 16 of them, with fused multiply-add: x86-64-v3.
    case avx2
    /// What every processor of the architecture has: NEON on ARM; on x86-64 without AVX2 correct but slow.
    case baseline
}
