// @ts-check
// From any picture, a photo of a pencil digit included, to an image of the data set's size.

import { centered } from "./preparation.js";
import { resize } from "./resize.js";

/** @typedef {import("./resize.js").Plane} Plane */

/** Pictures are worked on at no more than this many pixels a side. */
const LARGEST = 320;

/** Lines thinner than this many pixels of a 28x28 image are thickened to it. */
const THINNEST = 2.2;

/**
 * A file's picture as the planes red, green and blue over black, and no larger than it needs to be.
 * @param {Blob} file
 * @returns {Promise<Plane[]>}
 */
export async function planesOf(file) {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, LARGEST / Math.max(bitmap.width, bitmap.height));
    const columns = Math.max(Math.round(bitmap.width * scale), 1);
    const rows = Math.max(Math.round(bitmap.height * scale), 1);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [columns, rows];
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas to decode the picture on");
    context.fillRect(0, 0, columns, rows);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, columns, rows);
    const { data } = context.getImageData(0, 0, columns, rows);
    return [0, 1, 2].map((channel) => ({
        rows, columns, pixels: Uint8Array.from({ length: rows * columns }, (_, index) => data[4 * index + channel]),
    }));
}

/**
 * Brightness as Pillow's mode "L" has it.
 * @param {Plane[]} planes red, green and blue
 * @returns {Plane}
 */
export function gray([red, green, blue]) {
    const pixels = red.pixels.map((level, index) =>
        (level * 19595 + green.pixels[index] * 38470 + blue.pixels[index] * 7471 + 0x8000) >> 16);
    return { ...red, pixels };
}

/**
 * The square in the middle of a picture, resized.
 * @param {Plane} picture
 * @param {number} rows
 * @param {number} columns
 * @returns {Plane}
 */
export function fitted(picture, rows, columns) {
    const side = Math.min(picture.rows, picture.columns);
    const top = (picture.rows - side) >> 1;
    const left = (picture.columns - side) >> 1;
    return resize(cropped(picture, { top, left, bottom: top + side - 1, right: left + side - 1 }), rows, columns);
}

/**
 * A digit on any even or evenly shaded ground, prepared as MNIST's: bright on black, scaled into the box of 20x20 with
 * its aspect ratio kept, lines at least as thick as thin ones of MNIST, centered by its mass.
 * @param {Plane} picture
 * @param {number} rows
 * @param {number} columns
 * @returns {Plane}
 */
export function preparePicture(picture, rows, columns) {
    const bright = withoutGround(picture);
    const threshold = otsu(bright.pixels);
    const box = boundary(bright, threshold);
    if (box === null) return { rows, columns, pixels: new Uint8Array(rows * columns) };
    let digit = cropped(bright, box);
    const side = Math.round(Math.min(rows, columns) * 20 / 28);
    const scale = side / Math.max(digit.rows, digit.columns);
    digit = thickened(digit, threshold, THINNEST * side / 20 / scale);
    const small = resize(
        digit, Math.max(Math.round(digit.rows * scale), 1), Math.max(Math.round(digit.columns * scale), 1));
    return centered(stretched(padded(small, rows, columns)));
}

/**
 * Ink bright on black whatever the picture had: the distance from the ground, which is the median of blocks of the
 * picture, blended between their middles so that a shadow over the paper goes too.
 * @param {Plane} picture
 * @returns {Plane}
 */
function withoutGround({ rows, columns, pixels }) {
    const blocks = 5;
    const medians = Array.from({ length: blocks * blocks }, (_, block) => {
        const top = Math.floor(rows * Math.floor(block / blocks) / blocks);
        const left = Math.floor(columns * (block % blocks) / blocks);
        const bottom = Math.max(Math.floor(rows * (Math.floor(block / blocks) + 1) / blocks), top + 1);
        const right = Math.max(Math.floor(columns * (block % blocks + 1) / blocks), left + 1);
        return median(cropped({ rows, columns, pixels }, { top, left, bottom: bottom - 1, right: right - 1 }).pixels);
    });
    // A block that the ink fills has a median far from all others: it takes the one of the whole picture.
    const whole = median(Uint8Array.from(medians));
    const even = Uint8Array.from(medians, (value) => Math.abs(value - whole) > 60 ? whole : value);
    const ground = resize({ rows: blocks, columns: blocks, pixels: even }, rows, columns).pixels;
    const [darker, brighter] = pixels.reduce(([below, above], level, index) =>
        [below + Math.max(ground[index] - level - 24, 0), above + Math.max(level - ground[index] - 24, 0)], [0, 0]);
    const sign = darker > brighter ? -1 : 1;
    const ink = pixels.map((level, index) => Math.max(sign * (level - ground[index]), 0));
    return stretched({ rows, columns, pixels: ink });
}

