import Foundation
import Testing

@Suite("lenet export") struct ExportCommandTests {
    @Test("A file is written, the same each time, with what the record says") func export() throws {
        let workplace = try Workplace.withResults()
        var files: [Data] = []
        for (options, values) in [([], "`image` to `logits`"), (["--preparation"], "`bytes` to `probabilities`")] {
            let arguments = ["export", "--name", "tiny", "--onnx", "out/tiny.onnx"] + options
            let outcome = try workplace.run(arguments)
            #expect(outcome.status == 0)
            #expect(outcome.output == "LeNet-5 of tiny, from \(values), in out/tiny.onnx\n")
            let first = try workplace.data("out/tiny.onnx")
            try workplace.remove("out/tiny.onnx")
            #expect(try workplace.run(arguments).status == 0)
            #expect(try workplace.data("out/tiny.onnx") == first)
            files.append(first)
        }
        for file in files {
            for text in ["class_names", #"["0","1","2"]"#, "data_sha256", "accuracy"] {
                #expect(file.range(of: Data(text.utf8)) != nil, "\(text)")
            }
        }
        #expect(files[0] != files[1])
    }

    @Test("Without a record, and without parameters, the error says what is missing") func missing() throws {
        try Workplace().expectRefusal(of: ["export", "--name", "tiny", "--onnx", "a.onnx"], status: 66)
        let workplace = try Workplace.withResults()
        try workplace.remove("report/tiny/lenet.safetensors")
        let outcome = try workplace.run("export", "--name", "tiny", "--onnx", "a.onnx")
        #expect(outcome.status == 66 && outcome.tellsErrorWell)
    }
}
