import Charts
import Testing

@Suite struct PageTests {
    private func page(_ title: String, _ subtitle: String) -> Page {
        Page(
            width: 200, title: title, subtitle: subtitle, bodyHeight: 50, theme: .light, measurer: .fixed)
    }

    @Test func `The body lies below the heading and within the margins`() {
        let page = page("Title", "Subtitle")
        #expect(page.body.x == 14)
        #expect(page.body.width == 172)
        #expect(page.drawing.size == Size(width: 200, height: (page.body.maxY + 14).rounded(.up)))
        #expect(page.drawing.textFaults(.fixed) == [])
        #expect(page.drawing.texts.allSatisfy { $0.position.y < page.body.y })
    }

    @Test func `A long heading takes more lines and pushes the body down`() {
        let long = page("A title that does not fit into a line", "and a subtitle which is much longer than one line")
        #expect(long.drawing.texts.count == 4)
        #expect(long.body.y > page("Title", "Subtitle").body.y + 30)
        #expect(long.drawing.textFaults(.fixed) == [])
    }
}