/** @param {Uint8Array} values */
function median(values) {
    return values.slice().sort()[values.length >> 1];
}

/**
 * The level that parts ink from ground best, after N. Otsu (1979): the variance between both parts is largest.
 * @param {Uint8Array} pixels
 */
function otsu(pixels) {
    const counts = new Float64Array(256);
    pixels.forEach((level) => { counts[level] += 1; });
    const sum = counts.reduce((total, count, level) => total + count * level, 0);
    let [below, sumBelow, best, threshold] = [0, 0, -1, 128];
    for (let level = 0; level < 255; level += 1) {
        below += counts[level];
        sumBelow += counts[level] * level;
        const above = pixels.length - below;
        if (below === 0 || above === 0) continue;
        const between = below * above * (sumBelow / below - (sum - sumBelow) / above) ** 2;
        if (between > best) [best, threshold] = [between, level];
    }
    return threshold;
}

/**
 * The smallest region that holds every pixel above a level; `null` where there is none.
 * @param {Plane} image
 * @param {number} threshold
 */
function boundary({ columns, pixels }, threshold) {
    const region = { top: Infinity, left: Infinity, bottom: -1, right: -1 };
    pixels.forEach((level, index) => {
        if (level <= threshold) return;
        const [row, column] = [Math.floor(index / columns), index % columns];
        region.top = Math.min(region.top, row);
        region.bottom = Math.max(region.bottom, row);
        region.left = Math.min(region.left, column);
        region.right = Math.max(region.right, column);
    });
    return region.bottom < 0 ? null : region;
}

/**
 * @param {Plane} image
 * @param {import("./explanation.js").Region} region
 * @returns {Plane}
 */
function cropped({ columns: width, pixels }, { top, left, bottom, right }) {
    const [rows, columns] = [bottom - top + 1, right - left + 1];
    const cut = Uint8Array.from({ length: rows * columns }, (_, index) =>
        pixels[(top + Math.floor(index / columns)) * width + left + index % columns]);
    return { rows, columns, pixels: cut };
}

/**
 * Lines widened evenly to a width in pixels where they are thinner; the image grows by what they gain. A line's width
 * is about twice its area over its rim.
 * @param {Plane} image
 * @param {number} threshold
 * @param {number} wanted
 * @returns {Plane}
 */
function thickened({ rows, columns, pixels }, threshold, wanted) {
    const isInk = (/** @type {number} */ row, /** @type {number} */ column) =>
        row >= 0 && row < rows && column >= 0 && column < columns && pixels[row * columns + column] > threshold;
    let [area, rim] = [0, 0];
    for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1) {
            if (!isInk(row, column)) continue;
            area += 1;
            rim += [[0, 1], [0, -1], [1, 0], [-1, 0]].filter(([u, v]) => !isInk(row + u, column + v)).length;
        }
    }
    // The rim of a slanted line counts its steps: on average 4 / pi times its length.
    const width = rim > 0 ? 2 * area / (rim * Math.PI / 4) : wanted;
    const radius = Math.round((wanted - width) / 2);
    if (radius < 1) return { rows, columns, pixels };
    const wide = { rows: rows + 2 * radius, columns: columns + 2 * radius };
    const result = new Uint8Array(wide.rows * wide.columns);
    for (let index = 0; index < pixels.length; index += 1) {
        if (pixels[index] === 0) continue;
        for (let u = -radius; u <= radius; u += 1) {
            const half = Math.floor(Math.sqrt(radius * radius - u * u));
            const line = (Math.floor(index / columns) + radius + u) * wide.columns + index % columns + radius;
            for (let v = -half; v <= half; v += 1) result[line + v] = Math.max(result[line + v], pixels[index]);
        }
    }
    return { ...wide, pixels: result };
}

/**
 * An image in the middle of a black one; what does not fit is cut off evenly.
 * @param {Plane} image
 * @param {number} rows
 * @param {number} columns
 * @returns {Plane}
 */
function padded(image, rows, columns) {
    const [top, left] = [(rows - image.rows) >> 1, (columns - image.columns) >> 1];
    const pixels = Uint8Array.from({ length: rows * columns }, (_, index) => {
        const [row, column] = [Math.floor(index / columns) - top, index % columns - left];
        const isInside = row >= 0 && row < image.rows && column >= 0 && column < image.columns;
        return isInside ? image.pixels[row * image.columns + column] : 0;
    });
    return { rows, columns, pixels };
}

/**
 * The brightest pixel becomes 255, and the others grow with it.
 * @param {Plane} image
 * @returns {Plane}
 */
function stretched(image) {
    const brightest = image.pixels.reduce((most, level) => Math.max(most, level), 0);
    const gain = brightest > 0 ? 255 / brightest : 1;
    return { ...image, pixels: image.pixels.map((level) => Math.round(level * gain)) };
}
