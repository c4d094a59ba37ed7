#include <png.h>
#include <string.h>

// Swift sees neither libpng's macros nor its flags, so each task is a function here.

/// What a file says before its pixels: 0 where it can be read. `message` gets libpng's words otherwise.
static inline int cpng_read_size(const unsigned char *bytes, size_t count, unsigned *width, unsigned *height,
                                 char message[64]) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    int opened = png_image_begin_read_from_memory(&image, bytes, count);
    memcpy(message, image.message, 64);
    *width = image.width;
    *height = image.height;
    png_image_free(&image);
    return opened ? 0 : -1;
}

/// Four bytes a pixel, red, green, blue and alpha, into memory of four times width times height: 0 where all went well.
static inline int cpng_read_pixels(const unsigned char *bytes, size_t count, unsigned char *pixels,
                                   char message[64]) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    int read = png_image_begin_read_from_memory(&image, bytes, count);
    if (read) {
        image.format = PNG_FORMAT_RGBA;
        // Sixteen bits are scaled to eight as they are, whatever the file says of its light.
        image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
        read = png_image_finish_read(&image, 0, pixels, 0, 0);
    }
    int failed = !read || image.warning_or_error > 1;
    memcpy(message, image.message, 64);
    png_image_free(&image);
    return failed ? -1 : 0;
}
