#!/usr/bin/env python3
"""Makes DatasetFixtures.swift: small data sets in every format that the program reads, and the pixels that they hold.

    python3 -m venv .venv && .venv/bin/pip install pillow==13.0.0 numpy
    .venv/bin/python Benchmarks/dataset_fixtures.py > Tests/DatasetsTests/DatasetFixtures.swift

Pixels are random and expected as [image][channel][row][column]. Pictures are expected as Pillow reads and resizes them,
transparency over black by round(value * alpha / 255), gray ones in three channels beside colored ones.
"""
import base64, gzip, io, struct
import numpy
from PIL import Image

random = numpy.random.default_rng(7)
TRAINING, TEST, ROWS, COLUMNS = 4, 3, 4, 5
SIDE = 16
fixtures = []


def noise(*shape):
    return random.integers(0, 256, shape, numpy.uint8)


def idx(array):
    return bytes([0, 0, 8, array.ndim]) + struct.pack(f">{array.ndim}I", *array.shape) + array.tobytes()


def add(name, files, training, training_labels, test, test_labels, classes):
    fixtures.append((name, files, training, training_labels, test, test_labels, classes))


def add_idx(name, names, store, classes, labels=([2, 0, 1, 2], [1, 2, 0]), first=0, channels=1, pack=lambda file: file):
    """IDX files; `store` makes what the file holds of images [image][channel][row][column]."""
    images = [noise(count, channels, ROWS, COLUMNS) for count in (TRAINING, TEST)]
    files = {}
    for part in range(2):
        files[names[2 * part]] = pack(idx(store(images[part])))
        files[names[2 * part + 1]] = pack(idx(numpy.array(labels[part], numpy.uint8) + first))
    add(name, files, images[0], labels[0], images[1], labels[1], classes)


def names(training, test, images="-images-idx3-ubyte", labels="-labels-idx1-ubyte"):
    return [training + images, training + labels, test + images, test + labels]


gray = lambda images: images[:, 0]
numbers = ["0", "1", "2"]
add_idx("MNIST's names", names("train", "t10k"), gray, numbers)
add_idx("Kaggle's names", names("train", "t10k", "-images.idx3-ubyte", "-labels.idx1-ubyte"), gray, numbers)
add_idx("torchvision's folder", names("MNIST/raw/train", "MNIST/raw/t10k"), gray, numbers)
add_idx("EMNIST, transposed and compressed",
        [name + ".gz" for name in names("gzip/emnist-letters-train", "gzip/emnist-letters-test")],
        lambda images: images[:, 0].transpose(0, 2, 1), ["1", "2", "3"], first=1,
        pack=lambda file: gzip.compress(file, mtime=0))
add_idx("channels before rows", names("train", "test", "-images-idx4-ubyte"), lambda images: images, numbers, channels=3)
add_idx("channels after columns", names("train", "t10k", "-images-idx4-ubyte"),
        lambda images: numpy.ascontiguousarray(images.transpose(0, 2, 3, 1)), numbers, channels=3)

batch = noise(2, 3, 32, 32), noise(1, 3, 32, 32), noise(2, 3, 32, 32)
record = lambda images, labels: b"".join(bytes([label]) + image.tobytes() for label, image in zip(labels, images))
add("CIFAR-10", {
    "data_batch_1.bin": record(batch[0], [9, 3]), "data_batch_2.bin": record(batch[1], [0]),
    "test_batch.bin": record(batch[2], [3, 9]),
}, numpy.concatenate(batch[:2]), [2, 1, 0], batch[2], [1, 2], ["airplane", "cat", "truck"])


def picture(mode, size, format, **options):
    channels = {"L": 1, "RGB": 3, "LA": 2, "RGBA": 4}[mode]
    pixels = noise(size[1], size[0], channels)
    file = io.BytesIO()
    Image.fromarray(pixels[..., 0] if channels == 1 else pixels, mode).save(file, format, **options)
    return file.getvalue()


def pixels(file, channels):
    values = numpy.array(Image.open(io.BytesIO(file)).convert("RGBA")).astype(int)
    values = ((values[..., :3] * values[..., 3:] + 127) // 255).astype(numpy.uint8)
    return numpy.array(Image.fromarray(values).resize((SIDE, SIDE), Image.Resampling.BILINEAR)).transpose(2, 0, 1)[:channels]


def add_pictures(name, kinds, channels):
    """A folder of pictures, the classes `ant` and `bee`."""
    files = {path: picture(*kind) for path, kind in kinds.items()}
    for path, kind in kinds.items():
        if path.endswith(".jpg"):
            files[path] = picture(*kind[:2], "JPEG", quality=90)
    ordered = sorted(files, key=str.encode)
    parts = [[path for path in ordered if path.startswith(part)] for part in ("train/", "test/")]
    images = [numpy.array([pixels(files[path], channels) for path in part]) for part in parts]
    labels = [[["ant", "bee"].index(path.split("/")[1]) for path in part] for part in parts]
    add(name, files, images[0], labels[0], images[1], labels[1], ["ant", "bee"])


add_pictures("gray pictures", {
    "train/ant/1.png": ("L", (7, 5), "PNG"), "train/bee/2.jpg": ("L", (20, 17), "JPEG"),
    "train/bee/10.png": ("LA", (16, 16), "PNG"), "test/ant/1.png": ("L", (9, 30), "PNG"),
}, 1)
add_pictures("pictures in gray and in color", {
    "train/ant/1.png": ("RGB", (7, 5), "PNG"), "train/ant/2.png": ("RGBA", (18, 12), "PNG"),
    "train/bee/1.jpg": ("RGB", (20, 17), "JPEG"), "train/bee/2.png": ("L", (16, 16), "PNG"),
    "test/bee/1.jpg": ("L", (9, 30), "JPEG"), "test/ant/1.png": ("RGBA", (5, 5), "PNG"),
}, 3)


def text(data, indent):
    """A Swift string of several lines, each but for the last ending in a backslash."""
    code = base64.b64encode(data).decode()
    space = " " * indent
    lines = f"\\\n{space}".join(code[i:i + 100] for i in range(0, len(code), 100))
    return f'"""\n{space}{lines}\n{space}"""'


print(f"/// Made by Benchmarks/dataset_fixtures.py with Pillow {Image.__version__} and numpy {numpy.__version__}.")
print("struct DatasetFixture: Sendable {")
print("    let name: String")
print("    /// By path, in base64 as all that follows.")
print("    let files: [(path: String, content: String)]")
print("    /// Of all images, training and test: channels, rows and columns.")
print("    let shape: (channels: Int, rows: Int, columns: Int)")
print("    let training: String")
print("    let trainingLabels: [UInt8]")
print("    let test: String")
print("    let testLabels: [UInt8]")
print("    let classes: [String]\n")
print("    static let all: [DatasetFixture] = [")
for name, files, training, training_labels, test, test_labels, classes in fixtures:
    print(f'        DatasetFixture(\n            name: "{name}",\n            files: [')
    for path, file in files.items():
        print(f'                (\n                    "{path}",\n                    {text(file, 20)}\n                ),')
    print(f"            ], shape: {training.shape[1:]},")
    print(f"            training: {text(training.tobytes(), 16)}, trainingLabels: {list(training_labels)},")
    print(f"            test: {text(test.tobytes(), 16)}, testLabels: {list(test_labels)},")
    print(f"            classes: {str(list(classes)).replace(chr(39), chr(34))}),")
print("    ]\n}")
