// @ts-check
// One unit taken apart: the numbers that enter it, their products, the sum, and what becomes of it.

import { softmax } from "./arithmetic.js";
import { centeredScale, colorOf, legend, paint, paintImage, scaleFromZero } from "./colors.js";
import { evidenceOf } from "./classes.js";
import { element, number, percent, share, signed } from "./elements.js";
import { explain, poolAbove, receptiveFields } from "./explanation.js";
import { extent, isSameUnit, isSpatial, position, unitAt } from "./network.js";
import { isPositive } from "./stages.js";
import { evenColumns, inputName, unitName } from "./words.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Unit} Unit */
/** @typedef {import("./explanation.js").Explanation} Explanation */
/** @typedef {import("./explanation.js").Term} Term */
/** @typedef {import("./stages.js").Moment} Moment */
/** @typedef {import("./colors.js").Scale} Scale */

/** How many of the largest products of each sign are listed, where there are too many for a table. */
const LISTED = 6;

export class Inspector {
    /**
     * The input channel whose products are written out, of the stage that is shown.
     * @type {number | null}
     */
    #channel = null;
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
            this.root.replaceChildren(element("p", { class: "muted" },
                "Point at a unit, tap it, or reach it with the keyboard: here stands how its number comes about."));
            return;
        }
        if (this.#shown === null || this.#shown.stage !== unit.stage) this.#channel = null;
        this.#shown = unit;
        const explanation = explain(this.network, outputs, unit);
        const stage = this.network.stages[unit.stage];
        const parts = stage.kind === "maxPool" ? this.#pooling(unit, explanation)
            : stage.kind === "convolution" ? this.#convolution(unit, explanation) : this.#linear(unit, explanation);
        this.root.replaceChildren(
            element("h3", {}, unitName(this.network, unit)), ...parts, ...this.#receptiveField(unit, moment));
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
        const rows = lines.map(([part, words, amount]) => element("tr", {}, element("th", { scope: "row" }, words),
            element("td", { "data-part": part, "data-value": amount },
                part === "bias" ? signed(amount, 4) : number(amount, 4))));
        if (unit.stage === this.network.stages.length - 1 && this.moment) {
            const probabilities = softmax(this.moment.outputs[unit.stage + 1]);
            rows.push(element("tr", {},
                element("th", { scope: "row" }, "probability, by softmax of all logits"),
                element("td", {}, percent(probabilities[unit.channel]))));
        }
        return element("table", { class: "sum" }, element("tbody", {}, ...rows));
    }

    /** @param {number} stage */
    #inputScale(stage) {
        const values = /** @type {Moment} */ (this.moment).outputs[stage];
        if (isPositive(this.network, stage - 1)) return scaleFromZero([values], this.colors.glow);
        if (stage > 0) return centeredScale([values], this.colors.diverging);
        // The image, from black to white.
        const levels = this.network.levels[0];
        return { low: levels[0], high: levels[255], stops: ["#000000", "#ffffff"] };
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
            const line = element(terms.length > 1 ? "button" : "div", {
                class: "term", ...(terms.length > 1 ? {
                    type: "button", "aria-pressed": String(isWritten),
                    "aria-label": `${name}: products sum to ${number(term.sum, 4)}`,
                } : {}),
            }, element("span", { class: "term-name" }, name), ...pictures,
                element("span", { class: "term-sum", "data-term": term.sum }, number(term.sum, 4)));
            line.addEventListener("click", () => {
                this.#channel = term.channel;
                if (this.moment) this.update(this.moment);
                const again = this.root.querySelectorAll(".term")[term.channel];
                if (again instanceof HTMLElement) again.focus();
            });
            return line;
        });
        return [
            this.#sum(unit, explanation), this.#heads(), element("div", { class: "terms" }, ...rows), this.#legends(scales),
            this.#products(unit, written, scales.products), ...this.#competition(unit, explanation.value),
        ];
    }

    #heads() {
        return element("div", { class: "term term-heads muted", "aria-hidden": "true" }, element("span"),
            element("span", {}, "sees"), element("span", {}, "weights"), element("span", {}, "products"), element("span", {}, "sum"));
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
            .map(([name, values, scale]) => {
                const canvas = element("canvas", { class: "small-map", role: "img", "aria-label": String(name) });
                paint(canvas, /** @type {ArrayLike<number>} */ (values), rows, columns, /** @type {Scale} */ (scale));
                return canvas;
            });
    }

    /** @param {{inputs: Scale, weights: Scale, products: Scale}} scales */
    #legends(scales) {
        return element("div", { class: "legends" }, ...Object.entries(scales).map(([name, scale]) => {
            const made = legend(name);
            made.show(scale);
            return element("div", {}, element("span", { class: "muted" }, name === "inputs" ? "sees" : name), made.root);
        }));
    }

    /**
     * Every product written out: what the unit sees, times the weight, below it the product.
     * @param {Unit} unit
     * @param {Term} term
     * @param {Scale} scale
     */
    #products(unit, term, scale) {
        const lines = Array.from({ length: term.rows }, (_, row) => element("tr", {},
            ...Array.from({ length: term.columns }, (_, column) => {
                const index = row * term.columns + column;
                const cell = element("td", {},
                    element("span", {}, number(term.inputs[index], 2)), element("span", {}, `\u00d7${number(term.weights[index], 2)}`),
                    element("b", { "data-product": term.products[index] }, number(term.products[index], 3)));
                const { background, ink } = colorOf(scale, term.products[index]);
                [cell.style.background, cell.style.color] = [background, ink];
                return cell;
            })));
        return element("table", { class: "products" },
            element("caption", {}, `Product by product, ${inputName(this.network, unit.stage, term.channel)}`),
            element("tbody", {}, ...lines));
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
        return [element("p", {}, `${words} `, this.#goButton("Show the pooled unit", pooled))];
    }

    /**
     * @param {string} words
     * @param {Unit} unit
     */
    #goButton(words, unit) {
        const button = element("button", { type: "button", class: "link" }, words);
        button.addEventListener("click", () => this.go(unit));
        return button;
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
        const lines = Array.from({ length: block.rows }, (_, row) => element("tr", {},
            ...Array.from({ length: block.columns }, (_, column) => {
                const amount = block.inputs[row * block.columns + column];
                const isChosen = corner + row * width + column === winner;
                const words = !isChosen ? "\u00a0" : block.inputs.every((other) => other === amount) ? "first of equals" : "largest";
                const cell = element("td", { class: isChosen ? "chosen" : "", "data-input": amount },
                    element("b", {}, number(amount, 4)), element("span", {}, words));
                const { background, ink } = colorOf(scale, amount);
                [cell.style.background, cell.style.color] = [background, ink];
                return cell;
            })));
        /** @type {HTMLElement[]} */
        const parts = [
            element("table", { class: "sum" }, element("tbody", {}, element("tr", {},
                element("th", { scope: "row" }, `largest of ${block.inputs.length}`),
                element("td", { "data-part": "value", "data-value": value }, number(value, 4))))),
            element("table", { class: "products pooled" },
                element("caption", {}, `The block of ${before}, map ${unit.channel}`), element("tbody", {}, ...lines)),
        ];
        if (chosen !== null) parts.push(element("p", {}, this.#goButton("Show the one that it took", chosen)));
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
        const readout = element("p", { class: "readout muted" }, "Point at a picture to read one product.");
        const product = (/** @type {number} */ index) => `${this.#inputUnitName(unit.stage, index)}: `
            + `${number(inputs[index], 4)} \u00d7 ${number(weights[index], 4)} = ${number(products[index], 4)}`;
        const pictures = [["sees", inputs, scales.inputs], ["weights", weights, scales.weights],
            ["products", products, scales.products]].map(([name, values, scale]) => {
            const sheet = atlas(/** @type {number[]} */ (values), stage.inputShape);
            const canvas = element("canvas", { class: "atlas", role: "img", "aria-label": `${name} of all ${inputs.length} inputs` });
            paint(canvas, sheet.values, sheet.rows, sheet.columns, /** @type {Scale} */ (scale));
            canvas.addEventListener("pointermove", (event) => {
                const { x, y } = share(canvas, event);
                const index = sheet.indices[Math.floor(y * sheet.rows) * sheet.columns + Math.floor(x * sheet.columns)];
                if (index >= 0) readout.textContent = product(index);
            });
            return element("figure", {}, element("figcaption", { class: "muted" }, String(name)), canvas);
        });
        const isClass = unit.stage === this.network.stages.length - 1;
        return [
            this.#sum(unit, explanation), ...(isClass && this.moment ? [evidenceOf(this.network, this.moment, unit.channel, this.colors)] : []),
            element("div", { class: "trio" }, ...pictures), this.#legends(scales), readout, this.#largest(unit, inputs, weights, products),
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
            return element("tr", {}, element("th", { scope: "row" }, source), element("td", {}, number(inputs[index], 2)),
                element("td", {}, `\u00d7 ${number(weights[index], 2)}`),
                element("td", { "data-product": products[index] }, number(products[index], 4)));
        };
        const part = (/** @type {string} */ title, /** @type {number[]} */ indices) => element("tbody", {},
            element("tr", { class: "part" }, element("th", { colspan: "4", scope: "rowgroup" }, title)), ...indices.map(row));
        return element("table", { class: "largest" },
            element("caption", {}, "The largest products"), part("for it", supporting), part("against it", opposing),
            element("tbody", {}, element("tr", { class: "part" },
                element("th", { colspan: "3", scope: "row" }, `the other ${products.length - listed.size}`),
                element("td", { "data-product": others }, number(others, 4)))));
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
            return [element("p", { class: "muted" }, "It depends on the whole image.")];
        }
        const cut = Uint8Array.from({ length: channels * size.rows * size.columns }, (_, index) => {
            const channel = Math.floor(index / (size.rows * size.columns));
            const row = field.top + Math.floor(index / size.columns) % size.rows;
            return moment.pixels[(channel * rows + row) * columns + field.left + index % size.columns];
        });
        const canvas = element("canvas", { class: "field", role: "img", "aria-label": "its receptive field" });
        paintImage(canvas, cut, size.rows, size.columns);
        return [element("div", { class: "field-row" }, canvas, element("p", { class: "muted" },
            `Its receptive field: of the image it depends on ${size.rows}\u00d7${size.columns} pixels, rows ${field.top} to `
            + `${field.bottom}, columns ${field.left} to ${field.right}.`))];
    }
}

