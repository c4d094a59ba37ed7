import RunRecords
import Testing

@Suite struct RunRecordErrorTests {
    static let sentences: [(RunRecordError, String)] = [
        (
            RunRecordError.notJSON(reason: "Unexpected end of file"),
            "The run record is not JSON: Unexpected end of file. Restore run.json or make it again with `lenet report`."
        ),
        (
            .otherSchemaVersion(found: 1, expected: 2),
            "The run record has schemaVersion 1, but this program reads 2: make it again with `lenet report`, "
                + "or use the version of the program that wrote it."
        ),
        (
            .missing(path: "configuration.seed"),
            "The run record lacks `configuration.seed`: restore run.json or make it again with `lenet report`."
        ),
        (
            .wrongType(path: "epochs", expected: "an array", found: "null"),
            "The run record has null at `epochs`, where an array is expected."
        ),
        (
            .unreadable(path: "dataset.kind", reason: "no such kind"),
            "The run record's `dataset.kind` cannot be read: no such kind."
        ),
        (
            .numberOutOfPlace,
            "The run record has a number where it cannot stand, such as a fraction for a count or one too large: "
                + "restore run.json or make it again with `lenet report`."
        ),
        (
            .disagreement(Disagreement(path: "test.accuracy", expected: "0.5", found: "0.6"), count: 1),
            "The run record does not agree with itself: `test.accuracy` should be 0.5, but is 0.6."
        ),
        (
            .disagreement(Disagreement(path: "test.accuracy", expected: "0.5", found: "0.6"), count: 2),
            "The run record does not agree with itself: `test.accuracy` should be 0.5, but is 0.6; "
                + "and 1 more such place."
        ),
        (
            .disagreement(Disagreement(path: "test.accuracy", expected: "0.5", found: "0.6"), count: 3),
            "The run record does not agree with itself: `test.accuracy` should be 0.5, but is 0.6; "
                + "and 2 more such places."
        ),
        (
            .notFinite(path: "trainingLoss[7]"),
            "The run record cannot be written: `trainingLoss[7]` is not a finite number. "
                + "Training has diverged; a smaller learning rate may help."
        ),
    ]

    @Test(arguments: sentences)
    func `Each refusal is a sentence with its place`(error: RunRecordError, sentence: String) {
        #expect(error.description == sentence)
    }
}
