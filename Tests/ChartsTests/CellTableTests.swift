import Charts
import Testing

@Suite struct CellTableTests {
    private func table(_ classes: Int, text: String, showsTexts: Bool = true) -> CellTable {
        let labels = (0..<classes).map(String.init)
        let cell = CellTable.Cell(text, color: .white, ink: .black)
        return CellTable(
            cells: Array(repeating: Array(repeating: cell, count: classes), count: classes),
            rows: .init(title: "actual", labels: labels, marginTitle: "recall %", margin: labels.map { _ in "99.9" }),
            columns: .init(
                title: "predicted", labels: labels, marginTitle: "precision %", margin: labels.map { _ in "99.9" }),
            corner: "98.71", showsTexts: showsTexts)
    }

    @Test func `Cells fill the width but grow no wider than asked for`() {
        let ten = table(10, text: "7").layout(width: 500, widest: 100, theme: .light, measurer: .fixed)
        #expect(abs(ten.size.width - 500) < 1e-9)
        let two = table(2, text: "7").layout(width: 500, widest: 44, theme: .light, measurer: .fixed)
        #expect(two.cell.width == 44)
    }

    @Test func `Cells are as wide as their widest text, even if the page is not`() {
        let layout = table(30, text: "123456").layout(width: 100, widest: 44, theme: .light, measurer: .fixed)
        // Six letters of 0.6 x 8.5 points and 6 points of room.
        #expect(abs(layout.cell.width - 36.6) < 1e-9)
        #expect(layout.size.width > 30 * 36.6)
    }

    @Test(arguments: [1, 2, 10, 47, 60], ["", "7", "60000"])
    func `No text crosses another or leaves the table`(classes: Int, text: String) {
        let table = table(classes, text: text)
        let layout = table.layout(width: 452, widest: 44, theme: .light, measurer: .fixed)
        var drawing = Drawing(size: layout.size, background: .white)
        table.draw(layout, at: Point(x: 0, y: 0), on: &drawing, theme: .light, measurer: .fixed)
        #expect(drawing.textFaults(.fixed) == [])
    }

    @Test func `Labels too long for their columns run upwards and cross nothing`() {
        var named = table(10, text: "123")
        let names = (0..<10).map { "class \($0)" }
        (named.rows.labels, named.columns.labels) = (names, names)
        let layout = named.layout(width: 452, widest: 44, theme: .light, measurer: .fixed)
        #expect(layout.hasUprightLabels && layout.size.width <= 452 + 1e-9)
        var drawing = Drawing(size: layout.size, background: .white)
        named.draw(layout, at: Point(x: 0, y: 0), on: &drawing, theme: .light, measurer: .fixed)
        #expect(drawing.textFaults(.fixed) == [])
        #expect(drawing.texts.count(where: \.isUpright) == 10)
    }

    @Test func `Names of rows are all written, though those of columns have less room`() {
        var named = table(10, text: "123")
        let names = (0..<10).map { "…No\($0)…" }
        (named.rows.labels, named.columns.labels) = (names, names)
        let layout = named.layout(width: 300, widest: 44, theme: .light, measurer: .fixed)
        #expect(layout.hasUprightLabels && layout.rowLabelStep == 1 && layout.columnLabelStep == 1)
        // Numbers stay level.
        let numbers = table(10, text: "123").layout(width: 300, widest: 44, theme: .light, measurer: .fixed)
        #expect(!numbers.hasUprightLabels && numbers.rowLabelStep == 1 && numbers.columnLabelStep == 1)
    }

    @Test func `Without texts cells are small and labels thinned`() {
        let table = table(256, text: "9", showsTexts: false)
        let layout = table.layout(width: 452, widest: 44, theme: .light, measurer: .fixed)
        #expect(abs(layout.size.width - 452) < 1e-9 && layout.cell.width == layout.cell.height)
        var drawing = Drawing(size: layout.size, background: .white)
        table.draw(layout, at: Point(x: 0, y: 0), on: &drawing, theme: .light, measurer: .fixed)
        #expect(drawing.textFaults(.fixed) == [])
        #expect(layout.rowLabelStep > 1 && layout.columnLabelStep > 1)
        let labels = 255 / layout.rowLabelStep + 1 + 255 / layout.columnLabelStep + 1
        #expect(drawing.texts.count == 2 + labels)
    }
}
