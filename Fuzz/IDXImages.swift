import Datasets

/// libFuzzer's entry: any bytes are images as their header states, or a `DatasetError`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzImages(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let file = try? IDXFile(.images, source: ByteSource(path: "input", bytes: bytes)) else { return 0 }
    precondition((3...4).contains(file.sizes.count) && file.sizes.reduce(1, *) == file.elements.count)
    return 0
}
