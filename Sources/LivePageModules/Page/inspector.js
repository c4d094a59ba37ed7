// @ts-check
// One unit taken apart: the numbers that enter it, their products, the sum, and what becomes of it.

import { softmax } from "./arithmetic.js";
import { centeredScale, colorOf, GRAY, legend, paint, paintImage, scaleFromZero } from "./colors.js";
import { evidenceOf } from "./classes.js";
import { number, percent, render, share, signed, sketch } from "./elements.js";
import { explain, poolAbove, receptiveFields } from "./explanation.js";
import { extent, isSameUnit, isSpatial, position, unitAt } from "./network.js";
import { indexAt, sheetOf } from "./sheets.js";
import { isPositive } from "./stages.js";
import { evenColumns, inputName, unitName } from "./words.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Unit} Unit */
/** @typedef {import("./explanation.js").Explanation} Explanation */
/** @typedef {import("./explanation.js").Term} Term */
/** @typedef {import("./stages.js").Moment} Moment */
/** @typedef {import("./colors.js").Scale} Scale */
/** @typedef {import("./elements.js").Sketch} Sketch */

/** How many of the largest products of each sign are listed, where there are too many for a table. */
const LISTED = 6;

export class Inspector {
    /**
     * The input channel whose products are written out, of the stage that is shown.
     * @type {number | null}
     */
    #channel = null;
    /**
     * The input of a linear unit whose product is read.
     * @type {number | null}
     */
    #read = null;
    /** @type {Unit | null} */
    #shown = null;

    /**
     * @param {HTMLElement} root
     * @param {Network} network
     * @param {{glow: string[], diverging: string[]}} colors
     * @param {(unit: Unit) => void} go shows another unit
     */
    constructor(root, network, colors, go) {
        this.root = root;
        this.network = network;
        this.colors = colors;
        this.go = go;
    }

    /** @param {Moment} moment */
    update(moment) {
        const { unit, outputs } = moment;
        this.moment = moment;
        if (unit === null) {
            render(this.root, [sketch("p", { class: "muted" },
                "Point at a unit, tap it, or reach it with the keyboard: here stands how its number comes about.")]);
            return;
        }
        if (this.#shown === null || this.#shown.stage !== unit.stage) this.#channel = this.#read = null;
        this.#shown = unit;
        const explanation = explain(this.network, outputs, unit);
        const stage = this.network.stages[unit.stage];
        const parts = stage.kind === "maxPool" ? this.#pooling(unit, explanation)
            : stage.kind === "convolution" ? this.#convolution(unit, explanation) : this.#linear(unit, explanation);
        render(this.root, [sketch("h3", {}, unitName(this.network, unit)), ...parts, ...this.#receptiveField(unit, moment)]);
    }

    /**
     * Products, bias, sum and ReLU, each on a line.
     * @param {Unit} unit
     * @param {Explanation} explanation
     */
    #sum(unit, { sum, bias, value, terms }) {
        const stage = this.network.stages[unit.stage];
        const count = terms.reduce((total, term) => total + term.products.length, 0);
        /** @type {[string, string, number][]} */
        const lines = [
            ["products", `${count} products`, sum - bias], ["bias", "bias", bias], ["sum", "sum", sum],
        ];
        if (stage.relu) lines.push(["value", sum > 0 ? "ReLU: positive, so it stays" : "ReLU: not positive, so 0", value]);
        const rows = lines.map(([part, words, amount]) => sketch("tr", {}, sketch("th", { scope: "row" }, words),
            sketch("td", { "data-part": part, "data-value": amount },
                part === "bias" ? signed(amount, 4) : number(amount, 4))));
        if (unit.stage === this.network.stages.length - 1 && this.moment) {
            const probabilities = softmax(this.moment.outputs[unit.stage + 1]);
            rows.push(sketch("tr", {},
                sketch("th", { scope: "row" }, "probability, by softmax of all logits"),
                sketch("td", {}, percent(probabilities[unit.channel]))));
        }
        return sketch("table", { class: "sum" }, sketch("tbody", {}, ...rows));
    }

    /** @param {number} stage */
    #inputScale(stage) {
        const values = /** @type {Moment} */ (this.moment).outputs[stage];
        if (isPositive(this.network, stage - 1)) return scaleFromZero([values], this.colors.glow);
        if (stage > 0) return centeredScale([values], this.colors.diverging);
        // The image, from black to white.
        const levels = this.network.levels[0];
        return { low: levels[0], high: levels[255], stops: GRAY };
    }

    /**
     * @param {Unit} unit
     * @param {Explanation} explanation
     */
    #convolution(unit, explanation) {
        const { terms } = explanation;
        const scales = this.#scales(unit, terms);
        const strongest = terms.reduce((best, term) => Math.abs(term.sum) > Math.abs(best.sum) ? term : best);
        const written = terms.find(({ channel }) => channel === this.#channel) ?? strongest;
        const rows = terms.map((term) => {
            const name = inputName(this.network, unit.stage, term.channel);
            const isWritten = term === written && terms.length > 1;
            const pictures = this.#trio(term, scales);
            /** @type {import("./elements.js").Attributes} */
            const button = terms.length === 1 ? {} : {
                type: "button", "aria-pressed": String(isWritten), "aria-label": `${name}: products sum to ${number(term.sum, 4)}`,
                onclick: () => {
                    this.#channel = term.channel;
                    if (this.moment) this.update(this.moment);
                },
            };
            return sketch(terms.length === 1 ? "div" : "button", { class: "term", ...button },
                sketch("span", { class: "term-name" }, name), ...pictures,
                sketch("span", { class: "term-sum", "data-term": term.sum }, number(term.sum, 4)));
        });
        return [
            this.#sum(unit, explanation), this.#heads(), sketch("div", { class: "terms" }, ...rows), this.#legends(scales),
            this.#products(unit, written, scales.products), ...this.#competition(unit, explanation.value),
        ];
    }

    #heads() {
        return sketch("div", { class: "term term-heads muted", "aria-hidden": "true" }, sketch("span"),
            sketch("span", {}, "sees"), sketch("span", {}, "weights"), sketch("span", {}, "products"), sketch("span", {}, "sum"));
    }

