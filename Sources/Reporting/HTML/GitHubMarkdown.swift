import CCMarkGFM

/// GitHub's dialect of Markdown turned into HTML by libcmark-gfm, the library that GitHub itself uses.
enum GitHubMarkdown {
    /// Registers tables once for the process; the library keeps them in a list of its own.
    private static let isRegistered: Bool = {
        cmark_gfm_core_extensions_ensure_registered()
        return true
    }()

    /// Raw HTML stays as it is, so whatever a record says must have been escaped before. `nil` where the library has
    /// no tables or no memory.
    static func html(_ markdown: String) -> String? {
        guard isRegistered, let tables = cmark_find_syntax_extension("table"),
            let parser = cmark_parser_new(CMARK_OPT_UNSAFE)
        else { return nil }
        defer { cmark_parser_free(parser) }
        guard cmark_parser_attach_syntax_extension(parser, tables) != 0 else { return nil }
        var text = markdown
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let document = cmark_parser_finish(parser) else { return nil }
        defer { cmark_node_free(document) }
        let extensions = cmark_parser_get_syntax_extensions(parser)
        guard let output = cmark_render_html(document, CMARK_OPT_UNSAFE, extensions) else { return nil }
        defer { cmark_get_default_mem_allocator().pointee.free(output) }
        return String(cString: output)
    }
}
