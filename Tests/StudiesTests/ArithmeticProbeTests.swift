import KernelContracts
import NeuralNetworks
import Studies
import Testing

struct ArithmeticProbeTests {
    @Test("All instruction sets compute the same")
    func instructionSets() throws {
        let hashes = try Set(InstructionSet.available.map { try ArithmeticProbe.hash($0) })
        #expect(hashes.count == 1)
    }
}
