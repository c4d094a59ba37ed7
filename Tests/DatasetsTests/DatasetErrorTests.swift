import Datasets
import DurableFiles
import Images
import Testing

@Suite("An error of a data set")
struct DatasetErrorTests {
    private static let size = ImageShape(rows: 28, columns: 28)

    @Test(
        "is one sentence with what, where and what to do, and has an exit code",
        arguments: [
            (
                .missingFile(name: "t10k-labels-idx1-ubyte", directory: "/d"),
                "/d has no t10k-labels-idx1-ubyte (nor t10k-labels-idx1-ubyte.gz); put MNIST's four IDX files there or name "
                    + "another folder with --data."
            ),
            (
                .missingDirectory(path: "/d"),
                "There is no folder /d; name the folder with the data set with --data."
            ),
            (
                .reservedName("bench"),
                "The name bench is kept for the measurements of lenet bench; choose another with --name."
            ),
            (
                .unreadable(path: "/d/f", reason: "Permission denied"),
                "Cannot read /d/f: Permission denied; check that it is a file and that you may read it."
            ),
            (
                .countMismatch(imagesPath: "/i", images: 5, labelsPath: "/l", labels: 4),
                "/i has 5 images but /l has 4 labels; use files that belong together."
            ),
            (
                .sizeMismatch(
                    trainingPath: "/a", training: size, testPath: "/b", test: ImageShape(rows: 8, columns: 9)),
                "/a has images of 28 x 28 but /b of 8 x 9 pixels; use files that belong together."
            ),
            (
                .unknownLabel(path: "/l", offset: 15, label: 12),
                "/l has label 12 at offset 15, which no training image has; correct the labels."
            ),
            (
                .unrecognized(directory: "/d"),
                "/d holds no data set: expected the four IDX files of MNIST's format (train-images-idx3-ubyte, ...), "
                    + "CIFAR-10's binary files (data_batch_1.bin, ...), or PNG and JPEG pictures in folders named for their "
                    + "classes (train/CLASS/*.png)."
            ),
            (
                .severalSets(directory: "/d", names: ["a", "b"]),
                "/d holds several data sets, a, b; put one into a folder of its own."
            ),
            (
                .channels(path: "/i", sizes: [9, 3, 5, 3], areAmbiguous: true),
                "/i has dimensions 9 x 3 x 5 x 3, of which the second and the last could be that of channels; say which with "
                    + "--channel-order first or last."
            ),
            (
                .channels(path: "/i", sizes: [9, 4, 5, 2], areAmbiguous: false),
                "/i has dimensions 9 x 4 x 5 x 2, of which neither the second nor the last is 1 or 3, as that of channels "
                    + "would be; store gray or RGB images."
            ),
            (
                .tooManyClasses(path: "/l", found: 101, limit: 100),
                "/l has 101 classes, expected at most 100; use data of fewer classes."
            ),
            (
                .classNames(source: "/c", reason: "name 2 is empty"),
                "The class names of /c cannot be used: name 2 is empty; give one a line in classes.txt, or with "
                    + "--class-names."
            ),
            (
                .notCIFAR10(path: "/b", size: 5, record: 3073),
                "/b is not a file of CIFAR-10: it has 5 bytes, expected a multiple of 3073; fetch it again."
            ),
            (
                .emptyClasses(paths: ["/a", "/b"]),
                "There is no picture in /a, /b; add PNG or JPEG files or remove the folder."
            ),
            (
                .unknownClass(path: "/test/a", training: "/train"),
                "/test/a is a class of which /train has no pictures; add some or remove the folder."
            ),
            (
                .damagedPictures([DamagedPicture(path: "/a", fault: .empty)]),
                "A picture cannot be read: /a: it is empty; replace or remove what is named."
            ),
            (
                .tooManyPictures(directory: "/d", found: 9, side: 32),
                "/d has 9 pictures, more than fit into 4 GiB at 32 x 32 pixels; use fewer, or a smaller --pixel-size."
            ),
            (
                .notMNIST(path: "/f", expected: "aa", found: "bb"),
                "/f is not MNIST's: the SHA-256 of its content should be aa but is bb; fetch it again, or use --dataset "
                    + "auto for data of your own."
            ),
            (
                .invalidName("a/b"),
                "\"a/b\" cannot name a data set; use letters, digits, '-', '_' and '.', beginning with a letter or digit."
            ),
            (.reservedName("mnist"), "The name mnist is kept for MNIST itself; choose another with --name."),
            (
                .reservedName("synthetic"),
                "The name synthetic is kept for the built-in digits; choose another with --name."
            ),
            (
                .noMirror(
                    file: "f", attempts: [.init(url: "http://a/", reason: "r"), .init(url: "http://b/", reason: "s")]),
                "Could not download f: http://a/: r; http://b/: s; check the network, or name a folder with the files with "
                    + "--data or another mirror with --mirror."
            ),
            (
                .offline(missing: "f, g", looked: "/a"),
                "Not on this machine, in /a: f, g; --offline forbids downloading, so name a folder that has what is "
                    + "missing with --data."
            ),
            (
                .invalidMirror("x"),
                "\"x\" is not a mirror's address; give one such as https://example.org/mnist/."
            ),
            (
                .noCache,
                "There is no folder for downloads because neither XDG_CACHE_HOME nor HOME is set; set one or use --data."
            ),
            (
                .writing(.locked(path: "/o")),
                "Another run is writing into /o; nothing was changed: wait for it to end, or choose another folder."
            ),
        ] as [(DatasetError, String)])
    func wording(error: DatasetError, description: String) {
        #expect(error.description == description)
    }

