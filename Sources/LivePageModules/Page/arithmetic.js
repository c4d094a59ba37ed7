// @ts-check
// The network's arithmetic for one image, in the plainest way: sums in double precision, results in float32.

import { extent } from "./network.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Stage} Stage */

/**
 * The outputs of all stages: the first element is the input itself, element i + 1 is the output of stage i.
 * @param {Network} network
 * @param {Float32Array} input
 * @returns {Float32Array[]}
 */
export function forward(network, input) {
    const outputs = [input];
    for (const stage of network.stages) {
        const output = new Float32Array(stage.outputShape.reduce((product, side) => product * side, 1));
        const last = outputs[outputs.length - 1];
        if (stage.kind === "convolution") convolve(stage, last, output);
        else if (stage.kind === "maxPool") pool(stage, last, output);
        else multiply(stage, last, output);
        outputs.push(output);
    }
    return outputs;
}

/**
 * y[o, r, c] = b[o] + sum over i, u, v of w[o, i, u, v] x[i, r + u, c + v], then ReLU.
 * @param {Stage} stage
 * @param {Float32Array} input
 * @param {Float32Array} output
 */
function convolve(stage, input, output) {
    const [inputs, inputRows, inputColumns] = extent(stage.inputShape);
    const [channels, rows, columns] = extent(stage.outputShape);
    const { window, weights, biases, relu } = stage;
    for (let channel = 0; channel < channels; channel += 1) {
        for (let row = 0; row < rows; row += 1) {
            for (let column = 0; column < columns; column += 1) {
                let sum = biases[channel];
                let tap = channel * inputs * window * window;
                for (let plane = 0; plane < inputs; plane += 1) {
                    for (let u = 0; u < window; u += 1) {
                        const line = (plane * inputRows + row + u) * inputColumns + column;
                        for (let v = 0; v < window; v += 1) {
                            sum += weights[tap] * input[line + v];
                            tap += 1;
                        }
                    }
                }
                output[(channel * rows + row) * columns + column] = relu ? Math.max(sum, 0) : sum;
            }
        }
    }
}

/**
 * The largest of each block; an odd last row or column is left out.
 * @param {Stage} stage
 * @param {Float32Array} input
 * @param {Float32Array} output
 */
function pool(stage, input, output) {
    for (let index = 0; index < output.length; index += 1) output[index] = input[chosen(stage, input, index)];
}

/**
 * Where the largest value of the block behind a pooled value is, the first of equals.
 * @param {Stage} stage a maxPool
 * @param {Float32Array} input
 * @param {number} index position in the stage's output
 * @returns {number} position in the stage's input
 */
export function chosen({ window, inputShape, outputShape }, input, index) {
    const [[, inputRows, inputColumns], [, rows, columns]] = [inputShape, outputShape];
    const row = Math.floor(index / columns) % rows;
    const channel = Math.floor(index / (rows * columns));
    const corner = (channel * inputRows + window * row) * inputColumns + window * (index % columns);
    let best = corner;
    for (let u = 0; u < window; u += 1) {
        for (let v = 0; v < window; v += 1) {
            const candidate = corner + u * inputColumns + v;
            if (input[candidate] > input[best]) best = candidate;
        }
    }
    return best;
}

/**
 * y = W x + b, then ReLU where the stage has it.
 * @param {Stage} stage
 * @param {Float32Array} input
 * @param {Float32Array} output
 */
function multiply({ weights, biases, relu }, input, output) {
    for (let unit = 0; unit < output.length; unit += 1) {
        let sum = biases[unit];
        const line = unit * input.length;
        for (let index = 0; index < input.length; index += 1) sum += weights[line + index] * input[index];
        output[unit] = relu ? Math.max(sum, 0) : sum;
    }
}

/**
 * @param {Float32Array} logits
 * @returns {number[]} one probability a class; they sum to 1
 */
export function softmax(logits) {
    const largest = Math.max(...logits);
    const exponentials = Array.from(logits, (logit) => Math.exp(logit - largest));
    const sum = exponentials.reduce((total, value) => total + value, 0);
    return exponentials.map((value) => value / sum);
}

/**
 * The index of the largest value, the first of equals.
 * @param {ArrayLike<number>} values
 */
export function largestIndex(values) {
    let best = 0;
    for (let index = 1; index < values.length; index += 1) if (values[index] > values[best]) best = index;
    return best;
}

/**
 * How logits change with each value of the input: their gradients, backwards through all stages, all labels side by side.
 * For the units that are active now the network is linear, so logit = sum of gradient times input + a rest that no pixel
 * moves.
 * @param {Network} network
 * @param {Float32Array[]} outputs as `forward` returns them
 * @param {number[]} labels
 * @returns {Float32Array} [position in the input][label]
 */
export function inputGradients(network, outputs, labels) {
    const count = labels.length;
    let gradients = new Float32Array(outputs[outputs.length - 1].length * count);
    labels.forEach((label, place) => { gradients[label * count + place] = 1; });
    for (let index = network.stages.length - 1; index >= 0; index -= 1) {
        const stage = network.stages[index];
        const [input, output] = [outputs[index], outputs[index + 1]];
        const next = new Float32Array(input.length * count);
        for (let unit = 0; unit < output.length; unit += 1) {
            // ReLU lets nothing through to a sum that is not positive; most other units are not chosen by pooling.
            if (stage.relu && output[unit] <= 0) continue;
            const own = gradients.subarray(unit * count, (unit + 1) * count);
            if (own.some((gradient) => gradient !== 0)) spread(stage, input, unit, own, next);
        }
        gradients = next;
    }
    return gradients;
}

/**
 * Adds what the gradients of one output make of those of its inputs.
 * @param {Stage} stage
 * @param {Float32Array} input
 * @param {number} unit position in the stage's output
 * @param {Float32Array} own the unit's gradients, one a label
 * @param {Float32Array} gradients [position in the input][label]
 */
function spread(stage, input, unit, own, gradients) {
    const { kind, weights, window, inputShape, outputShape } = stage;
    const add = (/** @type {number} */ position, /** @type {number} */ weight) => {
        const first = position * own.length;
        for (let label = 0; label < own.length; label += 1) gradients[first + label] += weight * own[label];
    };
    if (kind === "maxPool") {
        add(chosen(stage, input, unit), 1);
    } else if (kind === "linear") {
        for (let index = 0; index < input.length; index += 1) add(index, weights[unit * input.length + index]);
    } else {
        const [inputs, inputRows, inputColumns] = inputShape;
        const [, rows, columns] = outputShape;
        const row = Math.floor(unit / columns) % rows;
        let tap = Math.floor(unit / (rows * columns)) * inputs * window * window;
        for (let plane = 0; plane < inputs; plane += 1) {
            for (let u = 0; u < window; u += 1) {
                const line = (plane * inputRows + row + u) * inputColumns + unit % columns;
                for (let v = 0; v < window; v += 1) {
                    add(line + v, weights[tap]);
                    tap += 1;
                }
            }
        }
    }
}
