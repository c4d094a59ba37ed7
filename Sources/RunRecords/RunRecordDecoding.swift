import Foundation

extension RunRecord {
    /// Reads the JSON that `encoded()` writes.
    ///
    /// Whoever holds a record so read may index its arrays by the sizes that it states: ragged or negative counts,
    /// labels without a class, images without their pixels and the like are refused. Whether accuracies and tables
    /// also agree is another question, answered by `disagreements`.
    package init(decoding data: Data) throws(RunRecordError) {
        do {
            let decoder = JSONDecoder()
            let version = try decoder.decode(SchemaVersion.self, from: data).schemaVersion
            guard version == Self.currentSchemaVersion else {
                throw RunRecordError.otherSchemaVersion(found: version, expected: Self.currentSchemaVersion)
            }
            self = try decoder.decode(RunRecord.self, from: data)
        } catch let error as DecodingError {
            throw RunRecordError(error, in: data)
        } catch let error as RunRecordError {
            throw error
        } catch {
            throw .notJSON(reason: "\(error)")
        }
        let faults = structuralFaults
        if let first = faults.first {
            throw .disagreement(first, count: faults.count)
        }
    }
}

/// What every record begins with, whatever its layout.
struct SchemaVersion: Decodable {
    var schemaVersion: Int
}

extension RunRecordError {
    init(_ error: DecodingError, in data: Data) {
        switch error {
        case .keyNotFound(let key, let context):
            self = .missing(path: (context.codingPath + [key]).jsonPath)
        case .typeMismatch(let type, let context):
            self.init(expected: type, at: context.codingPath, in: data)
        case .valueNotFound(let type, let context):
            self.init(expected: type, at: context.codingPath, in: data)
        case .dataCorrupted(let context) where context.codingPath.isEmpty:
            // Foundation says no more of a number that its type cannot hold than of a broken file.
            self = Self.syntaxError(in: data).map { .notJSON(reason: $0) } ?? .numberOutOfPlace
        case .dataCorrupted(let context):
            self = .unreadable(path: context.codingPath.jsonPath, reason: context.debugDescription.withoutFullStop)
        @unknown default:
            self = .notJSON(reason: "\(error)")
        }
    }

    /// The parser's words for what is no JSON at all; `nil` for any JSON.
    private static func syntaxError(in data: Data) -> String? {
        do {
            _ = try JSONSerialization.jsonObject(with: data, options: [.fragmentsAllowed])
            return nil
        } catch {
            let words = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
            return (words ?? "it cannot be parsed").withoutFullStop
        }
    }

    private init(expected type: Any.Type, at path: [any CodingKey], in data: Data) {
        let found = (try? JSONDecoder().decode(JSONValue.self, from: data))?.value(at: path)?.kind ?? "another value"
        let name = path.isEmpty ? "the top" : path.jsonPath
        self = .wrongType(path: name, expected: JSONValue.kind(of: type), found: found)
    }
}

extension String {
    fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}

extension [any CodingKey] {
    /// `exhibits.mistakes[3].actual`
    var jsonPath: String {
        reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
