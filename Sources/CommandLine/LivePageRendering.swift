import Foundation
import Reporting
import RunRecords
import Training

extension LivePage {
    /// The page of a record, with the logits that this program computes with the parameters beside it. They are the same on
    /// any machine and for any number of threads, and so is the page.
    ///
    /// - Parameter parameters: the safetensors file
    init(_ record: RunRecord, parameters file: Data) throws {
        let recorded = try RecordedNetwork(record, parameters: file)
        guard let answers = recorded.answers(Self.images(of: record).map(\.image)) else {
            throw Failure.badData("an image of the record has another size than the network sees")
        }
        self.init(record: record, parameters: recorded.parameters.values, logits: answers.map(\.logits))
    }
}
