#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

// libpng leaves a function that failed by longjmp, which Swift cannot cross, so each task is a function here.

/// Bytes that grow as they are written.
typedef struct {
    unsigned char *bytes;
    size_t count, capacity;
} cpng_buffer;

static void cpng_append(png_structp png, png_bytep bytes, size_t count) {
    cpng_buffer *buffer = (cpng_buffer *)png_get_io_ptr(png);
    if (buffer->capacity - buffer->count < count) {
        size_t capacity = 2 * buffer->capacity + count;
        unsigned char *grown = (unsigned char *)realloc(buffer->bytes, capacity);
        if (!grown) png_error(png, "out of memory");
        buffer->bytes = grown;
        buffer->capacity = capacity;
    }
    memcpy(buffer->bytes + buffer->count, bytes, count);
    buffer->count += count;
}

static void cpng_flush(png_structp png) { (void)png; }

static void cpng_fail(png_structp png, png_const_charp message) {
    (void)message;
    png_longjmp(png, 1);
}

static void cpng_ignore(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

/// A file of 8-bit indices into a palette, to be freed by `free`; no bytes where there is no memory for it.
///
/// A row that repeats the one above is stored as the difference from it, which is zero throughout, any other as it is:
/// libpng's own choice of filters makes figures of flat areas larger.
static __attribute__((noinline)) cpng_buffer cpng_write_indexed(const unsigned char *indices, unsigned width,
                                                                unsigned height, const png_color *palette,
                                                                int colors, unsigned pixels_per_meter) {
    cpng_buffer buffer = {0, 0, 0};
    cpng_buffer *volatile output = &buffer;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, 0, cpng_fail, cpng_ignore);
    png_infop info = png ? png_create_info_struct(png) : 0;
    if (!info || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &info);
        free(output->bytes);
        output->bytes = 0;
        output->count = 0;
        return *output;
    }
    png_set_write_fn(png, output, cpng_append, cpng_flush);
    png_set_IHDR(png, info, width, height, 8, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_PLTE(png, info, palette, colors);
    png_set_pHYs(png, info, pixels_per_meter, pixels_per_meter, PNG_RESOLUTION_METER);
    // Within a twentieth of the best compression in a fraction of its time.
    png_set_compression_level(png, 6);
    png_set_compression_strategy(png, 0);
    png_set_compression_buffer_size(png, 1 << 24);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE | PNG_FILTER_UP);
    png_write_info(png, info);
    for (unsigned row = 0; row < height; row++) {
        const unsigned char *line = indices + (size_t)row * width;
        if (row > 0) {
            int repeats = memcmp(line, line - width, width) == 0;
            png_set_filter(png, PNG_FILTER_TYPE_BASE, repeats ? PNG_FILTER_UP : PNG_FILTER_NONE);
        }
        png_write_row(png, line);
    }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return buffer;
}

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
