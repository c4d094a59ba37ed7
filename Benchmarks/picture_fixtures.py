#!/usr/bin/env python3
"""Makes PictureFixtures.swift: small pictures of every kind, and the pixels that Pillow reads from them.

    python3 -m venv .venv && .venv/bin/pip install pillow==13.0.0 numpy
    .venv/bin/python Benchmarks/picture_fixtures.py > Tests/DatasetsTests/Pictures/PictureFixtures.swift

What is translucent is laid over black by round(value * alpha / 255), and sixteen bits become eight by
round(value * 255 / 65535); all else is Image.open(...).convert("RGB").
"""
import base64, io, struct, zlib
import numpy
from PIL import Image, PngImagePlugin

ROWS, COLUMNS = 5, 7
r, c = numpy.mgrid[0:ROWS, 0:COLUMNS]
planes = [((7 * r * r + 31 * c + 13 * r * c + 50 * k) % 256).astype(numpy.uint8) for k in range(4)]
gray, rgb = planes[0], numpy.dstack(planes[:3])
wide = (257 * planes[0].astype(numpy.uint16) + 99 * r.astype(numpy.uint16)).astype(">u2")


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png16(values, color):
    rows = b"".join(b"\0" + row.tobytes() for row in values)
    header = struct.pack(">IIBBBBB", COLUMNS, ROWS, 16, color, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"gAMA", struct.pack(">I", 100000))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def interlaced():
    """Adam7, by hand, because Pillow does not write it."""
    content = b""
    for x, y, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        part = rgb[y::dy, x::dx]
        if part.size:
            content += b"".join(b"\0" + row.tobytes() for row in part)
    header = struct.pack(">IIBBBBB", COLUMNS, ROWS, 8, 2, 0, 0, 1)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(content)) + chunk(b"IEND", b""))


def save(image, format, **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    return file.getvalue()


def read(file):
    return numpy.array(Image.open(io.BytesIO(file)).convert("RGB"))


def over_black(file):
    pixels = numpy.array(Image.open(io.BytesIO(file)).convert("RGBA")).astype(int)
    return ((pixels[..., :3] * pixels[..., 3:] + 127) // 255).astype(numpy.uint8)


fixtures = []


def add(name, file, pixels):
    pixels = pixels if pixels.ndim == 3 else numpy.dstack([pixels] * 3)
    if (pixels[..., 0] == pixels[..., 1]).all() and (pixels[..., 1] == pixels[..., 2]).all():
        pixels = pixels[..., :1]
    fixtures.append((name, file, pixels.transpose(2, 0, 1)))


image = Image.fromarray(gray)
color = Image.fromarray(rgb)
info = PngImagePlugin.PngInfo()
info.add(b"gAMA", struct.pack(">I", 100000))
info.add_text("Comment", "described at length", zip=True)
add("gray.png", file := save(image, "PNG"), read(file))
add("black-and-white.png", file := save(image.point(lambda v: 255 * (v > 99)).convert("1"), "PNG"), read(file))
add("color.png", file := save(color, "PNG", pnginfo=info), rgb)
add("gray-stored-as-color.png", file := save(Image.merge("RGB", [image] * 3), "PNG"), gray)
add("interlaced.png", file := interlaced(), rgb)
assert (read(file) == rgb).all()
palette = color.quantize(16)
add("palette.png", file := save(palette, "PNG"), read(file))
add("palette-of-4-bits-with-transparency.png", file := save(palette, "PNG", bits=4, transparency=bytes([0, 128, 255, 30])),
    over_black(file))
add("gray-with-alpha.png", file := save(Image.merge("LA", [image, Image.fromarray(planes[3])]), "PNG"), over_black(file))
add("color-with-alpha.png", file := save(Image.fromarray(numpy.dstack(planes)), "PNG"), over_black(file))
add("gray-of-16-bits.png", png16(wide, 0), numpy.round(wide * 255.0 / 65535).astype(numpy.uint8))
deep = numpy.dstack([wide, wide[::-1], wide[:, ::-1]]).astype(">u2")
add("color-of-16-bits.png", png16(deep, 2), numpy.round(deep * 255.0 / 65535).astype(numpy.uint8))
smooth = Image.fromarray(numpy.dstack([(30 * r + 9 * c), (200 - 20 * c), (90 + 11 * r)]).astype(numpy.uint8))
add("gray.jpg", file := save(image, "JPEG", quality=90), read(file))
add("color.jpg", file := save(smooth, "JPEG", quality=75), read(file))
add("progressive.jpg", file := save(smooth, "JPEG", quality=95, subsampling=0, progressive=True), read(file))
turned = Image.Exif()
turned[0x0112] = 6
add("turned-by-its-EXIF.jpg", file := save(smooth, "JPEG", exif=turned), read(file))


def text(data):
    """Lines of a Swift string of several lines, each ending in a backslash but for the last."""
    code = base64.b64encode(data).decode()
    lines = [code[i:i + 100] for i in range(0, len(code), 100)]
    return "\\\n            ".join(lines)


print("/// Made by Benchmarks/picture_fixtures.py with Pillow %s. Each picture has %d rows and %d columns." % (Image.__version__, ROWS, COLUMNS))
print("enum PictureFixtures {")
print("    /// Name, file and pixels `[channel][row][column]`, in base64.")
print("    static let all: [(name: String, file: String, channels: Int, pixels: String)] = [")
for name, file, pixels in fixtures:
    print('        (\n            "%s",\n            """\n            %s\n            """, %d,\n            """\n            %s\n            """\n        ),'
          % (name, text(file), pixels.shape[0], text(pixels.tobytes())))
print("    ]\n")
cmyk = save(Image.merge("CMYK", [Image.fromarray(p) for p in planes]), "JPEG")
print('    /// A JPEG file of four channels.\n    static let cmyk = """\n        %s\n        """\n}' % text(cmyk).replace("            ", "        "))
