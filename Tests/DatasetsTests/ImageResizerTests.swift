import ContentHashing
import Datasets
import Images
import Testing

@Suite("Resizing images")
struct ImageResizerTests {
    private func resize(_ pixels: [UInt8], _ input: (Int, Int), _ output: (Int, Int), threads: Int = 1) -> [UInt8] {
        ImageResizer(from: ImageShape(rows: input.0, columns: input.1), rows: output.0, columns: output.1)
            .resize(pixels, threads: threads)
    }

    /// SHA-256 of the pixels from Pillow 13.0.0:
    ///
    ///     r, c = numpy.mgrid[0:rows, 0:columns]
    ///     image = Image.fromarray(((7*r*r + 31*c + 13*r*c) % 256).astype(numpy.uint8))
    ///     hashlib.sha256(image.resize((newColumns, newRows), Image.BILINEAR).tobytes()).hexdigest()
    @Test(
        "gives Pillow's pixels for any size",
        arguments: [
            (28, 28, 32, 32, "214ca3b37f6867b5bd15b2ac11c4c759af6c95005dfac0f59a3f8b63f0a0232d"),
            (28, 28, 8, 8, "14d7d644b227687c0cbec39c9784436baca40f19ec47a1e6fc2caf3d6a98eb39"),
            (28, 28, 16, 16, "67ead83b9908d002803cac00e2162d2631c395d2be2c3007a1ce56d9609a5a49"),
            (28, 28, 20, 20, "d4173b5d8d9471ac6603d6202f17c568478612ed82f0b1022a0ba335ec14e204"),
            (28, 28, 27, 27, "d77a3c51e78442e1757ed1c57e638e97058f54c5bb2963af93727239cb48ad2f"),
            (28, 28, 29, 29, "d32a1300ca9788aeeb592777b8af14eca56542cbfd0717e388386d0caf6ea3ce"),
            (28, 28, 33, 33, "3f0d00b018582f2f0a59212990ee66544f0c85b0fdfcf7c5900941999fca4a61"),
            (28, 28, 48, 48, "2da7c6bd94ae8b5c45ba6ca432ded630400634384e9d44d04dc6b031208d7713"),
            (28, 28, 64, 64, "176672484e2308fe161d25d47b07ef04224beab18c173189d96293873474d402"),
            (28, 28, 100, 100, "250c6371f6f1b17c445eeec58b4419473ac19bac14b972d1d93cb9e8e1138ae2"),
            (28, 28, 1, 1, "a5ab782c805e8bfbe34cb65742a0471cf5a53a97f0a1160ab6cccbb64c9131ce"),
            (1, 1, 5, 5, "61126de1b795b976f3ac878f48e88fa77a87d7308ba57c7642b9e1068403a496"),
            (20, 31, 32, 32, "ce66fd49fb6c189c209b24a3567c31190df50bc4dffb210366863661c60dceb7"),
            (40, 17, 32, 32, "1ad6b6293bf8316b9726551379dfba1cf801497663e7b95c2a58c84e293d9669"),
            (64, 28, 32, 32, "678bd33676cf14882a2c79837ffe916f3b5faad0f3c4eefc7630a07a0e3ebfda"),
            (100, 90, 20, 64, "be5b3a94e42f3f83840f4a03a822e937a40b97082cdd84186265636ef5da6ffc"),
            (28, 28, 28, 32, "e484b666176c060cd1e1039987af48ec63e377ba398c736996b27725ee716b3e"),
            (28, 28, 32, 28, "4e81987e6de8313eed32d25f3d1914be2ed21dc7a17e7d8258d5ba8e942d0595"),
        ])
    func pillow(rows: Int, columns: Int, newRows: Int, newColumns: Int, hash: String) {
        let pattern = Samples.pattern(rows: rows, columns: columns)
        #expect(ContentHash.sha256(resize(pattern, (rows, columns), (newRows, newColumns))) == hash)
    }

