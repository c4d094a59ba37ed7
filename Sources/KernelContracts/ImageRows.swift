/// How values of images are laid out where vectors run along one image instead of across sixteen: a row an image, each
/// followed by at least sixteen values that count for nothing. Kernels may read them, so vectors need not end where the
/// values do.
package enum ImageRows {
    /// The distance between two images of so many values: a multiple of 16, so each starts at a line of the cache.
    package static func stride(_ values: Int) -> Int { (Lanes.groups(for: values) + 1) * Lanes.count }

    /// The memory for so many images.
    package static func size(images: Int, _ values: Int) -> Int { images * stride(values) + 2 * Lanes.count }
}
