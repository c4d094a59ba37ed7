// @ts-check
// How one unit comes about: what it looks at, its products, and what its ReLU or its pooling makes of them.

import { chosen } from "./arithmetic.js";
import { extent, isSpatial, position, unitAt } from "./network.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Unit} Unit */

/**
 * Rows and columns of a map, from the first to the last.
 * @typedef {{top: number, left: number, bottom: number, right: number}} Region
 */

/**
 * The inputs of one channel that enter a unit, with their weights.
 * @typedef {object} Term
 * @property {number} channel of the stage's input
 * @property {number} rows
 * @property {number} columns
 * @property {Float32Array} inputs
 * @property {Float32Array} weights
 * @property {Float64Array} products
 * @property {number} sum of the products
 */

/**
 * @typedef {object} Explanation
 * @property {number} value the unit's output
 * @property {number} sum before ReLU; for pooling the same as the value
 * @property {number} bias
 * @property {Term[]} terms one for each channel of the input; for pooling the block alone, without weights
 * @property {Unit | null} chosen for pooling, the unit whose value was the largest
 */

/**
 * @param {Network} network
 * @param {Float32Array[]} outputs as `forward` returns them
 * @param {Unit} unit
 * @returns {Explanation}
 */
export function explain(network, outputs, unit) {
    const stage = network.stages[unit.stage];
    const [input, output] = [outputs[unit.stage], outputs[unit.stage + 1]];
    const value = output[position(network, unit)];
    const region = inputRegion(network, unit);
    if (stage.kind === "maxPool") {
        const inputs = cut(input, stage.inputShape, unit.channel, region);
        const block = { channel: unit.channel, inputs, weights: new Float32Array(0), products: new Float64Array(0) };
        const winner = unitAt(network, unit.stage - 1, chosen(stage, input, position(network, unit)));
        return { value, sum: value, bias: 0, terms: [{ ...block, ...sides(region), sum: 0 }], chosen: winner };
    }
    const [channels] = extent(stage.inputShape);
    const size = stage.weights.length / stage.outputShape[0] / channels;
    const terms = Array.from({ length: channels }, (_, channel) => {
        const inputs = cut(input, stage.inputShape, channel, region);
        const first = (unit.channel * channels + channel) * size;
        const weights = stage.weights.subarray(first, first + size);
        const products = Float64Array.from(inputs, (x, index) => x * weights[index]);
        return { channel, inputs, weights, products, ...sides(region), sum: total(products) };
    });
    const bias = stage.biases[unit.channel];
    return { value, sum: terms.reduce((sum, term) => sum + term.sum, bias), bias, terms, chosen: null };
}

/** @param {Region} region */
function sides(region) {
    return { rows: region.bottom - region.top + 1, columns: region.right - region.left + 1 };
}

/** @param {ArrayLike<number>} values */
export function total(values) {
    let sum = 0;
    for (let index = 0; index < values.length; index += 1) sum += values[index];
    return sum;
}

/**
 * @param {Float32Array} values
 * @param {number[]} shape
 * @param {number} channel
 * @param {Region} region
 */
function cut(values, shape, channel, region) {
    const [, rows, columns] = extent(shape);
    const lines = [];
    for (let row = region.top; row <= region.bottom; row += 1) {
        const line = (channel * rows + row) * columns;
        lines.push(...values.subarray(line + region.left, line + region.right + 1));
    }
    return Float32Array.from(lines);
}

/**
 * The part of each map of its stage's input that a unit looks at.
 * @param {Network} network
 * @param {Unit} unit
 * @returns {Region}
 */
export function inputRegion(network, unit) {
    const region = { top: unit.row, left: unit.column, bottom: unit.row, right: unit.column };
    return widened(network, unit.stage, region);
}

/**
 * The part of a stage's input behind a part of its output.
 * @param {Network} network
 * @param {number} index
 * @param {Region} region
 * @returns {Region}
 */
function widened(network, index, region) {
    const { kind, window, inputShape } = network.stages[index];
    if (kind === "convolution") {
        return { ...region, bottom: region.bottom + window - 1, right: region.right + window - 1 };
    }
    if (kind === "maxPool") {
        return {
            top: region.top * window, left: region.left * window,
            bottom: region.bottom * window + window - 1, right: region.right * window + window - 1,
        };
    }
    const [, rows, columns] = extent(inputShape);
    return { top: 0, left: 0, bottom: rows - 1, right: columns - 1 };
}

/**
 * The parts of every earlier stage that a unit depends on. Element 0 is its receptive field on the network's input,
 * element i + 1 its part of each map of stage i; a stage without maps has none.
 * @param {Network} network
 * @param {Unit} unit
 * @returns {(Region | null)[]}
 */
export function receptiveFields(network, unit) {
    /** @type {(Region | null)[]} */
    const fields = [];
    /** @type {Region} */
    let region = { top: unit.row, left: unit.column, bottom: unit.row, right: unit.column };
    for (let index = unit.stage; index >= 0; index -= 1) {
        region = widened(network, index, region);
        fields[index] = isSpatial(network.stages[index].inputShape) ? region : null;
    }
    return fields;
}

/**
 * The pooled unit that a unit competes for, where the next stage pools.
 * @param {Network} network
 * @param {Unit} unit
 * @returns {Unit | null}
 */
export function poolAbove(network, unit) {
    const next = network.stages[unit.stage + 1];
    if (next === undefined || next.kind !== "maxPool") return null;
    const [, rows, columns] = extent(next.outputShape);
    const [row, column] = [Math.floor(unit.row / next.window), Math.floor(unit.column / next.window)];
    return row < rows && column < columns ? { stage: unit.stage + 1, channel: unit.channel, row, column } : null;
}
