import ContentHashing
import Foundation
import Testing

/// The values of FIPS 180-4's examples, as `sha256sum` prints them.
struct ContentHashTests {
    @Test(
        "Content has the digest that every other program gives it",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func knownValues(text: String, expected: String) {
        #expect(ContentHash.sha256(Data(text.utf8)) == expected)
        #expect(ContentHash.sha256(Array(text.utf8)) == expected)
    }

    @Test("Parts have the digest of what they are together, wherever it is cut")
    func parts() {
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        let whole = ContentHash.sha256(bytes)
        for cut in [0, 1, 63, 64, 65, 999, 1_000] {
            #expect(ContentHash.sha256(Array(bytes[..<cut]), Array(bytes[cut...])) == whole)
        }
    }

    @Test("A million letters have the digest that FIPS 180-4 states")
    func long() {
        let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            ContentHash.sha256(letters) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }
}
