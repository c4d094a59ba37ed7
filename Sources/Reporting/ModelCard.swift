import RunRecords

/// What Hugging Face reads at the head of a model's README: license, tags and the accuracy, as YAML between two lines of
/// dashes (https://huggingface.co/docs/hub/model-cards).
struct ModelCard {
    let record: RunRecord
    /// An identifier such as `mit`.
    let license: String

    /// `nil` where the record asks for none.
    init?(_ record: RunRecord) {
        guard let license = record.presentation.license else { return nil }
        (self.record, self.license) = (record, license)
    }

    var yaml: String {
        let name = Self.quoted(record.dataset.title)
        let type = Self.quoted(record.dataset.kind == .mnist ? "ylecun/mnist" : record.dataset.name)
        let datasets = record.dataset.kind == .mnist ? "datasets:\n- ylecun/mnist\n" : ""
        return """
            ---
            license: \(Self.quoted(license))
            pipeline_tag: image-classification
            tags:
            - image-classification
            - lenet
            - safetensors
            \(datasets)metrics:
            - accuracy
            model-index:
            - name: \(Self.quoted(record.network.name))
              results:
              - task:
                  type: image-classification
                dataset:
                  name: \(name)
                  type: \(type)
                  split: test
                metrics:
                - type: accuracy
                  value: \(NumberFormat.shortest(record.test.accuracy))
            ---


            """
    }

    /// A text of YAML, whatever is in it.
    private static func quoted(_ text: String) -> String {
        let plain = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return "\"" + plain.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
