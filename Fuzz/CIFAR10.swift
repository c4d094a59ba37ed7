import Datasets

/// libFuzzer's entry: any bytes are whole records of ten classes, or a `DatasetError`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCIFAR10(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let (images, _) = try? CIFAR10Files.parse(ByteSource(path: "input", bytes: bytes)) else { return 0 }
    precondition(images.count * 3_073 == count && images.labels.allSatisfy { $0 < 10 })
    return 0
}
