// @ts-check
// From pen strokes to the image that the network was trained on, prepared as MNIST's digits were: fitted to a square of
// 20x20 of the 28x28 pixels with their aspect ratio kept, drawn with gray edges, then moved by whole pixels until the
// center of mass lies in the middle (LeCun, Bottou, Bengio and Haffner 1998, section III.A).

/** @typedef {import("./resize.js").Plane} Plane */

/**
 * A point of the pen's path; the drawing area is the unit square, x to the right and y downwards.
 * @typedef {{x: number, y: number}} Point
 */

/**
 * What the pen does between touching the paper and leaving it.
 * @typedef {Point[]} Stroke
 */

/** The share of an image's side that MNIST's digits fill. */
const BOX = 20 / 28;

/** Half the width of a line, and the width of its gray rim, in pixels of a 28x28 image: those common in MNIST. */
const PEN = { radius: 1.2, rim: 1.5 };

/** The pen on the drawing area, as a part of its side. */
export const DRAWN_WIDTH = 1 / 18;

/** A drawing smaller than this part of the drawing area is not enlarged any more: a dot stays a dot. */
const SMALLEST = 0.05;

/**
 * The image of strokes as MNIST's were prepared.
 * @param {Stroke[]} strokes
 * @param {number} rows
 * @param {number} columns
 * @returns {Plane}
 */
export function prepareStrokes(strokes, rows, columns) {
    const side = Math.min(rows, columns);
    const pen = { radius: PEN.radius * side / 28, rim: PEN.rim * side / 28 };
    const points = strokes.flat();
    const [left, right] = range(points.map((point) => point.x));
    const [top, bottom] = range(points.map((point) => point.y));
    // Ink reaches beyond the pen's path by the pen's radius and half the rim.
    const reach = pen.radius + pen.rim / 2;
    const scale = (Math.round(BOX * side) - 2 * reach) / Math.max(right - left, bottom - top, SMALLEST);
    const place = (/** @type {Point} */ point) => ({
        x: columns / 2 + (point.x - (left + right) / 2) * scale,
        y: rows / 2 + (point.y - (top + bottom) / 2) * scale,
    });
    return centered(grayLevels(ink(strokes.map((stroke) => stroke.map(place)), rows, columns, pen), rows, columns));
}

/**
 * The image of strokes where and as thick as they were drawn.
 * @param {Stroke[]} strokes
 * @param {number} rows
 * @param {number} columns
 * @returns {Plane}
 */
export function strokesAsDrawn(strokes, rows, columns) {
    const side = Math.min(rows, columns);
    const place = (/** @type {Point} */ { x, y }) => ({
        x: (columns - side) / 2 + x * side, y: (rows - side) / 2 + y * side,
    });
    const pen = { radius: DRAWN_WIDTH * side / 2, rim: 1 };
    return grayLevels(ink(strokes.map((stroke) => stroke.map(place)), rows, columns, pen), rows, columns);
}

/** @param {number[]} values */
function range(values) {
    return values.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)],
        [Infinity, -Infinity]);
}

/**
 * How much of each pixel is inked, 0 to 1, by its distance from the nearest line: all of it within the radius, fading
 * smoothly over the rim.
 * @param {Stroke[]} strokes in pixels
 * @param {number} rows
 * @param {number} columns
 * @param {{radius: number, rim: number}} pen in pixels
 */
function ink(strokes, rows, columns, pen) {
    const coverage = new Float64Array(rows * columns);
    const reach = pen.radius + pen.rim / 2;
    for (const stroke of strokes) {
        stroke.forEach((end, index) => {
            const start = stroke[Math.max(index - 1, 0)];
            const along = { x: end.x - start.x, y: end.y - start.y };
            const squared = along.x * along.x + along.y * along.y;
            const columnsInReach = pixels(start.x, end.x, reach, columns);
            for (const row of pixels(start.y, end.y, reach, rows)) {
                for (const column of columnsInReach) {
                    const offset = { x: column + 0.5 - start.x, y: row + 0.5 - start.y };
                    const share = squared > 0 ? (offset.x * along.x + offset.y * along.y) / squared : 0;
                    const nearest = Math.min(Math.max(share, 0), 1);
                    const distance = Math.hypot(offset.x - along.x * nearest, offset.y - along.y * nearest);
                    const inside = Math.min(Math.max((pen.radius - distance) / pen.rim + 0.5, 0), 1);
                    const pixel = row * columns + column;
                    coverage[pixel] = Math.max(coverage[pixel], inside * inside * (3 - 2 * inside));
                }
            }
        });
    }
    return coverage;
}

/**
 * The pixels whose middle is within reach of the way between two coordinates.
 * @param {number} start
 * @param {number} end
 * @param {number} reach
 * @param {number} count
 */
function pixels(start, end, reach, count) {
    const first = Math.max(Math.ceil(Math.min(start, end) - reach - 0.5), 0);
    const last = Math.min(Math.floor(Math.max(start, end) + reach - 0.5), count - 1);
    return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
}

/**
 * Ink as gray levels; the brightest pixel becomes 255.
 * @param {Float64Array} coverage
 * @param {number} rows
 * @param {number} columns
 * @returns {Plane}
 */
function grayLevels(coverage, rows, columns) {
    const brightest = coverage.reduce((most, value) => Math.max(most, value), 0);
    const gain = brightest > 0 ? 255 / brightest : 0;
    return { rows, columns, pixels: Uint8Array.from(coverage, (value) => Math.round(value * gain)) };
}

/**
 * The image moved by whole pixels until its center of mass lies in the middle; what leaves it is lost.
 * @param {Plane} image
 * @returns {Plane}
 */
export function centered({ rows, columns, pixels: before }) {
    let [mass, across, down] = [0, 0, 0];
    before.forEach((level, index) => {
        mass += level;
        across += level * (index % columns);
        down += level * Math.floor(index / columns);
    });
    if (mass === 0) return { rows, columns, pixels: before };
    const shift = {
        x: Math.round((columns - 1) / 2 - across / mass), y: Math.round((rows - 1) / 2 - down / mass),
    };
    const after = new Uint8Array(before.length);
    before.forEach((level, index) => {
        const [row, column] = [Math.floor(index / columns) + shift.y, index % columns + shift.x];
        if (row >= 0 && row < rows && column >= 0 && column < columns) after[row * columns + column] = level;
    });
    return { rows, columns, pixels: after };
}