    @Test(
        "tells what is wrong with an IDX file, where, and what was expected",
        arguments: [
            (.magic(found: [80, 75]), "at offset 0 it should begin with the bytes 0 0 but begins with 80 75"),
            (.elementType(found: 13), "at offset 2 its type byte should be 8 (unsigned bytes) but is 13"),
            (.dimensions(expected: [3, 4], found: 1), "at offset 3 it should state 3 or 4 dimensions but states 1"),
            (.dimensions(expected: [1], found: 3), "at offset 3 it should state 1 dimension but states 3"),
            (
                .zeroSize(dimension: 1, offset: 8),
                "at offset 8 it states that dimension 2 has size 0, expected at least 1"
            ),
            (
                .tooLarge(sizes: [65536, 65536, 2]),
                "at offset 4 it states 65536 x 65536 x 2 bytes, expected at most 4294967296"
            ),
            (.tooShort(expected: 40, found: 39), "it should hold 40 bytes but ends at offset 39"),
            (.tooLong(expected: 40, found: 42), "it should hold 40 bytes but holds 42"),
            (.tooLong(expected: 40, found: nil), "it should hold 40 bytes but goes on at offset 40"),
        ] as [(IDXFault, String)])
    func idx(fault: IDXFault, description: String) {
        let error = DatasetError.malformed(path: "/f", fault: fault)
        #expect(error.description == "/f is not a usable IDX file: \(description).")
    }

    @Test(
        "tells what is wrong with a gzip file and where",
        arguments: [
            (.truncated(offset: 9), "it ends too early, at offset 9"),
            (.checksum(offset: 9), "the checksum before offset 9 is not that of the content"),
            (.corrupt(reason: "invalid block type", offset: 9), "invalid block type before offset 9"),
            (.trailingBytes(offset: 9), "something else follows the compressed data at offset 9"),
            (.outOfMemory, "there is not enough memory to read it"),
        ] as [(GzipFault, String)])
    func gzip(fault: GzipFault, description: String) {
        let error = DatasetError.corruptGzip(path: "/f", fault: fault)
        #expect(error.description == "/f is a damaged gzip file: \(description); fetch it again.")
    }
}
