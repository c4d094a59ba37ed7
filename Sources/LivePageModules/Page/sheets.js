// @ts-check
// All maps of a stage on one sheet: one canvas is drawn sooner than many.

import { extent, isSpatial } from "./network.js";

/**
 * A picture of one pixel a value, with empty ones between maps.
 * @typedef {object} Sheet
 * @property {number} rows
 * @property {number} columns
 * @property {Int32Array} indices which of the values stands at each pixel; -1 where none does
 */

/**
 * Maps from left to right and from the top, or the units of a stage without maps.
 * @param {number[]} shape
 * @param {number} across how many stand side by side
 * @param {{rows: number, columns: number}} gap between maps, in units
 * @returns {Sheet}
 */
export function sheetOf(shape, across, gap) {
    const [channels, rows, columns] = extent(shape);
    const { rows: down, columns: right } = isSpatial(shape) ? gap : { rows: 0, columns: 0 };
    const sheet = {
        rows: Math.ceil(channels / across) * (rows + down) - down,
        columns: Math.min(across, channels) * (columns + right) - right,
    };
    const indices = new Int32Array(sheet.rows * sheet.columns).fill(-1);
    for (let index = 0; index < channels * rows * columns; index += 1) {
        const [channel, inside] = [Math.floor(index / (rows * columns)), index % (rows * columns)];
        const row = Math.floor(channel / across) * (rows + down) + Math.floor(inside / columns);
        indices[row * sheet.columns + (channel % across) * (columns + right) + inside % columns] = index;
    }
    return { ...sheet, indices };
}

/**
 * Which value stands at a place of the sheet, given as shares of its width and height; -1 where none does.
 * @param {Sheet} sheet
 * @param {{x: number, y: number}} place
 */
export function indexAt({ rows, columns, indices }, { x, y }) {
    if (x < 0 || x >= 1 || y < 0 || y >= 1) return -1;
    return indices[Math.floor(y * rows) * columns + Math.floor(x * columns)];
}
