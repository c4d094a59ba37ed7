// @ts-check
// The answer: each class with its probability, and the ink that speaks for it and against it.

import { inputGradient, largestIndex, softmax } from "./arithmetic.js";
import { centeredScale, legend, paint } from "./colors.js";
import { element, number, percent, signed } from "./elements.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./stages.js").Moment} Moment */

/**
 * What a pixel adds to a class's logit compared with a black one: the gradient times the difference, all channels
 * together. For the units that are active now the network is linear, so these and `rest` sum to the logit.
 * @param {Network} network
 * @param {Float32Array[]} outputs
 * @param {number} label
 * @returns {{pixels: Float64Array, supporting: number, opposing: number, rest: number}}
 */
export function evidence(network, outputs, label) {
    const [channels, rows, columns] = network.inputShape;
    const gradient = inputGradient(network, outputs, label);
    const area = rows * columns;
    const pixels = new Float64Array(area);
    for (let channel = 0; channel < channels; channel += 1) {
        const black = network.levels[channel][0];
        for (let pixel = 0; pixel < area; pixel += 1) {
            const index = channel * area + pixel;
            pixels[pixel] += gradient[index] * (outputs[0][index] - black);
        }
    }
    let [supporting, opposing] = [0, 0];
    for (const value of pixels) {
        if (value > 0) supporting += value;
        else opposing += value;
    }
    const logit = outputs[outputs.length - 1][label];
    return { pixels, supporting, opposing, rest: logit - supporting - opposing };
}

/**
 * The ink for and against one class, large, with its sums.
 * @param {Network} network
 * @param {Moment} moment
 * @param {number} label
 * @param {{diverging: string[]}} colors
 */
export function evidenceOf(network, moment, label, colors) {
    const [, rows, columns] = network.inputShape;
    const { pixels, supporting, opposing, rest } = evidence(network, moment.outputs, label);
    const scale = centeredScale([pixels], colors.diverging);
    const canvas = element("canvas", { class: "evidence", role: "img", "aria-label": "pixels for and against the class" });
    paint(canvas, pixels, rows, columns, scale);
    const made = legend("what a pixel adds");
    made.show(scale);
    const name = network.classes[label];
    const line = (/** @type {string} */ words, /** @type {string} */ part, /** @type {number} */ value, /** @type {string} */ text) =>
        element("tr", {}, element("th", { scope: "row" }, words), element("td", { "data-part": part, "data-value": value }, text));
    return element("div", { class: "field-row" },
        element("div", {}, canvas, made.root),
        element("table", { class: "sum" }, element("caption", {}, `What speaks for ${name}, pixel by pixel`),
            element("tbody", {}, line("pixels for it (bright)", "for", supporting, number(supporting, 4)),
                line("pixels against it (dark)", "against", opposing, signed(opposing, 4)),
                line("apart from pixels", "rest", rest, signed(rest, 4)),
                line("logit", "logit", supporting + opposing + rest, number(supporting + opposing + rest, 4)))));
}

/** All classes, each a button with a bar, its logit, and a small picture of the evidence. */
export class ClassList {
    /**
     * @param {HTMLElement} root
     * @param {Network} network
     * @param {{diverging: string[]}} colors
     * @param {(label: number) => void} choose
     */
    constructor(root, network, colors, choose) {
        this.network = network;
        this.colors = colors;
        this.rows = network.classes.map((name, label) => {
            const row = {
                bar: element("span", { class: "bar" }), share: element("span", { class: "share" }),
                logit: element("span", { class: "logit muted" }), picture: element("canvas", { class: "evidence-small" }),
                button: element("button", { type: "button", class: "class-row", "data-class": label }),
            };
            row.button.append(element("span", { class: "class-name" }, name),
                element("span", { class: "track" }, row.bar), row.share, row.logit, row.picture);
            row.button.addEventListener("click", () => choose(label));
            return row;
        });
        this.legend = legend("what a pixel adds to the logit");
        root.replaceChildren(...this.rows.map((row) => row.button), this.legend.root);
    }

    /** @param {Moment} moment */
    update(moment) {
        const logits = moment.outputs[moment.outputs.length - 1];
        const probabilities = softmax(logits);
        const best = largestIndex(logits);
        const [, rows, columns] = this.network.inputShape;
        const pictures = this.rows.map((_, label) => evidence(this.network, moment.outputs, label).pixels);
        const scale = centeredScale(pictures, this.colors.diverging);
        this.rows.forEach((row, label) => {
            row.bar.style.width = `${100 * probabilities[label]}%`;
            row.share.textContent = percent(probabilities[label]);
            row.logit.textContent = number(logits[label], 1);
            row.button.classList.toggle("best", label === best);
            row.button.setAttribute("aria-label", `${this.network.classes[label]}: ${percent(probabilities[label])}, `
                + `logit ${number(logits[label], 2)}${label === best ? ", the answer" : ""}`);
            row.button.dataset.logit = String(logits[label]);
            paint(row.picture, pictures[label], rows, columns, scale);
        });
        this.legend.show(scale);
    }
}
