import CCairo
import Foundation

/// A page of Cairo's on which drawings are painted. This is the one file that speaks to Cairo.
final class Canvas {
    /// Cairo's own limit for a side of an image.
    static let largestSide = 32767

    private let surface: OpaquePointer
    private let context: OpaquePointer
    /// What is drawn, for errors to name.
    private let name: String
    /// Pixels a point of a PNG; `nil` where shapes stay shapes.
    private let pixelsPerPoint: Double?
    private let output = Output()

    /// Collects what Cairo writes.
    private final class Output {
        var bytes = Data()

        static let write: cairo_write_func_t = { closure, bytes, count in
            guard let closure, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
            let output = Unmanaged<Output>.fromOpaque(closure).takeUnretainedValue()
            output.bytes.append(bytes, count: Int(count))
            return CAIRO_STATUS_SUCCESS
        }
    }

    /// A page of so many points for a format. Throws where Cairo cannot make it.
    init(size: Size, format: DrawingFormat, dpi: Int, name: String) throws(ChartError) {
        self.name = name
        let closure = Unmanaged.passUnretained(output).toOpaque()
        let made: OpaquePointer?
        switch format {
        case .png:
            let scale = Double(dpi) / 72
            let (width, height) = ((size.width * scale).rounded(), (size.height * scale).rounded())
            let sides = 1...Double(Self.largestSide)
            guard sides.contains(width), sides.contains(height) else {
                let extents = [width, height].map { Int(max(0, min($0, 1e9))) }
                throw .invalidSize(
                    width: extents[0], height: extents[1], largest: Self.largestSide, making: name)
            }
            made = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
            pixelsPerPoint = scale
        case .svg:
            made = cairo_svg_surface_create_for_stream(Output.write, closure, size.width, size.height)
            pixelsPerPoint = nil
        case .pdf:
            made = cairo_pdf_surface_create_for_stream(Output.write, closure, size.width, size.height)
            pixelsPerPoint = nil
        }
        guard let made, let context = cairo_create(made) else {
            throw .cairo(status: "no surface was made", making: name)
        }
        surface = made
        self.context = context
        try Self.verify(cairo_surface_status(made), name)
        prepare(format)
    }

    deinit {
        cairo_destroy(context)
        // Before `output` goes: Cairo may write while it finishes.
        cairo_surface_finish(surface)
        cairo_surface_destroy(surface)
    }

    private func prepare(_ format: DrawingFormat) {
        if format == .pdf {
            // Else Cairo writes the time of day.
            cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z")
        }
        if let pixelsPerPoint { cairo_scale(context, pixelsPerPoint, pixelsPerPoint) }
        cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
        Self.disableHinting(of: context)
    }

    /// Letters keep their designed widths, so that layout is the same at every size and resolution.
    private static func disableHinting(of context: OpaquePointer) {
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
        cairo_set_font_options(context, options)
        cairo_font_options_destroy(options)
    }

    private static func verify(_ status: cairo_status_t, _ name: String) throws(ChartError) {
        guard status == CAIRO_STATUS_SUCCESS else {
            throw .cairo(status: String(cString: cairo_status_to_string(status)), making: name)
        }
    }

    // MARK: - Painting

    func paint(_ drawing: Drawing, typeface: Typeface) throws(ChartError) {
        setSource(drawing.background)
        cairo_paint(context)
        for element in drawing.elements {
            switch element {
            case .fill(let path, let color):
                trace(path)
                setSource(color)
                cairo_fill(context)
            case .stroke(let path, let stroke):
                setSource(stroke.color)
                cairo_set_line_width(context, stroke.width)
                cairo_set_dash(context, stroke.dashes, Int32(stroke.dashes.count), 0)
                for piece in pieces(path, stroke) {
                    trace(piece)
                    cairo_stroke(context)
                }
            case .text(let text):
                paint(text, typeface)
            case .image(let image, let rect):
                try paint(image, rect)
            }
        }
        try Self.verify(cairo_status(context), name)
    }

    /// What of a path is stroked at a time.
    ///
    /// Where it makes pixels, Cairo looks for crossings of the whole outline, which takes long for a long line. Ends are
    /// as round as corners, so an unbroken line looks the same in pieces.
    private func pieces(_ path: Path, _ stroke: Stroke) -> [Path] {
        pixelsPerPoint == nil || !stroke.dashes.isEmpty ? [path] : path.pieces(of: 32)
    }

