import Foundation

/// The proxies that the usual variables name, for systems whose Foundation does not read them itself.
package enum ProxySettings {
    /// A `connectionProxyDictionary`; `nil` where the environment names no proxy.
    package static func dictionary(environment: [String: String]) -> [String: any Sendable]? {
        var result: [String: any Sendable] = [:]
        for (scheme, prefix) in [("http", "HTTP"), ("https", "HTTPS")] {
            let names = ["\(scheme)_proxy", "\(prefix)_PROXY", "all_proxy", "ALL_PROXY"]
            guard let text = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }),
                let url = URL(string: text.contains("://") ? text : "http://" + text), let host = url.host()
            else { continue }
            result["\(prefix)Enable"] = 1
            result["\(prefix)Proxy"] = host
            result["\(prefix)Port"] = url.port ?? 80
        }
        guard !result.isEmpty else { return nil }
        let exceptions = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
        result["ExceptionsList"] = exceptions.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        return result
    }
}
