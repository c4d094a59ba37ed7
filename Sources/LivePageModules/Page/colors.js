// @ts-check
// Numbers as colors: scales between the stops that the figures have too, and images painted with them.

import { number, sketch } from "./elements.js";

/**
 * Values from `low` to `high`, each with the color mixed from the two stops beside it; values outside take the ends.
 * @typedef {{low: number, high: number, stops: string[]}} Scale
 */

/** The stops of gray images. */
export const GRAY = ["#000000", "#ffffff"];

/**
 * A scale centered on zero as far as the largest magnitude, so that a color's side of the middle tells the sign.
 * @param {ArrayLike<number>[]} values
 * @param {string[]} stops
 * @returns {Scale}
 */
export function centeredScale(values, stops) {
    const reach = largestMagnitude(values) || 1;
    return { low: -reach, high: reach, stops };
}

/**
 * A scale from zero to the largest value.
 * @param {ArrayLike<number>[]} values none negative
 * @param {string[]} stops
 * @returns {Scale}
 */
export function scaleFromZero(values, stops) {
    return { low: 0, high: largestMagnitude(values) || 1, stops };
}

/** @param {ArrayLike<number>[]} lists */
export function largestMagnitude(lists) {
    let largest = 0;
    for (const list of lists) {
        for (let index = 0; index < list.length; index += 1) {
            const magnitude = Math.abs(list[index]);
            if (magnitude > largest) largest = magnitude;
        }
    }
    return largest;
}

/** @type {Map<string, Uint32Array>} */
const tables = new Map();

/**
 * 256 colors from the first stop to the last, each as the four bytes of a canvas's pixel.
 * @param {string[]} stops `#rrggbb`
 */
function table(stops) {
    const known = tables.get(stops.join());
    if (known !== undefined) return known;
    const colors = stops.map((stop) => [1, 3, 5].map((start) => parseInt(stop.slice(start, start + 2), 16)));
    const made = Uint32Array.from({ length: 256 }, (_, level) => {
        const place = level / 255 * (colors.length - 1);
        const first = Math.min(Math.floor(place), Math.max(colors.length - 2, 0));
        const second = colors[Math.min(first + 1, colors.length - 1)];
        const [red, green, blue] = colors[first].map((value, channel) =>
            Math.round(value + (second[channel] - value) * (place - first)));
        return pixel(red, green, blue);
    });
    tables.set(stops.join(), made);
    return made;
}

/**
 * @param {number} red
 * @param {number} green
 * @param {number} blue
 */
function pixel(red, green, blue) {
    return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0];
}

/**
 * Paints one value a pixel, row after row. A canvas that would not change is left alone.
 * @param {HTMLCanvasElement} canvas takes the size of the picture
 * @param {ArrayLike<number>} values
 * @param {{rows: number, columns: number, indices?: Int32Array}} size or a sheet, whose indices say which of the values
 *   stands at each pixel
 * @param {Scale} scale
 */
export function paint(canvas, values, { rows, columns, indices }, scale) {
    const colors = table(scale.stops);
    const gain = 255 / (scale.high - scale.low);
    const { pixels, show } = surface(canvas, rows, columns);
    let isChanged = false;
    for (let place = 0; place < pixels.length; place += 1) {
        const index = indices === undefined ? place : indices[place];
        const color = index < 0 ? 0 : colors[Math.min(Math.max(Math.round((values[index] - scale.low) * gain), 0), 255)];
        if (pixels[place] === color) continue;
        pixels[place] = color;
        isChanged = true;
    }
    if (isChanged) show();
}

/**
 * Paints an image: color from three channels, gray from the first of any other number.
 * @param {HTMLCanvasElement} canvas takes the size of the image
 * @param {Uint8Array} levels [channel][row][column]
 * @param {number} rows
 * @param {number} columns
 */
export function paintImage(canvas, levels, rows, columns) {
    const area = rows * columns;
    const step = levels.length === 3 * area ? area : 0;
    const { pixels, show } = surface(canvas, rows, columns);
    const bytes = new Uint8Array(pixels.buffer);
    for (let index = 0; index < area; index += 1) {
        for (let channel = 0; channel < 3; channel += 1) bytes[4 * index + channel] = levels[channel * step + index];
        bytes[4 * index + 3] = 255;
    }
    show();
}

/** @type {WeakMap<HTMLCanvasElement, {pixels: Uint32Array, rows: number, show: () => void}>} */
const surfaces = new WeakMap();

/**
 * The pixels of a canvas, four bytes each, to be written and then shown; kept from one painting to the next.
 * @param {HTMLCanvasElement} canvas
 * @param {number} rows
 * @param {number} columns
 */
function surface(canvas, rows, columns) {
    const known = surfaces.get(canvas);
    if (known !== undefined && known.rows === rows && known.pixels.length === rows * columns) return known;
    [canvas.width, canvas.height] = [columns, rows];
    const context = canvas.getContext("2d");
    const image = new ImageData(columns, rows);
    const made = { pixels: new Uint32Array(image.data.buffer), rows, show: () => context?.putImageData(image, 0, 0) };
    surfaces.set(canvas, made);
    return made;
}

/**
 * The color of one value, and the ink that stands out on it.
 * @param {Scale} scale
 * @param {number} value
 * @returns {{background: string, color: string}}
 */
export function colorOf(scale, value) {
    const place = Math.min(Math.max((value - scale.low) / (scale.high - scale.low), 0), 1);
    const [red, green, blue] = new Uint8Array(Uint32Array.of(table(scale.stops)[Math.round(255 * place)]).buffer);
    const luma = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    return { background: `rgb(${red} ${green} ${blue})`, color: luma > 0.5 ? "#000000" : "#ffffff" };
}

/**
 * The bar of a color scale with its numbers below, as in the figures.
 * @param {string} name what the colors mean
 * @param {Scale} scale
 */
export function legend(name, { low, high, stops }) {
    const numbers = low === -high ? [low, 0, high] : [low, high];
    const values = numbers.map((value) => number(value, value === 0 ? 0 : 2));
    const paintBar = (/** @type {HTMLCanvasElement} */ canvas) =>
        paint(canvas, BAR, { rows: 1, columns: BAR.length }, { low: 0, high: 1, stops });
    const label = `${name}: colors from ${values[0]} to ${values[values.length - 1]}`;
    return sketch("div", { class: "legend", role: "img", "aria-label": label }, sketch("canvas", { paint: paintBar }),
        sketch("div", { class: "legend-labels" }, ...values.map((value) => sketch("span", {}, value))));
}

/** Values from one end of a scale to the other. */
const BAR = Float32Array.from({ length: 64 }, (_, index) => index / 63);
