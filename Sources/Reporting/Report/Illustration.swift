/// A figure as a text shows it: where its two versions lie and what is said about it.
package struct Illustration: Sendable, Equatable {
    package var number: Int
    package var title: String
    package var caption: String
    /// What a reader who cannot see the figure should know.
    package var altText: String
    /// The address of the version for a light page, and of that for a dark one; `nil` on paper.
    package var lightAddress: String
    package var darkAddress: String?

    package init(
        number: Int, title: String, caption: String, altText: String, lightAddress: String,
        darkAddress: String?
    ) {
        self.number = number
        self.title = title
        self.caption = caption
        self.altText = altText
        self.lightAddress = lightAddress
        self.darkAddress = darkAddress
    }

    /// The picture alone, as raw HTML: a page's reader gets the version that suits the page.
    var picture: String { picture(attributes: "") }

    /// The picture at half the width of the text, so that two stand side by side.
    var halfWidthPicture: String { picture(attributes: " width=\"49%\"") }

    private func picture(attributes: String) -> String {
        let dark = darkAddress.map {
            "\n  <source media=\"(prefers-color-scheme: dark)\" srcset=\"\(Markdown.htmlEscaped($0))\">"
        }
        return """
            <picture>\(dark ?? "")
              <img alt="\(Markdown.htmlEscaped(altText))" src="\(Markdown.htmlEscaped(lightAddress))"\(attributes)>
            </picture>
            """
    }

    /// The picture with its number, title and caption below.
    var markdown: String { markdown(number: number, words: nil) }

    /// The same with a number of its place in the text.
    ///
    /// - Parameter words: Markdown in the place of title and caption.
    func markdown(number: Int, words: String?) -> String {
        let description = words.map { "**Figure \(number).** \($0)" }
        return picture + "\n\n"
            + (description ?? "**Figure \(number). \(Markdown.escaped(title)).** \(Markdown.escaped(caption))")
    }
}