/**
 * Values of all channels as one sheet of small maps, a line of nothing between them.
 * @param {ArrayLike<number>} values
 * @param {number[]} shape
 * @returns {{rows: number, columns: number, values: Float64Array, indices: Int32Array}} indices are -1 between maps
 */
function atlas(values, shape) {
    const [channels, rows, columns] = extent(shape);
    const isMaps = isSpatial(shape) && rows * columns > 1;
    const across = evenColumns(channels, isMaps ? Math.ceil(Math.sqrt(channels)) : 12);
    const gap = isMaps ? 1 : 0;
    const sheet = {
        rows: Math.ceil(channels / across) * (rows + gap) - gap, columns: across * (columns + gap) - gap,
    };
    const count = sheet.rows * sheet.columns;
    const indices = new Int32Array(count).fill(-1);
    for (let index = 0; index < values.length; index += 1) {
        const [channel, inside] = [Math.floor(index / (rows * columns)), index % (rows * columns)];
        const row = Math.floor(channel / across) * (rows + gap) + Math.floor(inside / columns);
        indices[row * sheet.columns + (channel % across) * (columns + gap) + inside % columns] = index;
    }
    return { ...sheet, indices, values: Float64Array.from(indices, (index) => index < 0 ? NaN : values[index]) };
}
