import Datasets
import Foundation
import Testing

@Suite("The mirrors asked")
struct MirrorListTests {
    private func resolve(_ options: [String] = [], _ variable: String? = nil) throws -> [String] {
        try MirrorList.resolve(options: options, environment: variable.map { ["LENET_MIRROR": $0] } ?? [:])
            .map(\.absoluteString)
    }

    @Test("are the option's, else the variable's, else MNIST's own two")
    func order() throws {
        #expect(
            try resolve(["http://a.example/m", "https://b.example/"], "http://c.example") == [
                "http://a.example/m/", "https://b.example/",
            ])
        #expect(
            try resolve([], " http://c.example  https://d.example/x ") == ["http://c.example/", "https://d.example/x/"])
        #expect(try resolve([], "") == MNIST.mirrors)
        #expect(try resolve() == MNIST.mirrors)
        #expect(MNIST.mirrors.count == 2)
    }

    @Test(
        "have an address of the web",
        arguments: ["mnist", "/data", "file:///data", "ftp://a.example/", "http://", "https:///x"])
    func invalid(text: String) {
        #expect(throws: DatasetError.invalidMirror(text)) { try resolve([text]) }
    }
}