    /// SHA-256 of the channels, one after the other, of a picture with the pattern, 50 and 100 more than it:
    ///
    ///     planes = [((7*r*r + 31*c + 13*r*c + 50*k) % 256).astype(numpy.uint8) for k in range(3)]
    ///     image = Image.fromarray(numpy.dstack(planes)).resize((newColumns, newRows), Image.BILINEAR)
    ///     hashlib.sha256(numpy.array(image).transpose(2, 0, 1).tobytes()).hexdigest()
    @Test(
        "gives Pillow's pixels for images in color",
        arguments: [
            (32, 32, 28, 28, "a0dee91fa74cad597f4f32ecee36e6afa908ddedf5244e8c94ddaab115462c82"),
            (32, 32, 32, 32, "1401c3730aa31e6d28fed235607502f62118fae05a8e542760b585649372a45e"),
            (20, 31, 32, 32, "b922751918c112dad97d4e3cb742357a405cfcd7b080c64f39928d82b665b746"),
            (100, 17, 32, 32, "4fc5b716fe0701238f5140478cd0f9962379a91b384f5766887c7a6d1b5fe6e8"),
            (480, 640, 32, 32, "fec7a4be8877ce51bcfcdf3462798c8a8e751fd979437061ed3e01e7034601b5"),
        ])
    func color(rows: Int, columns: Int, newRows: Int, newColumns: Int, hash: String) {
        let pattern = Samples.pattern(rows: rows, columns: columns)
        let planes = pattern + pattern.map { $0 &+ 50 } + pattern.map { $0 &+ 100 }
        let resizer = ImageResizer(
            from: ImageShape(channels: 3, rows: rows, columns: columns), rows: newRows, columns: newColumns)
        #expect(resizer.output == ImageShape(channels: 3, rows: newRows, columns: newColumns))
        #expect(ContentHash.sha256(resizer.resize(planes, threads: 2)) == hash)
    }

    @Test("gives Pillow's pixels, to be seen")
    func small() {
        // Image.fromarray(pattern).resize((2, 2), Image.BILINEAR), of the 4 x 4 pattern above
        #expect(resize(Samples.pattern(rows: 4, columns: 4), (4, 4), (2, 2)) == [36, 99, 83, 132])
    }

    @Test("keeps a flat image flat, black and white too", arguments: [0, 1, 127, 254, 255] as [UInt8])
    func flat(value: UInt8) {
        for side in [1, 7, 28, 31, 90] {
            let image = [UInt8](repeating: value, count: 28 * 28)
            #expect(resize(image, (28, 28), (side, side)) == [UInt8](repeating: value, count: side * side))
        }
    }

    @Test("does the same to each of many images, on any number of threads", arguments: [1, 2, 3, 7, 50])
    func many(threads: Int) {
        let images = Samples.images(count: 13, rows: 6, columns: 9)
        let together = images.resized(to: 8, threads: threads)
        #expect(together.images.shape == ImageShape(rows: 8, columns: 8) && together.labels == images.labels)
        for index in 0..<13 {
            let image = Array(images.images.pixels[(index * 54)..<((index + 1) * 54)])
            #expect(Array(together.images.pixels[(index * 64)..<((index + 1) * 64)]) == resize(image, (6, 9), (8, 8)))
        }
    }

    @Test("to the same size changes nothing, and no images stay none")
    func nothing() {
        let images = Samples.images(count: 3, rows: 6, columns: 6)
        #expect(images.resized(to: 6) == images)
        #expect(resize([], (6, 6), (8, 8)) == [])
    }

    @Test(
        "as matrices, in double precision, gives the same pixels",
        arguments: [((28, 28), (32, 32)), ((40, 9), (8, 8)), ((7, 50), (31, 20))])
    func matrices(_ input: (Int, Int), _ output: (Int, Int)) {
        let image = Samples.pattern(rows: input.0, columns: input.1)
        let resizer = ImageResizer(
            from: ImageShape(rows: input.0, columns: input.1), rows: output.0, columns: output.1)
        var (pixels, rows, columns) = (image.map(Double.init), input.0, input.1)
        for pass in resizer.passes {
            let (newRows, newColumns) = pass.isAlongRows ? (rows, pass.output) : (pass.output, columns)
            pixels = (0..<newRows * newColumns).map { index in
                let (row, column) = (index / newColumns, index % newColumns)
                let sum = (0..<pass.input).reduce(0.0) { sum, tap in
                    let pixel = pass.isAlongRows ? row * columns + tap : tap * columns + column
                    return sum + pixels[pixel] * pass.weights[(pass.isAlongRows ? column : row) * pass.input + tap]
                }
                return min((sum + 0.5).rounded(.down), 255)
            }
            (rows, columns) = (newRows, newColumns)
        }
        #expect(pixels.map { UInt8($0) } == resize(image, input, output))
    }
}
