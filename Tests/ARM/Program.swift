// Prints what the arithmetic gives on the machine that this was compiled for: a hash of each kernel's results and of the
// random streams, and the loss of each step of real trainings, all to the bit. `scripts/arm` compiles and compares it.
//
//     program IMAGES LABELS STEPS WARPED_STEPS

import CStandard

@_cdecl("main")
public func main(_ count: Int32, _ words: UnsafePointer<UnsafePointer<CChar>?>) -> Int32 {
    guard count == 5, let images = words[1], let labels = words[2], let steps = words[3].flatMap(number),
        let warpedSteps = words[4].flatMap(number)
    else { return 64 }
    showStreams()
    showKernels(FusedKernels())
    let (pixels, classes) = (content(of: images, skipping: 16), content(of: labels, skipping: 8))
    guard !classes.isEmpty, pixels.count == classes.count * 28 * 28 else { return 66 }
    let data = LabeledImages(ImageArray(ImageShape(rows: 28, columns: 28), pixels: pixels), labels: classes)
    guard let training = ShortTraining(data) else { return 70 }
    training.show("loss", steps: steps, isWarped: false)
    training.show("warpedLoss", steps: warpedSteps, isWarped: true)
    return 0
}

private func number(_ text: UnsafePointer<CChar>) -> Int? {
    Int(String(cString: text))
}

/// A file behind its header; empty where it cannot be read.
private func content(of path: UnsafePointer<CChar>, skipping header: Int) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = max(ftell(file) - header, 0)
    fseek(file, header, SEEK_SET)
    return [UInt8](unsafeUninitializedCapacity: size) { memory, count in
        count = fread(memory.baseAddress, 1, size, file)
    }
}