    private func setSource(_ color: Color) {
        cairo_set_source_rgb(
            context, Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
    }

    private func trace(_ path: Path) {
        cairo_new_path(context)
        for step in path.steps {
            switch step {
            case .move(let point): cairo_move_to(context, point.x, point.y)
            case .line(let point): cairo_line_to(context, point.x, point.y)
            case .arc(let center, let radius, let from, let to):
                cairo_arc(context, center.x, center.y, radius, from, to)
            case .close: cairo_close_path(context)
            }
        }
    }

    private func paint(_ text: Text, _ typeface: Typeface) {
        Self.select(typeface, isBold: text.style.isBold, in: context)
        cairo_set_font_size(context, text.style.size)
        let width = Self.advance(of: text.string, in: context)
        let shift =
            switch text.alignment {
            case .leading: 0.0
            case .center: width / 2
            case .trailing: width
            }
        setSource(text.style.color)
        cairo_new_path(context)
        if text.isUpright {
            cairo_save(context)
            cairo_translate(context, text.position.x, text.position.y + shift)
            cairo_rotate(context, -.pi / 2)
            cairo_move_to(context, 0, 0)
        } else {
            cairo_move_to(context, text.position.x - shift, text.position.y)
        }
        defer { if text.isUpright { cairo_restore(context) } }
        if pixelsPerPoint == nil {
            // Glyphs drawn once and used often; in PDF text that can be selected and searched.
            cairo_show_text(context, text.string)
        } else {
            // Filled outlines stand between pixels where glyphs would be rounded to them.
            cairo_text_path(context, text.string)
            cairo_fill(context)
        }
    }

    private func paint(_ image: Bitmap, _ rect: Rect) throws(ChartError) {
        guard image.width > 0, image.height > 0 else { return }
        // Readers of vector formats may smooth images; they leave squares of many equal pixels sharp.
        let image = pixelsPerPoint == nil ? image.magnified(to: 256) : image
        let source = try Self.makeSurface(of: image, name)
        defer { cairo_surface_destroy(source) }
        let place = snapped(rect)
        cairo_save(context)
        cairo_translate(context, place.x, place.y)
        cairo_scale(context, place.width / Double(image.width), place.height / Double(image.height))
        cairo_set_source_surface(context, source, 0, 0)
        let pixel = place.width * (pixelsPerPoint ?? .infinity) / Double(image.width)
        cairo_pattern_set_filter(
            cairo_get_source(context), pixel < 1 ? CAIRO_FILTER_GOOD : CAIRO_FILTER_NEAREST)
        cairo_paint(context)
        cairo_restore(context)
    }

    /// The rectangle with its edges between pixels, so that none is blurred.
    private func snapped(_ rect: Rect) -> Rect {
        guard let scale = pixelsPerPoint else { return rect }
        let (left, top) = ((rect.x * scale).rounded() / scale, (rect.y * scale).rounded() / scale)
        let right = (rect.x * scale).rounded() + max((rect.width * scale).rounded(), 1)
        let bottom = (rect.y * scale).rounded() + max((rect.height * scale).rounded(), 1)
        return Rect(x: left, y: top, width: right / scale - left, height: bottom / scale - top)
    }

    private static func makeSurface(of image: Bitmap, _ name: String) throws(ChartError) -> OpaquePointer {
        guard max(image.width, image.height) <= largestSide,
            let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(image.width), Int32(image.height))
        else {
            throw .invalidSize(
                width: image.width, height: image.height, largest: largestSide, making: name)
        }
        do throws(ChartError) {
            try verify(cairo_surface_status(surface), name)
        } catch {
            cairo_surface_destroy(surface)
            throw error
        }
        cairo_surface_flush(surface)
        let stride = Int(cairo_image_surface_get_stride(surface))
        if let data = cairo_image_surface_get_data(surface) {
            for y in 0..<image.height {
                for x in 0..<image.width {
                    let first = (y * image.width + x) * 4
                    let word = image.pixels[first..<first + 3].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
                    UnsafeMutableRawPointer(data).storeBytes(
                        of: word, toByteOffset: y * stride + x * 4, as: UInt32.self)
                }
            }
        }
        cairo_surface_mark_dirty(surface)
        return surface
    }

    /// The finished file; nothing can be painted after.
    func finish() throws(ChartError) -> Data {
        if let pixelsPerPoint { return try finishPixels(dpi: Int((pixelsPerPoint * 72).rounded())) }
        cairo_show_page(context)
        try Self.verify(cairo_status(context), name)
        cairo_surface_finish(surface)
        try Self.verify(cairo_surface_status(surface), name)
        return output.bytes
    }

    /// Cairo would write three bytes a pixel; a palette makes that one.
    private func finishPixels(dpi: Int) throws(ChartError) -> Data {
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        let stride = Int(cairo_image_surface_get_stride(surface)) / 4
        cairo_surface_flush(surface)
        guard let bytes = cairo_image_surface_get_data(surface) else {
            throw .cairo(status: "no pixels were painted", making: name)
        }
        let runs = bytes.withMemoryRebound(to: UInt32.self, capacity: height * stride) { pixels in
            PixelRuns(
                UnsafeBufferPointer(start: pixels, count: height * stride).span, width: width, height: height,
                stride: stride)
        }
        guard let file = PNG.encoded(runs, Palette(runs.colors), dpi: dpi) else { throw .outOfMemory(making: name) }
        return file
    }

    // MARK: - Measuring

    private static func select(_ typeface: Typeface, isBold: Bool, in context: OpaquePointer) {
        cairo_select_font_face(
            context, typeface.family, CAIRO_FONT_SLANT_NORMAL,
            isBold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL)
    }

    private static func advance(of string: String, in context: OpaquePointer) -> Double {
        var extents = cairo_text_extents_t()
        cairo_text_extents(context, string, &extents)
        return extents.x_advance
    }

    /// The advance of a text in ems, measured at a large size.
    func ems(_ string: String, isBold: Bool, _ typeface: Typeface) -> Double {
        let size = 1024.0
        Self.select(typeface, isBold: isBold, in: context)
        cairo_set_font_size(context, size)
        return Self.advance(of: string, in: context) / size
    }
}
