import Datasets
import Testing

@Suite("Proxies from the environment")
struct ProxySettingsTests {
    @Test("are those of the scheme, in either case, else the one for all")
    func variables() throws {
        let settings = try #require(
            ProxySettings.dictionary(
                environment: [
                    "http_proxy": "http://p.example:3128", "ALL_PROXY": "q.example:8080", "no_proxy": "a, .b",
                ]))
        #expect(settings["HTTPProxy"] as? String == "p.example" && settings["HTTPPort"] as? Int == 3128)
        #expect(settings["HTTPSProxy"] as? String == "q.example" && settings["HTTPSPort"] as? Int == 8080)
        #expect(settings["ExceptionsList"] as? [String] == ["a", ".b"])
    }

    @Test("are none where no variable is set")
    func none() {
        #expect(ProxySettings.dictionary(environment: ["no_proxy": "a", "http_proxy": ""]) == nil)
    }
}
