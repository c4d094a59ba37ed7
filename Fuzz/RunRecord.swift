import Foundation
import RunRecordFixtures
import RunRecords

/// libFuzzer's entry: any bytes are a record that can be written again, or a `RunRecordError`.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRunRecord(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let data = Data(UnsafeBufferPointer(start: start, count: count))
    guard let record = try? RunRecord(decoding: data) else { return 0 }
    guard let encoded = try? record.encoded() else { preconditionFailure("a record that was read cannot be written") }
    guard (try? RunRecord(decoding: encoded)) == record else { preconditionFailure("a record changes when written") }
    return 0
}

/// Called before the corpus is read: puts a good record into the folder named by `LENET_FUZZ_CORPUS`, a small one, so that
/// thousands of inputs can be tried in a second.
@_cdecl("LLVMFuzzerInitialize")
public func writeSample(_ count: UnsafeMutablePointer<CInt>?, _ arguments: UnsafeMutableRawPointer?) -> CInt {
    guard let folder = ProcessInfo.processInfo.environment["LENET_FUZZ_CORPUS"] else { return 0 }
    let confusion = ConfusionMatrix.sample(classes: 2, each: 3, mistakes: [(0, 1, 1)])
    let exhibits = Exhibits.sample(confusion: confusion, side: 3, secondFilters: [2, 1, 2, 2])
    let record = RunRecord.sample(epochs: 1, confusion: confusion, exhibits: exhibits)
    try? record.encoded().write(to: URL(filePath: folder).appending(path: "sample"))
    return 0
}
