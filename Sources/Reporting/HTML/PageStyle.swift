/// The look of a report's page: light or dark as the reader's system has it, one column; on a phone figures are as
/// wide as the screen, and tables that are wider scroll sideways.
enum PageStyle {
    static let css = """
        :root {
          color-scheme: light dark;
          --text: #1f2328; --muted: #59636e; --page: #ffffff; --raised: #f6f8fa; --line: #d1d9e0; --accent: #0969da;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --text: #f0f6fc; --muted: #9198a1; --page: #0d1117; --raised: #151b23; --line: #3d444d; --accent: #4493f8;
          }
        }
        * { box-sizing: border-box; }
        body {
          margin: 0; background: var(--page); color: var(--text);
          font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
          -webkit-text-size-adjust: 100%; overflow-wrap: break-word;
        }
        main { max-width: 52rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
        h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1.25rem; }
        h2 { font-size: 1.4rem; margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1.1rem; margin: 1.75rem 0 .75rem; }
        p, ul, ol, blockquote, pre, table { margin: 0 0 1rem; }
        a { color: var(--accent); }
        blockquote { padding: .75rem 1rem; border-left: .25rem solid var(--accent); background: var(--raised); }
        blockquote > :last-child { margin-bottom: 0; }
        code, pre { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
        :not(pre) > code { padding: .15em .35em; border-radius: .3em; background: var(--raised); }
        pre { font-size: .8125rem; padding: 1rem; border-radius: .4rem; background: var(--raised); overflow-x: auto; }
        pre code { font-size: 1em; }
        table {
          display: block; width: max-content; max-width: 100%; overflow-x: auto; border-collapse: collapse;
          font-variant-numeric: tabular-nums;
        }
        th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { color: var(--muted); font-weight: 600; }
        th:not([align]) { text-align: left; }
        [align="right"] { text-align: right; }
        [align="center"] { text-align: center; }
        picture { display: block; margin: 1.5rem 0 .75rem; }
        picture img { display: block; width: 100%; height: auto; }
        picture + p { color: var(--muted); font-size: .9375rem; margin-bottom: 2rem; }
        picture + p strong { color: var(--text); }
        @media (max-width: 40rem) {
          main { padding: 1.25rem 1rem 3rem; }
          h1 { font-size: 1.6rem; }
        }
        @media print {
          :root { color-scheme: light; font-size: 10pt; }
          body { line-height: 1.45; }
          main { max-width: none; padding: 0; }
          h1, h2, h3, h4, h5, h6 { break-after: avoid; }
          p:not(picture + p):has(+ table, + pre, + ul, + ol) { break-after: avoid; }
          h2 { margin-top: 1.75rem; }
          picture, tr, blockquote { break-inside: avoid; }
          table { break-inside: avoid; display: table; width: auto; font-size: .9rem; }
          thead { display: table-header-group; }
          th, td { padding: .2rem .6rem; white-space: normal; }
          td code { overflow-wrap: anywhere; }
          pre { white-space: pre-wrap; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
          picture { break-after: avoid; }
          picture + p { break-inside: avoid; margin-bottom: 1.25rem; }
          picture img { max-height: 10cm; object-fit: contain; object-position: left; }
          p, li, pre { orphans: 3; widows: 3; }
        }
        """

    /// The size of pages, with their numbers.
    static func print(on paper: PrintedReport.Paper) -> String {
        """
        @page {
          size: \(paper.size); margin: 20mm 20mm 22mm;
          @bottom-center {
            content: counter(page) " / " counter(pages); font: 9pt system-ui, "DejaVu Sans", sans-serif; color: #59636e;
          }
        }
        """
    }
}
