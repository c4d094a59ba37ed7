import Foundation

extension StudyRecord {
    /// The record as JSON, laid out as a run's record. The same record always gives the same bytes.
    package func encoded() throws(StudyRecordError) -> Data {
        do {
            return try JSONLayout.encoded(self)
        } catch {
            throw .unreadable(reason: "\(error)")
        }
    }

    /// Reads the JSON that `encoded()` writes. Every size and position in a record so read is within its bounds, every run
    /// has its place, and variants have names of their own.
    package init(decoding data: Data) throws(StudyRecordError) {
        do {
            let version = try JSONDecoder().decode(SchemaVersion.self, from: data).schemaVersion
            guard version == Self.currentSchemaVersion else {
                throw StudyRecordError.otherSchemaVersion(found: version, expected: Self.currentSchemaVersion)
            }
            self = try JSONDecoder().decode(StudyRecord.self, from: data)
        } catch let error as StudyRecordError {
            throw error
        } catch let error as DecodingError {
            throw .unreadable(reason: error.placeAndReason)
        } catch {
            throw .unreadable(reason: "\(error)")
        }
        let faults = faults
        if let first = faults.first { throw .disagreement(first, count: faults.count) }
    }
}

/// Why bytes are not the record of a study.
package enum StudyRecordError: Error, Sendable, Equatable, CustomStringConvertible {
    case unreadable(reason: String)
    /// Written by another version of the program.
    case otherSchemaVersion(found: Int, expected: Int)
    /// Values that do not fit together; the first of `count`.
    case disagreement(Disagreement, count: Int)

    package var description: String {
        let remedy = "restore study.json, or make it again with `lenet study`"
        return switch self {
        case .unreadable(let reason): "the study's record cannot be read: \(reason); \(remedy)"
        case .otherSchemaVersion(let found, let expected):
            "the study's record has schemaVersion \(found), but this program reads \(expected); \(remedy)"
        case .disagreement(let first, let count):
            "the study's record does not agree with itself: \(first)"
                + (count == 1 ? "" : ", and \(count - 1) more") + "; \(remedy)"
        }
    }
}

extension DecodingError {
    /// `runs[3].seed: Expected ...`
    fileprivate var placeAndReason: String {
        func text(_ context: Context, _ key: (any CodingKey)? = nil) -> String {
            let path = (context.codingPath + (key.map { [$0] } ?? [])).jsonPath
            return path.isEmpty ? context.debugDescription : "`\(path)`: \(context.debugDescription)"
        }
        return switch self {
        case .keyNotFound(let key, let context): text(context, key)
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context): text(context)
        @unknown default: "\(self)"
        }
    }
}

extension StudyRecord {
    /// Places where the record contradicts itself; empty for each that a study has written.
    var faults: [Disagreement] {
        var faults = configuration.structuralFaults
        faults.require(variants.count, in: 1...10_000, "variants.count")
        faults.require(seeds.count, in: 1...100_000, "seeds.count")
        faults.require(Set(seeds).count, equals: seeds.count, "seeds, different ones")
        for (index, variant) in variants.enumerated() {
            faults += variant.configuration.structuralFaults + variant.dataset.structuralFaults
            faults.require(
                variant.dataset.testImages, equals: testLabels.count, "variants[\(index)].dataset.testImages")
            faults.require(variant.dataset.name, equals: name, "variants[\(index)].dataset.name")
        }
        faults.require(Set(variants.map(\.name)).count, equals: variants.count, "variants, different names")
        guard faults.isEmpty else { return faults }
        faults.require(runs.count, equals: variants.count * seeds.count, "runs.count")
        for (index, run) in runs.enumerated() {
            faults.require(run.variant, equals: index / seeds.count, "runs[\(index)].variant")
            faults.require(run.seed, equals: seeds[index % seeds.count], "runs[\(index)].seed")
            guard faults.isEmpty else { return faults }
            faults += self.faults(run, "runs[\(index)]")
        }
        let classes = variants.first?.dataset.classes ?? 0
        faults.require(testLabels.allSatisfy { Int($0) < classes }, equals: true, "testLabels, all classes")
        for (index, hard) in hardImages.enumerated() {
            faults.require(
                testLabels.indices.contains(hard.index), equals: true, "hardImages[\(index)].index, a test image")
        }
        return faults
    }

    private func faults(_ run: StudyRun, _ path: String) -> [Disagreement] {
        guard let summary = run.outcome.summary else { return [] }
        var faults: [Disagreement] = []
        let variant = variants[run.variant]
        faults.require(summary.epochs.count, equals: variant.configuration.epochs, "\(path).epochs.count")
        faults.require(summary.epochLosses.count, equals: variant.configuration.epochs, "\(path).epochLosses.count")
        for epoch in summary.epochs {
            faults.require(epoch.trainingAccuracy, in: 0...1, "\(path).epochs.trainingAccuracy")
            faults.require(
                epoch.validationAccuracy != nil, equals: variant.dataset.validationImages > 0,
                "\(path).epochs, with validation accuracy")
            faults.require(epoch.validationAccuracy ?? 0, in: 0...1, "\(path).epochs.validationAccuracy")
        }
        let (wrong, predictions) = (summary.wrongImages, summary.wrongPredictions)
        faults.require(predictions.count, equals: wrong.count, "\(path).wrongPredictions.count")
        let isRising = zip(wrong, wrong.dropFirst()).allSatisfy { $0 < $1 }
        faults.require(
            isRising && wrong.allSatisfy(testLabels.indices.contains), equals: true, "\(path).wrongImages, rising")
        guard faults.isEmpty else { return faults }
        let areWrong = zip(wrong, predictions).allSatisfy { image, predicted in
            predicted != Int(testLabels[image]) && (0..<variant.dataset.classes).contains(predicted)
        }
        faults.require(areWrong, equals: true, "\(path).wrongPredictions, all of other classes")
        return faults
    }
}
