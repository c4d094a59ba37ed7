// @ts-check
// The trained network as the page carries it: a list of stages, from the page's record and the parameters.

/**
 * One step of the network. A picture-like stage has the shape [channels, rows, columns], all others have [units].
 * @typedef {object} Stage
 * @property {string} name PyTorch's name where the stage has parameters (`conv1`), else what it does (`pool1`)
 * @property {"convolution" | "maxPool" | "linear"} kind
 * @property {boolean} relu whether negative sums become zero
 * @property {number[]} inputShape
 * @property {number[]} outputShape
 * @property {number} window side of the filter or of the pooled block; 0 for linear stages
 * @property {Float32Array} weights [outputs][inputs][rows][columns] of a convolution, [outputs][inputs] of a linear
 *   stage; empty for pooling
 * @property {Float32Array} biases one an output; empty for pooling
 */

/**
 * A unit is one number of a stage's output.
 * @typedef {object} Unit
 * @property {number} stage index in the list of stages
 * @property {number} channel the map; for linear stages the unit itself
 * @property {number} row 0 for linear stages
 * @property {number} column 0 for linear stages
 */

/**
 * @typedef {object} Network
 * @property {string} name
 * @property {Stage[]} stages
 * @property {number[]} inputShape channels, rows and columns of what the network sees
 * @property {string[]} classes what each output is called
 * @property {Float32Array[]} levels for each channel, the network's input value of each of the 256 levels of a pixel
 */

/**
 * The page's record as the program wrote it.
 * @typedef {object} PageRecord
 * @property {string} network
 * @property {string} dataset
 * @property {string[]} classes
 * @property {boolean} areDigits whether drawings are prepared as MNIST's digits were
 * @property {{channels: number, side: number, rows: number, columns: number, mean: number[],
 *   standardDeviation: number[]}} input rows and columns are those of the data set's images, side is the network's
 * @property {{name: string, kind: string, relu: boolean, window: number, inputShape: number[], outputShape: number[],
 *   weights: number, biases: number}[]} stages how many parameters each has, in the order of `parameters`
 * @property {string} parameters base64 of float32 values, little-endian
 * @property {{title: string, images: {pixels: string, label: number, index?: number, logits: number[]}[]}[]
 *   } exhibits
 * @property {{glow: string[], diverging: string[]}} colors
 */

/**
 * @param {string} base64
 * @returns {Uint8Array}
 */
export function bytes(base64) {
    const text = atob(base64);
    return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/**
 * @param {string} base64 little-endian float32 values
 * @returns {Float32Array}
 */
function floats(base64) {
    const view = new DataView(bytes(base64).buffer);
    return Float32Array.from({ length: view.byteLength / 4 }, (_, index) => view.getFloat32(4 * index, true));
}

/**
 * @param {PageRecord} record
 * @returns {Network}
 */
export function networkOf(record) {
    const parameters = floats(record.parameters);
    let offset = 0;
    /** @param {number} count */
    const next = (count) => parameters.subarray(offset, (offset += count));
    const stages = record.stages.map((stage) => ({
        name: stage.name,
        kind: /** @type {Stage["kind"]} */ (stage.kind),
        relu: stage.relu,
        inputShape: stage.inputShape,
        outputShape: stage.outputShape,
        window: stage.window,
        weights: next(stage.weights),
        biases: next(stage.biases),
    }));
    const { channels, side, mean, standardDeviation } = record.input;
    return {
        name: record.network,
        stages,
        inputShape: [channels, side, side],
        classes: record.classes,
        levels: mean.map((value, channel) => levels(value, standardDeviation[channel])),
    };
}

/**
 * x / 255, minus the mean, divided by the standard deviation, each step rounded to float32 as torchvision does.
 * @param {number} mean
 * @param {number} standardDeviation
 */
function levels(mean, standardDeviation) {
    const [center, spread] = [Math.fround(mean), Math.fround(standardDeviation)];
    return Float32Array.from({ length: 256 }, (_, level) =>
        Math.fround(Math.fround(Math.fround(level / 255) - center) / spread));
}

/**
 * What the network is given for an image.
 * @param {Network} network
 * @param {Uint8Array} pixels [channel][row][column]
 * @returns {Float32Array}
 */
export function inputOf(network, pixels) {
    const area = pixels.length / network.inputShape[0];
    return Float32Array.from(pixels, (level, index) => network.levels[Math.floor(index / area)][level]);
}

/**
 * Whether a stage's output are maps; otherwise it is a list of units.
 * @param {number[]} shape
 */
export function isSpatial(shape) {
    return shape.length === 3;
}

/**
 * Channels, rows and columns of any shape; a list of units is so many maps of one pixel.
 * @param {number[]} shape
 * @returns {[number, number, number]}
 */
export function extent(shape) {
    return isSpatial(shape) ? [shape[0], shape[1], shape[2]] : [shape[0], 1, 1];
}

/**
 * Where a unit's value is in its stage's output.
 * @param {Network} network
 * @param {Unit} unit
 */
export function position(network, unit) {
    const [, rows, columns] = extent(network.stages[unit.stage].outputShape);
    return (unit.channel * rows + unit.row) * columns + unit.column;
}

/**
 * The unit whose value is at a position of a stage's output.
 * @param {Network} network
 * @param {number} stage
 * @param {number} index
 * @returns {Unit}
 */
export function unitAt(network, stage, index) {
    const [, rows, columns] = extent(network.stages[stage].outputShape);
    const channel = Math.floor(index / (rows * columns));
    return { stage, channel, row: Math.floor(index / columns) % rows, column: index % columns };
}

/**
 * @param {Unit | null} first
 * @param {Unit | null} second
 */
export function isSameUnit(first, second) {
    return first === second || (first !== null && second !== null && first.stage === second.stage
        && first.channel === second.channel && first.row === second.row && first.column === second.column);
}
