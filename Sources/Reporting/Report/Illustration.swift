/// A figure as a text shows it: where its two versions lie and what is said about it.
package struct Illustration: Sendable, Equatable {
    /// The file's name without extension, such as `2_training_loss`.
    package var stem: String
    package var title: String
    package var caption: String
    /// What a reader who cannot see the figure should know.
    package var altText: String
    /// The address of the version for a light page, and of that for a dark one.
    package var lightAddress: String
    package var darkAddress: String

    package init(
        stem: String, title: String, caption: String, altText: String, lightAddress: String, darkAddress: String
    ) {
        self.stem = stem
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
        """
        <picture>
          <source media="(prefers-color-scheme: dark)" srcset="\(Markdown.htmlEscaped(darkAddress))">
          <img alt="\(Markdown.htmlEscaped(altText))" src="\(Markdown.htmlEscaped(lightAddress))"\(attributes)>
        </picture>
        """
    }

    /// The picture with its number, title and caption below.
    var markdown: String {
        let number = stem.prefix { $0.isNumber }
        let heading = number.isEmpty ? Markdown.escaped(title) : "Figure \(number). \(Markdown.escaped(title))"
        let stop = heading.hasSuffix(".") ? "" : "."
        let text = caption.isEmpty ? "" : " " + Markdown.escaped(caption)
        return picture + "\n\n**\(heading)\(stop)**\(text)"
    }
}

extension [Illustration] {
    /// The figure with this stem, ready for the text; `nil` where the run has none.
    func figure(_ stem: String) -> String? {
        first { $0.stem == stem }?.markdown
    }
}
