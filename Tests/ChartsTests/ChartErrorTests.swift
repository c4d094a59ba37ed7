import Charts
import Testing

@Suite struct ChartErrorTests {
    @Test(arguments: [
        (
            ChartError.cairo(status: "out of memory", making: "2_training_loss.png"),
            "2_training_loss.png could not be drawn: Cairo reports \"out of memory\""
        ),
        (
            .missingFont(family: "DejaVu Sans", package: Typeface.dejaVuSans.package),
            "The font DejaVu Sans is not installed; install fonts-dejavu-core (apt) or font-dejavu (brew)"
        ),
        (
            .invalidSize(width: 125_000, height: 42, largest: 32767, making: "a.png"),
            "a.png would be 125000 x 42 pixels; each side must be 1 to 32767: choose a lower resolution"
        ),
        (
            .invalidResolution(dpi: 9, allowed: 36...600, making: "a.png"),
            "a.png cannot be drawn at 9 dpi; choose 36 to 600"
        ),
        (
            .outOfMemory(making: "a.png"),
            "There is not enough memory to write a.png; choose a lower resolution"
        ),
        (
            .notPNG(name: "a.png", bytes: 3),
            "a.png is not a PNG file: its 3 bytes do not start with a PNG header; draw it again"
        ),
        (
            .damagedPNG(name: "a.png", reason: "bad"),
            "a.png is a damaged PNG file: libpng reports \"bad\"; draw it again"
        ),
        (
            .tooManyPixels(width: 65536, height: 65537, limit: 100, name: "a.png"),
            "a.png claims 65536 x 65537 pixels, more than the 100 that are read; draw it again"
        ),
    ])
    func `Each error says what, where and what to do`(error: ChartError, sentence: String) {
        #expect("\(error)" == sentence)
    }
}
