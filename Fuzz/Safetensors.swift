import Foundation
import NeuralNetworks

/// libFuzzer's entry: any bytes are the parameters of a network with two tensors, or a `SafetensorsError`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSafetensors(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let data = Data(UnsafeBufferPointer(start: start, count: count))
    let table = ParameterTable([(name: "a", weightShape: [2, 3])])
    guard let parameters = try? Safetensors.decode(data, table: table) else { return 0 }
    precondition(parameters.values.count == 8 && parameters.values.allSatisfy(\.isFinite))
    return 0
}
