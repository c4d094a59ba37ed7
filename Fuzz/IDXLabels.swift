import Datasets

/// libFuzzer's entry: any bytes are labels as their header states, or a `DatasetError`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLabels(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let file = try? IDXFile(.labels, source: ByteSource(path: "input", bytes: bytes)) else { return 0 }
    precondition(file.sizes.count == 1 && file.sizes.reduce(1, *) == file.elements.count)
    return 0
}
