import Datasets

/// libFuzzer's entry: any bytes are a picture of one or three channels, or a `PictureFault`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPictures(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let image = try? Picture.decode(bytes) else { return 0 }
    precondition((image.channels == 1 || image.channels == 3) && image.pixels.count == image.shape.count)
    return 0
}