    /**
     * @param {Unit} unit
     * @param {Term[]} terms
     */
    #scales(unit, terms) {
        return {
            inputs: this.#inputScale(unit.stage),
            weights: centeredScale([this.network.stages[unit.stage].weights], this.colors.diverging),
            products: centeredScale(terms.map((term) => term.products), this.colors.diverging),
        };
    }

    /**
     * Inputs, weights and products of one term side by side.
     * @param {Term} term
     * @param {{inputs: Scale, weights: Scale, products: Scale}} scales
     */
    #trio({ inputs, weights, products, rows, columns }, scales) {
        return [["sees", inputs, scales.inputs], ["weights", weights, scales.weights], ["products", products, scales.products]]
            .map(([name, values, scale]) => sketch("canvas", {
                class: "small-map", role: "img", "aria-label": String(name),
                paint: (/** @type {HTMLCanvasElement} */ canvas) =>
                    paint(canvas, /** @type {ArrayLike<number>} */ (values), { rows, columns }, /** @type {Scale} */ (scale)),
            }));
    }

    /** @param {{inputs: Scale, weights: Scale, products: Scale}} scales */
    #legends(scales) {
        return sketch("div", { class: "legends" }, ...Object.entries(scales).map(([key, scale]) => {
            const name = key === "inputs" ? "sees" : key;
            return sketch("div", {}, sketch("span", { class: "muted" }, name), legend(name, scale));
        }));
    }

    /**
     * Every product written out: what the unit sees, times the weight, below it the product.
     * @param {Unit} unit
     * @param {Term} term
     * @param {Scale} scale
     */
    #products(unit, term, scale) {
        const lines = Array.from({ length: term.rows }, (_, row) => sketch("tr", {},
            ...Array.from({ length: term.columns }, (_, column) => {
                const index = row * term.columns + column;
                return sketch("td", { style: colorOf(scale, term.products[index]) },
                    sketch("span", {}, number(term.inputs[index], 2)), sketch("span", {}, `\u00d7${number(term.weights[index], 2)}`),
                    sketch("b", { "data-product": term.products[index] }, number(term.products[index], 3)));
            })));
        return sketch("table", { class: "products" },
            sketch("caption", {}, `Product by product, ${inputName(this.network, unit.stage, term.channel)}`),
            sketch("tbody", {}, ...lines));
    }

    /**
     * What pooling makes of a unit.
     * @param {Unit} unit
     * @param {number} value
     */
    #competition(unit, value) {
        const pooled = poolAbove(this.network, unit);
        if (pooled === null || this.moment === undefined) return [];
        const best = this.moment.outputs[pooled.stage + 1][position(this.network, pooled)];
        const block = explain(this.network, this.moment.outputs, pooled);
        const name = this.network.stages[pooled.stage].name;
        const words = block.chosen !== null && isSameUnit(block.chosen, unit)
            ? `${name} takes this one: no other of its block is larger.`
            : best === value ? `${name} takes an equal one that comes first in this block.`
            : `${name} takes ${number(best, 4)} from this block instead of ${number(value, 4)}.`;
        return [sketch("p", {}, `${words} `, this.#goButton("Show the pooled unit", pooled))];
    }

    /**
     * @param {string} words
     * @param {Unit} unit
     */
    #goButton(words, unit) {
        return sketch("button", { type: "button", class: "link", onclick: () => this.go(unit) }, words);
    }

    /**
     * @param {Unit} unit
     * @param {Explanation} explanation
     */
    #pooling(unit, { value, terms: [block], chosen }) {
        const before = this.network.stages[unit.stage - 1]?.name ?? "the image";
        const [, , width] = extent(this.network.stages[unit.stage].inputShape);
        const scale = this.#inputScale(unit.stage);
        const winner = chosen === null ? -1 : position(this.network, chosen);
        const { window } = this.network.stages[unit.stage];
        const corner = (unit.channel * extent(this.network.stages[unit.stage].inputShape)[1] + unit.row * window) * width
            + unit.column * window;
        const lines = Array.from({ length: block.rows }, (_, row) => sketch("tr", {},
            ...Array.from({ length: block.columns }, (_, column) => {
                const amount = block.inputs[row * block.columns + column];
                const isChosen = corner + row * width + column === winner;
                const words = !isChosen ? "\u00a0" : block.inputs.every((other) => other === amount) ? "first of equals" : "largest";
                return sketch("td", { class: isChosen ? "chosen" : "", "data-input": amount, style: colorOf(scale, amount) },
                    sketch("b", {}, number(amount, 4)), sketch("span", {}, words));
            })));
        /** @type {Sketch[]} */
        const parts = [
            sketch("table", { class: "sum" }, sketch("tbody", {}, sketch("tr", {},
                sketch("th", { scope: "row" }, `largest of ${block.inputs.length}`),
                sketch("td", { "data-part": "value", "data-value": value }, number(value, 4))))),
            sketch("table", { class: "products pooled" },
                sketch("caption", {}, `The block of ${before}, map ${unit.channel}`), sketch("tbody", {}, ...lines)),
        ];
        if (chosen !== null) parts.push(sketch("p", {}, this.#goButton("Show the one that it took", chosen)));
        return parts;
    }

    /**
     * @param {Unit} unit
     * @param {Explanation} explanation
     */
    #linear(unit, explanation) {
        const stage = this.network.stages[unit.stage];
        const scales = this.#scales(unit, explanation.terms);
        const join = (/** @type {"inputs" | "weights" | "products"} */ part) =>
            explanation.terms.flatMap((term) => Array.from(term[part]));
        const [inputs, weights, products] = [join("inputs"), join("weights"), join("products")];
        const product = (/** @type {number} */ index) => `${this.#inputUnitName(unit.stage, index)}: `
            + `${number(inputs[index], 4)} \u00d7 ${number(weights[index], 4)} = ${number(products[index], 4)}`;
        const sheet = atlas(stage.inputShape);
        const pictures = [["sees", inputs, scales.inputs], ["weights", weights, scales.weights],
            ["products", products, scales.products]].map(([name, values, scale]) => sketch("figure", {},
            sketch("figcaption", { class: "muted" }, String(name)),
            sketch("canvas", {
                class: "atlas", role: "img", "aria-label": `${name} of all ${inputs.length} inputs`,
                paint: (/** @type {HTMLCanvasElement} */ canvas) =>
                    paint(canvas, /** @type {number[]} */ (values), sheet, /** @type {Scale} */ (scale)),
                onpointermove: (/** @type {PointerEvent} */ event) => {
                    const index = indexAt(sheet, share(/** @type {HTMLElement} */ (event.target), event));
                    if (index >= 0) this.#read = index;
                    if (this.moment) this.update(this.moment);
                },
            })));
        const readout = this.#read === null ? "Point at a picture to read one product." : product(this.#read);
        const isClass = unit.stage === this.network.stages.length - 1;
        return [
            this.#sum(unit, explanation), ...(isClass && this.moment ? [evidenceOf(this.network, this.moment, unit.channel, this.colors)] : []),
            sketch("div", { class: "trio" }, ...pictures), this.#legends(scales), sketch("p", { class: "readout muted" }, readout),
            this.#largest(unit, inputs, weights, products),
        ];
    }

    /**
     * The largest products of each sign and the sum of all others.
     * @param {Unit} unit
     * @param {number[]} inputs
     * @param {number[]} weights
     * @param {number[]} products
     */
    #largest(unit, inputs, weights, products) {
        const order = products.map((_, index) => index).sort((first, second) => products[second] - products[first]);
        const supporting = order.filter((index) => products[index] > 0).slice(0, LISTED);
        const opposing = order.filter((index) => products[index] < 0).slice(-LISTED).reverse();
        const listed = new Set([...supporting, ...opposing]);
        const others = products.reduce((sum, product, index) => listed.has(index) ? sum : sum + product, 0);
        const row = (/** @type {number} */ index) => {
            const name = this.#inputUnitName(unit.stage, index);
            const source = unit.stage > 0 ? this.#goButton(name, unitAt(this.network, unit.stage - 1, index)) : name;
            return sketch("tr", {}, sketch("th", { scope: "row" }, source), sketch("td", {}, number(inputs[index], 2)),
                sketch("td", {}, `\u00d7 ${number(weights[index], 2)}`),
                sketch("td", { "data-product": products[index] }, number(products[index], 4)));
        };
        const part = (/** @type {string} */ title, /** @type {number[]} */ indices) => sketch("tbody", {},
            sketch("tr", { class: "part" }, sketch("th", { colspan: "4", scope: "rowgroup" }, title)), ...indices.map(row));
        return sketch("table", { class: "largest" },
            sketch("caption", {}, "The largest products"), part("for it", supporting), part("against it", opposing),
            sketch("tbody", {}, sketch("tr", { class: "part" },
                sketch("th", { colspan: "3", scope: "row" }, `the other ${products.length - listed.size}`),
                sketch("td", { "data-product": others }, number(others, 4)))));
    }

    /**
     * @param {number} stage
     * @param {number} index position in the stage's input
     */
    #inputUnitName(stage, index) {
        if (stage === 0) return `pixel ${index}`;
        const unit = unitAt(this.network, stage - 1, index);
        const { name, outputShape } = this.network.stages[stage - 1];
        return isSpatial(outputShape)
            ? `${name} map ${unit.channel} (${unit.row}, ${unit.column})` : `${name} unit ${unit.channel}`;
    }

    /**
     * The part of the image that a unit depends on, where that is more than what it sees and less than all.
     * @param {Unit} unit
     * @param {Moment} moment
     */
    #receptiveField(unit, moment) {
        const [field] = receptiveFields(this.network, unit);
        const [channels, rows, columns] = this.network.inputShape;
        if (field === null || field === undefined) return [];
        const size = { rows: field.bottom - field.top + 1, columns: field.right - field.left + 1 };
        if (size.rows === rows && size.columns === columns) {
            return [sketch("p", { class: "muted" }, "It depends on the whole image.")];
        }
        const cut = Uint8Array.from({ length: channels * size.rows * size.columns }, (_, index) => {
            const channel = Math.floor(index / (size.rows * size.columns));
            const row = field.top + Math.floor(index / size.columns) % size.rows;
            return moment.pixels[(channel * rows + row) * columns + field.left + index % size.columns];
        });
        const canvas = sketch("canvas", {
            class: "field", role: "img", "aria-label": "its receptive field",
            paint: (/** @type {HTMLCanvasElement} */ target) => paintImage(target, cut, size.rows, size.columns),
        });
        return [sketch("div", { class: "field-row" }, canvas, sketch("p", { class: "muted" },
            `Its receptive field: of the image it depends on ${size.rows}\u00d7${size.columns} pixels, rows ${field.top} to `
            + `${field.bottom}, columns ${field.left} to ${field.right}.`))];
    }
}

/**
 * A sheet about as high as wide, with a line of nothing between maps.
 * @param {number[]} shape
 */
function atlas(shape) {
    const [channels, rows, columns] = extent(shape);
    const isMaps = rows * columns > 1;
    return sheetOf(shape, evenColumns(channels, isMaps ? Math.ceil(Math.sqrt(channels)) : 12),
        isMaps ? { rows: 1, columns: 1 } : { rows: 0, columns: 0 });
}
