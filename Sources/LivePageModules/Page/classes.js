// @ts-check
// The answer: each class with its probability, and the ink that speaks for it and against it.

import { inputGradients, largestIndex, softmax } from "./arithmetic.js";
import { centeredScale, legend, paint } from "./colors.js";
import { element, number, percent, render, signed, sketch, write } from "./elements.js";
import { total } from "./explanation.js";
import { sheetOf } from "./sheets.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./stages.js").Moment} Moment */

/**
 * What each pixel adds to classes' logits compared with a black one: the gradient times the difference, all channels
 * together.
 * @param {Network} network
 * @param {Float32Array[]} outputs
 * @param {number[]} labels
 * @returns {Float32Array} [label][row][column]
 */
function evidence(network, outputs, labels) {
    const [channels, rows, columns] = network.inputShape;
    const gradients = inputGradients(network, outputs, labels);
    const area = rows * columns;
    const evidence = new Float32Array(labels.length * area);
    for (let index = 0; index < channels * area; index += 1) {
        const difference = outputs[0][index] - network.levels[Math.floor(index / area)][0];
        if (difference === 0) continue;
        for (let place = 0; place < labels.length; place += 1) {
            evidence[place * area + index % area] += gradients[index * labels.length + place] * difference;
        }
    }
    return evidence;
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
    const pixels = evidence(network, moment.outputs, [label]);
    const supporting = total(pixels.filter((value) => value > 0));
    const opposing = total(pixels.filter((value) => value < 0));
    const logit = moment.outputs[moment.outputs.length - 1][label];
    // For the units that are active now the network is linear: what pixels do not add is the same for every image.
    const rest = logit - supporting - opposing;
    const scale = centeredScale([pixels], colors.diverging);
    const canvas = sketch("canvas", {
        class: "evidence", role: "img", "aria-label": "pixels for and against the class",
        paint: (/** @type {HTMLCanvasElement} */ target) => paint(target, pixels, { rows, columns }, scale),
    });
    const name = network.classes[label];
    const line = (/** @type {string} */ words, /** @type {string} */ part, /** @type {number} */ value, /** @type {string} */ text) =>
        sketch("tr", {}, sketch("th", { scope: "row" }, words), sketch("td", { "data-part": part, "data-value": value }, text));
    return sketch("div", { class: "field-row" },
        sketch("div", {}, canvas, legend("what a pixel adds", scale)),
        sketch("table", { class: "sum" }, sketch("caption", {}, `What speaks for ${name}, pixel by pixel`),
            sketch("tbody", {}, line("pixels for it (bright)", "for", supporting, number(supporting, 4)),
                line("pixels against it (dark)", "against", opposing, signed(opposing, 4)),
                line("apart from pixels", "rest", rest, signed(rest, 4)),
                line("logit", "logit", logit, number(logit, 4)))));
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
                logit: element("span", { class: "logit muted" }),
                button: element("button", { type: "button", class: "class-row", "data-class": label }),
            };
            row.button.append(element("span", { class: "class-name" }, name),
                element("span", { class: "track" }, row.bar), row.share, row.logit, element("span"));
            row.button.addEventListener("click", () => choose(label));
            return row;
        });
        // One picture for all classes, a line of the list for each.
        const [, rows, columns] = network.inputShape;
        const gap = Math.round(rows / 8);
        this.sheet = sheetOf([network.classes.length, rows, columns], 1, { rows: gap, columns: 0 });
        this.pictures = element("canvas", { class: "evidence-small", "aria-hidden": "true" });
        root.style.setProperty("--pitch", String((rows + gap) / rows));
        root.style.setProperty("--sheet-rows", String(this.sheet.rows / rows));
        this.legend = element("div", { class: "evidence-legend" });
        root.replaceChildren(...this.rows.map((row) => row.button), this.pictures, this.legend);
    }

    /** @param {Moment} moment */
    update(moment) {
        const logits = moment.outputs[moment.outputs.length - 1];
        const probabilities = softmax(logits);
        const best = largestIndex(logits);
        const pictures = evidence(this.network, moment.outputs, this.rows.map((_, label) => label));
        const scale = centeredScale([pictures], this.colors.diverging);
        paint(this.pictures, pictures, this.sheet, scale);
        render(this.legend, [legend("what a pixel adds to the logit", scale)]);
        this.rows.forEach((row, label) => {
            row.bar.style.backgroundSize = `${(100 * probabilities[label]).toFixed(1)}% 100%`;
            write(row.share, percent(probabilities[label]));
            write(row.logit, number(logits[label], 1));
            row.button.classList.toggle("best", label === best);
            row.button.setAttribute("aria-label", `${this.network.classes[label]}: ${percent(probabilities[label])}, `
                + `logit ${number(logits[label], 2)}${label === best ? ", the answer" : ""}`);
            row.button.dataset.logit = String(logits[label]);
        });
    }
}
