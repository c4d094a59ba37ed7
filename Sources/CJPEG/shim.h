#include <stdio.h>

#include <jpeglib.h>

#include <jerror.h>
#include <setjmp.h>
#include <string.h>

// libjpeg-turbo asks its user to leave a function that failed by longjmp, which Swift cannot cross, so all of the
// reading is one function here.

typedef struct {
    struct jpeg_error_mgr manager;
    jmp_buf jump;
    char *message;
    struct jpeg_progress_mgr progress;
} cjpeg_errors;

/// Ends the reading with libjpeg-turbo's words.
static void cjpeg_fail(j_common_ptr info) {
    cjpeg_errors *errors = (cjpeg_errors *)info->err;
    errors->manager.format_message(info, errors->message);
    longjmp(errors->jump, 1);
}

/// Warnings that pixels are missing or guessed are failures; others say nothing about the picture.
static void cjpeg_warn(j_common_ptr info, int level) {
    if (level >= 0) return;
    switch (info->err->msg_code) {
    case JWRN_EXTRANEOUS_DATA: case JWRN_ADOBE_XFORM: case JWRN_JFIF_MAJOR: case JWRN_TOO_MUCH_DATA: return;
    default: cjpeg_fail(info);
    }
}

/// A file of a few bytes may order thousands of scans over millions of pixels.
static void cjpeg_count_scans(j_common_ptr info) {
    if (((j_decompress_ptr)info)->input_scan_number <= 500) return;
    cjpeg_errors *errors = (cjpeg_errors *)info->err;
    strcpy(errors->message, "More than 500 scans");
    longjmp(errors->jump, 1);
}

/// Reads a file: 0 where that went well. `message`, of 200 characters, gets libjpeg-turbo's words otherwise.
///
/// Width, height and color components are always read; pixels, three bytes each, red, green and blue, where there is memory
/// of three times width times height for them.
static __attribute__((noinline)) int cjpeg_read(const unsigned char *bytes, unsigned long count, unsigned *width,
                                                unsigned *height, int *components, unsigned char *pixels,
                                                char *message) {
    struct jpeg_decompress_struct info;
    cjpeg_errors errors;
    memset(&info, 0, sizeof info);
    info.err = jpeg_std_error(&errors.manager);
    errors.manager.error_exit = cjpeg_fail;
    errors.manager.emit_message = cjpeg_warn;
    errors.message = message;
    errors.progress.progress_monitor = cjpeg_count_scans;
    message[0] = 0;
    if (setjmp(errors.jump)) {
        jpeg_destroy_decompress(&info);
        return -1;
    }
    jpeg_create_decompress(&info);
    info.progress = &errors.progress;
    jpeg_mem_src(&info, bytes, count);
    jpeg_read_header(&info, TRUE);
    *width = info.image_width;
    *height = info.image_height;
    *components = info.num_components;
    if (pixels) {
        info.out_color_space = JCS_RGB;
        jpeg_start_decompress(&info);
        while (info.output_scanline < info.output_height) {
            JSAMPROW row = pixels + (size_t)info.output_scanline * info.output_width * 3;
            jpeg_read_scanlines(&info, &row, 1);
        }
        jpeg_finish_decompress(&info);
    }
    jpeg_destroy_decompress(&info);
    return 0;
}
