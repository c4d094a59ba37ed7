/// How values of images are laid out where vectors run along one image instead of across sixteen: a row an image, each
/// followed by values that count for nothing, which kernels may read, so that vectors need not end where the values do.
package enum ImageRows {
    /// So many values beyond those of an image may be read, and no more.
    ///
    /// It takes the most to sum weight gradients of linear layers, in tiles of 48 columns of which one at least is a value.
    /// (A tile of 80 is taken only where more than 48 are left; convolutions read less than a vector too many.)
    package static let readableBeyond = 47

    /// The distance between two images of so many values: a multiple of 16, so each starts at a line of the cache, which
    /// leaves at least 16 values between them.
    package static func stride(_ values: Int) -> Int { (Lanes.groups(for: values) + 1) * Lanes.count }

    /// The memory for so many images: behind the last, too, all may be read that is readable.
    package static func size(images: Int, _ values: Int) -> Int {
        images * stride(values) + readableBeyond + 1 - Lanes.count
    }
}
