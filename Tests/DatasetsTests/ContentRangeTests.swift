import Datasets
import Testing

@Suite("A partial answer")
struct ContentRangeTests {
    @Test("states its first and last byte and the length of the whole")
    func reads() {
        let range = ContentRange("bytes 100-199/200")
        #expect(range?.start == 100 && range?.end == 199 && range?.total == 200)
    }

    @Test(
        "that does not reach the end of a file of known length is none",
        arguments: [
            "", "bytes", "bytes */200", "bytes 100-199/*", "bytes 100-150/200", "bytes 199-100/200",
            "bytes 100-199/100",
            "bytes -5-199/200", "pages 1-2/3", "bytes 1-99999999999999999999/2", "bytes 100-199/200 x",
        ])
    func refuses(text: String) {
        #expect(ContentRange(text) == nil)
    }
}
