// @ts-check
// What stages and units are called.

import { isSpatial, position } from "./network.js";
import { number } from "./elements.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Stage} Stage */
/** @typedef {import("./network.js").Unit} Unit */

/** @param {Stage} stage */
export function operation(stage) {
    const size = `${stage.window}\u00d7${stage.window}`;
    const name = { convolution: `convolution ${size}`, maxPool: `max pooling ${size}`, linear: "linear" }[stage.kind];
    return stage.relu ? `${name}, ReLU` : name;
}

/** @param {Stage} stage */
export function shape(stage) {
    const [channels, rows, columns] = stage.outputShape;
    return isSpatial(stage.outputShape) ? `${channels} maps of ${rows}\u00d7${columns}` : `${channels} units`;
}

/**
 * @param {Network} network
 * @param {Unit} unit
 */
export function unitName(network, unit) {
    const { name, outputShape } = network.stages[unit.stage];
    if (isSpatial(outputShape)) return `${name}, map ${unit.channel}, row ${unit.row}, column ${unit.column}`;
    const isClass = unit.stage === network.stages.length - 1;
    return isClass ? `${name}, ${network.classes[unit.channel]}` : `${name}, unit ${unit.channel}`;
}

/**
 * @param {Network} network
 * @param {Float32Array[]} outputs
 * @param {Unit} unit
 */
export function unitInWords(network, outputs, unit) {
    return `${unitName(network, unit)}: ${number(outputs[unit.stage + 1][position(network, unit)], 4)}`;
}

/**
 * What a channel of a stage's input is called.
 * @param {Network} network
 * @param {number} stage
 * @param {number} channel
 */
export function inputName(network, stage, channel) {
    if (stage > 0) return `map ${channel}`;
    const [channels] = network.inputShape;
    return channels === 1 ? "image" : channels === 3 ? ["red", "green", "blue"][channel] : `channel ${channel}`;
}

/**
 * The most columns, up to a limit, in which units fill every line; as many as fit where there are none.
 * @param {number} count
 * @param {number} limit
 */
export function evenColumns(count, limit) {
    for (let columns = Math.min(count, limit); columns > limit / 2; columns -= 1) {
        if (count % columns === 0) return columns;
    }
    return Math.min(count, limit);
}
