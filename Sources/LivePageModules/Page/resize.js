// @ts-check
// Pillow's `Image.resize(size, Image.BILINEAR)` to the bit: a horizontal pass, then a vertical one, in fixed point,
// each rounded to 8 bits (`src/libImaging/Resample.c`). Shrinking widens the triangle, so every pixel counts.

/** Binary places of a weight: 32 bits less 8 for the pixel and 2 to spare. */
const PRECISION = 22;

/**
 * One channel of an image, 8 bits a pixel, row after row from the top.
 * @typedef {{rows: number, columns: number, pixels: Uint8Array}} Plane
 */

/**
 * The weights that turn a line of pixels into one of another length: `precompute_coeffs`, `normalize_coeffs_8bpc`.
 * @param {number} inputLength
 * @param {number} outputLength
 * @returns {{start: number, weights: Int32Array}[]} for each output pixel, in units of 2^-22
 */
function coefficients(inputLength, outputLength) {
    const scale = inputLength / outputLength;
    const filterScale = Math.max(scale, 1);
    const inverse = 1 / filterScale;
    return Array.from({ length: outputLength }, (_, output) => {
        const center = (output + 0.5) * scale;
        const start = Math.max(Math.trunc(center - filterScale + 0.5), 0);
        const end = Math.min(Math.trunc(center + filterScale + 0.5), inputLength);
        const triangle = Array.from({ length: end - start }, (_, tap) =>
            Math.max(1 - Math.abs((start + tap - center + 0.5) * inverse), 0));
        const sum = triangle.reduce((total, weight) => total + weight, 0);
        return { start, weights: Int32Array.from(triangle, (weight) => Math.trunc(0.5 + weight / sum * 2 ** PRECISION)) };
    });
}

/**
 * Resizes the lines of an image.
 * @param {Uint8Array} pixels
 * @param {number} count lines
 * @param {{start: number, weights: Int32Array}[]} outputs
 * @param {{line: number, step: number}} from how far lines, and pixels of a line, are apart in `pixels`
 * @param {{line: number, step: number}} to the same in the result
 * @returns {Uint8Array}
 */
function resizeLines(pixels, count, outputs, from, to) {
    const result = new Uint8Array(count * outputs.length);
    for (let line = 0; line < count; line += 1) {
        outputs.forEach(({ start, weights }, index) => {
            let sum = 1 << (PRECISION - 1);
            for (let tap = 0; tap < weights.length; tap += 1) {
                sum += pixels[line * from.line + (start + tap) * from.step] * weights[tap];
            }
            result[line * to.line + index * to.step] = Math.min(sum >> PRECISION, 255);
        });
    }
    return result;
}

/**
 * @param {Plane} image
 * @param {number} rows
 * @param {number} columns
 * @returns {Plane}
 */
export function resize(image, rows, columns) {
    /** @param {Plane} source @returns {Plane} */
    const horizontally = ({ rows: height, columns: width, pixels }) => ({
        rows: height, columns,
        pixels: resizeLines(
            pixels, height, coefficients(width, columns), { line: width, step: 1 }, { line: columns, step: 1 }),
    });
    /** @param {Plane} source @returns {Plane} */
    const vertically = ({ rows: height, columns: width, pixels }) => ({
        rows, columns: width,
        pixels: resizeLines(
            pixels, width, coefficients(height, rows), { line: 1, step: width }, { line: 1, step: width }),
    });
    // From Pillow 13 the vertical pass comes first where the height shrinks by more than twice as much as the width.
    const shrinkage = { rows: image.rows - rows, columns: image.columns - columns };
    const isVerticalFirst = shrinkage.rows > 0 && shrinkage.rows > 2 * shrinkage.columns;
    return isVerticalFirst ? horizontally(vertically(image)) : vertically(horizontally(image));
}
