import Charts

extension TextMeasurer {
    /// Every letter 0.6 em wide: layouts can be worked out by hand and need no font.
    static var fixed: TextMeasurer {
        TextMeasurer(typeface: .dejaVuSans) { string, _ in 0.6 * Double(string.count) }
    }
}

extension TextStyle {
    static let ten = TextStyle(size: 10, color: .black)
}

extension Drawing {
    /// Pairs of texts whose boxes share an area, and texts that are not on the page.
    func textFaults(_ measurer: TextMeasurer) -> [String] {
        let page = Rect(x: 0, y: 0, width: size.width, height: size.height)
        let boxes = texts.map { (text: $0.string, box: measurer.box(of: $0)) }
        let outside = boxes.filter { !page.contains($0.box) }.map { "\($0.text) leaves the page" }
        let crossing = boxes.indices.flatMap { first in
            boxes.indices.dropFirst(first + 1).filter { boxes[first].box.overlaps(boxes[$0].box) }.map {
                "\(boxes[first].text) crosses \(boxes[$0].text)"
            }
        }
        return outside + crossing
    }
}
