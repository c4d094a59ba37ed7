// @ts-check
// Numbers as colors: scales between the stops that the figures have too, and images painted with them.

import { element, number } from "./elements.js";

/**
 * Values from `low` to `high`, each with the color mixed from the two stops beside it; values outside take the ends.
 * @typedef {{low: number, high: number, stops: string[]}} Scale
 */

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
        for (let index = 0; index < list.length; index += 1) largest = Math.max(largest, Math.abs(list[index]));
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
 * Paints one value a pixel.
 * @param {HTMLCanvasElement} canvas takes the size of the map
 * @param {ArrayLike<number>} values row after row
 * @param {number} rows
 * @param {number} columns
 * @param {Scale} scale
 */
export function paint(canvas, values, rows, columns, scale) {
    const colors = table(scale.stops);
    const gain = 255 / (scale.high - scale.low);
    put(canvas, rows, columns, (index) => {
        if (index >= values.length) return 0;
        return colors[Math.min(Math.max(Math.round((values[index] - scale.low) * gain), 0), 255)];
    });
}

/**
 * Paints an image: gray from one channel, color from three; of other numbers of channels the first.
 * @param {HTMLCanvasElement} canvas takes the size of the image
 * @param {Uint8Array} pixels [channel][row][column]
 * @param {number} rows
 * @param {number} columns
 */
export function paintImage(canvas, pixels, rows, columns) {
    const area = rows * columns;
    if (pixels.length === 3 * area) {
        put(canvas, rows, columns, (index) => pixel(pixels[index], pixels[area + index], pixels[2 * area + index]));
    } else {
        paint(canvas, pixels.subarray(0, area), rows, columns, { low: 0, high: 255, stops: ["#000000", "#ffffff"] });
    }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {number} rows
 * @param {number} columns
 * @param {(index: number) => number} color the pixel's four bytes
 */
function put(canvas, rows, columns, color) {
    if (canvas.width !== columns || canvas.height !== rows) [canvas.width, canvas.height] = [columns, rows];
    const context = canvas.getContext("2d");
    if (context === null) return;
    const image = context.createImageData(columns, rows);
    const target = new Uint32Array(image.data.buffer);
    for (let index = 0; index < target.length; index += 1) target[index] = color(index);
    context.putImageData(image, 0, 0);
}

/**
 * The color of one value, and the ink that stands out on it.
 * @param {Scale} scale
 * @param {number} value
 * @returns {{background: string, ink: string}}
 */
export function colorOf(scale, value) {
    const place = Math.min(Math.max((value - scale.low) / (scale.high - scale.low), 0), 1);
    const [red, green, blue] = new Uint8Array(Uint32Array.of(table(scale.stops)[Math.round(255 * place)]).buffer);
    const luma = (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
    return { background: `rgb(${red} ${green} ${blue})`, ink: luma > 0.5 ? "#000000" : "#ffffff" };
}

/**
 * The bar of a color scale with its numbers below, as in the figures.
 * @param {string} name what the colors mean
 * @returns {{root: HTMLElement, show: (scale: Scale, decimals?: number) => void}}
 */
export function legend(name) {
    const bar = element("canvas");
    const labels = element("div", { class: "legend-labels" });
    const root = element("div", { class: "legend", role: "img" }, bar, labels);
    const steps = Float32Array.from({ length: 64 }, (_, index) => index / 63);
    return {
        root,
        show({ low, high, stops }, decimals = 2) {
            paint(bar, steps, 1, steps.length, { low: 0, high: 1, stops });
            const values = (low === -high ? [low, 0, high] : [low, high]).map((value) => number(value, value === 0 ? 0 : decimals));
            labels.replaceChildren(...values.map((value) => element("span", {}, value)));
            root.setAttribute("aria-label", `${name}: colors from ${values[0]} to ${values[values.length - 1]}`);
        },
    };
}
