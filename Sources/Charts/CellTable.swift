/// A square table of numbers in colored cells, with a label for each row and column and a margin of further numbers
/// to the right of the rows and below the columns. Cells grow with their texts, so that none covers another.
package struct CellTable: Sendable {
    package struct Cell: Sendable, Equatable {
        package var text: String
        package var color: Color
        package var ink: Color
        package var isBold: Bool

        package init(_ text: String, color: Color, ink: Color, isBold: Bool = false) {
            self.text = text
            self.color = color
            self.ink = ink
            self.isBold = isBold
        }
    }

    /// One of the two directions of a table.
    package struct Direction: Sendable, Equatable {
        /// What the labels name.
        package var title: String
        package var labels: [String]
        /// What the margin beyond the table tells of each row or column.
        package var marginTitle: String
        package var margin: [String]

        package init(title: String, labels: [String], marginTitle: String, margin: [String]) {
            self.title = title
            self.labels = labels
            self.marginTitle = marginTitle
            self.margin = margin
        }
    }

    /// Rows of cells from the top, as many in each as there are columns.
    package var cells: [[Cell]]
    package var rows: Direction
    package var columns: Direction
    /// The number where both margins meet.
    package var corner: String
    /// Whether cells are shown with their texts; else they may be small.
    package var showsTexts: Bool

    package init(cells: [[Cell]], rows: Direction, columns: Direction, corner: String, showsTexts: Bool = true) {
        self.cells = cells
        self.rows = rows
        self.columns = columns
        self.corner = corner
        self.showsTexts = showsTexts
    }

    /// Where a table's parts stand, relative to its top left corner.
    package struct Layout: Sendable, Equatable {
        package let cell: Size
        /// The table of cells alone.
        package let table: Rect
        /// The middle of the right margin.
        package let marginX: Double
        /// The middle of the lower margin.
        package let marginY: Double
        package let size: Size
        /// Of so many labels of rows, and of columns, one is written.
        package let rowLabelStep, columnLabelStep: Int
        /// Whether labels of columns, too wide for them, run upwards.
        package let hasUprightLabels: Bool
    }

    private static let padding = 6.0

    /// The layout for a width of at least `width` points, with cells no wider than `widest`.
    package func layout(width: Double, widest: Double, theme: Theme, measurer: TextMeasurer) -> Layout {
        let style = theme.small.bold
        let line = (theme.textSize * 1.5).rounded(.up)
        let margins =
            showsTexts
            ? (
                measurer.width(columns.marginTitle, theme.small),
                max(measurer.widest(rows.margin + [corner], style), measurer.width(rows.marginTitle, theme.small))
            )
            : (0, measurer.widest(columns.labels, theme.text.bold) / 2 - 2 * Self.padding)
        let left =
            max(
                measurer.widest(rows.labels, theme.text.bold), measurer.width(rows.title, theme.small), margins.0)
            + 2 * Self.padding
        let right = margins.1 + 2 * Self.padding
        let count = Double(max(columns.labels.count, 1))
        let widestLabel = measurer.widest(columns.labels, theme.text.bold)
        let texts = cells.joined().map(\.text) + columns.margin
        // Numbers are left out where they have no room, names are turned.
        let hasNames = columns.labels.contains { !$0.allSatisfy(\.isNumber) }
        let widestText = max(measurer.widest(texts, style), hasNames ? 0 : measurer.widest(columns.labels, style))
        let smallest = showsTexts ? max(widestText + Self.padding, line) : 1
        let cellWidth = max(min((width - left - right) / count, widest), smallest)
        let cellHeight = showsTexts ? max(min(cellWidth, 24), line) : cellWidth
        let isUpright = hasNames && widestLabel > max(cellWidth - 4, line)
        let labelExtent = isUpright ? line : max(widestLabel + Self.padding, line)
        let table = Rect(
            x: left, y: line + (isUpright ? widestLabel + Self.padding : line), width: cellWidth * count,
            height: cellHeight * Double(max(cells.count, 1)))
        return Layout(
            cell: Size(width: cellWidth, height: cellHeight), table: table, marginX: table.maxX + right / 2,
            marginY: table.maxY + 2 + line / 2,
            size: Size(width: table.maxX + right, height: table.maxY + 2 + line),
            rowLabelStep: max(Int((line / cellHeight).rounded(.up)), 1),
            columnLabelStep: max(Int((labelExtent / cellWidth).rounded(.up)), 1),
            hasUprightLabels: isUpright)
    }

    package func draw(
        _ layout: Layout, at origin: Point, on drawing: inout Drawing, theme: Theme, measurer: TextMeasurer
    ) {
        for (row, line) in cells.enumerated() {
            for (column, cell) in line.enumerated() {
                let place = Rect(
                    x: origin.x + layout.table.x + Double(column) * layout.cell.width,
                    y: origin.y + layout.table.y + Double(row) * layout.cell.height, width: layout.cell.width,
                    height: layout.cell.height)
                // Without a seam between small cells of one color.
                drawing.fill(Path(rect: place.inset(by: showsTexts ? 0.6 : -0.05)), cell.color)
                guard showsTexts, !cell.text.isEmpty else { continue }
                let style = TextStyle(size: theme.smallSize, isBold: cell.isBold, color: cell.ink)
                drawing.draw(centered(cell.text, style, Point(x: place.midX, y: place.midY), measurer))
            }
        }
        for text in margins(layout, theme, measurer) {
            var moved = text
            moved.position = Point(x: text.position.x + origin.x, y: text.position.y + origin.y)
            drawing.draw(moved)
        }
    }

    private func centered(_ string: String, _ style: TextStyle, _ center: Point, _ measurer: TextMeasurer) -> Text {
        Text(
            string, style: style, at: Point(x: center.x, y: center.y + measurer.baselineDrop(style)),
            alignment: .center)
    }

    /// Titles, labels and margins around the cells.
    private func margins(_ layout: Layout, _ theme: Theme, _ measurer: TextMeasurer) -> [Text] {
        let (table, cell) = (layout.table, layout.cell)
        let half = (theme.textSize * 1.5).rounded(.up) / 2
        // Labels of rows that are lower than a line reach up to the title.
        let axes = [
            (columns.title, Point(x: table.midX, y: half)),
            (rows.title, Point(x: table.x / 2, y: table.y - half - (showsTexts ? 0 : half / 2))),
        ]
        let beyond = [
            (rows.marginTitle, Point(x: layout.marginX, y: table.y - half)),
            (columns.marginTitle, Point(x: table.x / 2, y: layout.marginY)),
        ]
        let titles = (axes + (showsTexts ? beyond : [])).map { centered($0, theme.small, $1, measurer) }
        let bold = theme.text.bold
        let marginStyle = theme.small.colored(theme.ink)
        var texts = titles
        for index in columns.labels.indices {
            let x = table.x + (Double(index) + 0.5) * cell.width
            if index.isMultiple(of: layout.columnLabelStep) {
                texts.append(
                    layout.hasUprightLabels
                        ? Text(
                            columns.labels[index], style: bold,
                            at: Point(x: x + measurer.baselineDrop(bold), y: table.y - 4), isUpright: true)
                        : centered(columns.labels[index], bold, Point(x: x, y: table.y - half), measurer))
            }
            if showsTexts {
                texts.append(centered(columns.margin[index], marginStyle, Point(x: x, y: layout.marginY), measurer))
            }
        }
        for index in rows.labels.indices {
            let y = table.y + (Double(index) + 0.5) * cell.height
            if index.isMultiple(of: layout.rowLabelStep) {
                texts.append(centered(rows.labels[index], bold, Point(x: table.x / 2, y: y), measurer))
            }
            if showsTexts {
                texts.append(centered(rows.margin[index], marginStyle, Point(x: layout.marginX, y: y), measurer))
            }
        }
        if showsTexts {
            let center = Point(x: layout.marginX, y: layout.marginY)
            texts.append(centered(corner, marginStyle.bold, center, measurer))
        }
        return texts
    }
}
