/// A drawing's frame: a heading that says what there is to see, a line that says how to read it, and room below.
package struct Page {
    /// The drawing with its heading, to draw the body on.
    package var drawing: Drawing
    /// The room for the body.
    package let body: Rect

    /// A page so wide, as high as the heading, broken into lines, and a body of `bodyHeight` points ask for.
    package init(
        width: Double, title: String, subtitle: String, bodyHeight: Double, theme: Theme, measurer: TextMeasurer
    ) {
        let inner = width - 2 * theme.margin
        var y = theme.margin
        var texts: [Text] = []
        for (string, style, leading) in [(title, theme.title, 1.25), (subtitle, theme.muted, 1.4)] {
            for line in measurer.balancedLines(string, style, width: inner) {
                let height = style.size * leading
                let baseline = y + height / 2 + measurer.baselineDrop(style)
                texts.append(Text(line, style: style, at: Point(x: theme.margin, y: baseline)))
                y += height
            }
            y += 3
        }
        y += 9
        body = Rect(x: theme.margin, y: y, width: inner, height: bodyHeight)
        drawing = Drawing(
            size: Size(width: width, height: (y + bodyHeight + theme.margin).rounded(.up)),
            background: theme.background)
        for text in texts { drawing.draw(text) }
    }
}
