import ContentHashing
import Foundation
import NeuralNetworks

extension ContentHash {
    /// Of a safetensors file, were it without metadata, as records have it; of the file itself where its header is laid out
    /// otherwise than this program does it.
    static func ofTensors(in file: Data) -> String {
        guard let metadata = try? Safetensors.metadata(of: file),
            (try? Safetensors.replacingMetadata(of: file, with: metadata)) == file,
            let plain = try? Safetensors.replacingMetadata(of: file, with: [:])
        else { return sha256(file) }
        return sha256(plain)
    }
}
