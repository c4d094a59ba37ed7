// @ts-check
// Every stage with all its maps on one scale, and the marks that show which units belong together.

import { centeredScale, largestMagnitude, legend, paint } from "./colors.js";
import { element, render, share } from "./elements.js";
import { extent, isSpatial, position, unitAt } from "./network.js";
import { indexAt, sheetOf } from "./sheets.js";
import { evenColumns, operation, shape } from "./words.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").Unit} Unit */
/** @typedef {import("./explanation.js").Region} Region */

/**
 * What the page shows at the moment.
 * @typedef {object} Moment
 * @property {Uint8Array} pixels what the network sees, [channel][row][column]
 * @property {Float32Array[]} outputs of all stages, the input first
 * @property {Unit | null} unit the one that is explained
 * @property {boolean} isPinned whether pointing at other units leaves it
 */

/**
 * @typedef {object} Selecting
 * @property {(unit: Unit) => void} point shows a unit unless another is pinned
 * @property {(unit: Unit) => void} pin shows a unit until another is pinned or it is freed; frees it where it is pinned
 * @property {(unit: Unit) => void} go shows a unit in any case, pinned as before
 * @property {() => void} free
 */

/** Sizes in rem: of maps, between which a map's side lies, by its columns; of units in a stage without maps. */
const SIZES = {
    least: (/** @type {number} */ columns) => 1.1 + columns * 0.115,
    most: (/** @type {number} */ columns) => 2.5 + columns * 0.1875,
    caption: 1.4, leastUnit: 1.05, mostUnit: 2.25,
};

/**
 * The units of one stage: a sheet of one pixel a unit, enlarged by whole pixels of the screen. Before it lies an element
 * for each map, with its number and its marks.
 */
export class StageView {
    sheet = sheetOf([1], 1, { rows: 0, columns: 0 });

    /**
     * @param {Network} network
     * @param {number} index of the stage
     * @param {{glow: string[], diverging: string[]}} colors
     * @param {number} usual the largest magnitude on recorded images, to which the scale reaches at least
     * @param {Selecting} selecting
     */
    constructor(network, index, colors, usual, selecting) {
        this.network = network;
        this.index = index;
        this.stage = network.stages[index];
        this.colors = colors;
        this.usual = usual;
        this.selecting = selecting;
        this.isLast = index === network.stages.length - 1;
        this.legend = element("div", { class: "stage-legend" });
        this.canvas = element("canvas", { "aria-hidden": "true" });
        this.maps = isSpatial(this.stage.outputShape)
            ? Array.from({ length: this.stage.outputShape[0] }, (_, channel) => this.#map(String(channel))) : [this.#map("")];
        this.grid = element("div", {
            class: "maps", tabindex: "0", role: "application", "aria-roledescription": "maps of units",
            "aria-label": `${this.stage.name}: ${operation(this.stage)}, ${shape(this.stage)}`,
            "aria-describedby": "maps-help", id: `stage-${this.stage.name}`,
        }, this.canvas, ...this.maps.map((map) => map.root));
        this.names = this.isLast ? element("div", { class: "unit-names", "aria-hidden": "true" },
            ...network.classes.map((name) => element("span", {}, name))) : null;
        if (this.names !== null) this.grid.append(this.names);
        this.root = element("section", { class: "stage", "aria-label": this.stage.name }, this.#head(), this.grid);
        this.#listen();
        new ResizeObserver(() => this.fit()).observe(this.grid);
    }

    #head() {
        const parameters = this.stage.weights.length + this.stage.biases.length;
        const facts = [operation(this.stage), shape(this.stage)];
        if (parameters > 0) facts.push(`${parameters.toLocaleString("en")} parameters`);
        return element("div", { class: "stage-head" },
            element("h3", {}, this.stage.name), element("p", { class: "muted" }, facts.join(" \u00b7 ")), this.legend);
    }

    /** @param {string} caption */
    #map(caption) {
        const marks = {
            field: element("div", { class: "mark mark-field", hidden: true }),
            chosen: element("div", { class: "mark mark-chosen", hidden: true }),
            unit: element("div", { class: "mark mark-unit", hidden: true }),
        };
        const root = element("div", { class: "map", "aria-hidden": "true" }, marks.field, marks.chosen, marks.unit);
        if (caption !== "") root.append(element("div", { class: "map-caption" }, caption));
        return { root, marks };
    }

    /** The units of one map, as they stand there. */
    get #size() {
        if (!isSpatial(this.stage.outputShape)) return this.sheet;
        return { rows: this.stage.outputShape[1], columns: this.stage.outputShape[2] };
    }

    /** Chooses sizes for the width there is: as few lines of maps as leave each large enough to point at its units. */
    fit() {
        const width = this.grid.clientWidth;
        const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
        const [count, , columns] = extent(this.stage.outputShape);
        const hasMaps = isSpatial(this.stage.outputShape);
        const whole = (/** @type {number} */ size) => Math.max(Math.floor(size * devicePixelRatio), 1) / devicePixelRatio;
        let [across, unit, gap] = [0, 0, { rows: 0, columns: 0 }];
        if (hasMaps) {
            gap.columns = Math.ceil(columns / 14);
            for (let lines = 1; lines <= count && unit * columns < SIZES.least(columns) * rem; lines += 1) {
                across = Math.ceil(count / lines);
                const room = width / (across * (columns + gap.columns) - gap.columns);
                unit = whole(Math.min(room, SIZES.most(columns) * rem / columns));
            }
            gap.rows = Math.ceil(SIZES.caption * rem / unit);
        } else {
            across = evenColumns(count, Math.max(Math.floor(width / (rem * SIZES.leastUnit)), 5));
            unit = whole(Math.min(width / across, rem * SIZES.mostUnit));
        }
        this.sheet = sheetOf(this.stage.outputShape, across, gap);
        const sizes = {
            unit: `${unit}px`, across: hasMaps ? across : 1, "gap-rows": gap.rows, "gap-columns": gap.columns,
            rows: this.#size.rows, columns: this.#size.columns, "sheet-rows": this.sheet.rows, "sheet-columns": this.sheet.columns,
        };
        for (const [name, value] of Object.entries(sizes)) this.grid.style.setProperty(`--${name}`, String(value));
        if (this.moment) this.update(this.moment);
    }

    /** @param {Moment} moment */
    update(moment) {
        this.moment = moment;
        const values = moment.outputs[this.index + 1];
        const reach = Math.max(this.usual, largestMagnitude([values]));
        const scale = this.isLast || !isPositive(this.network, this.index)
            ? centeredScale([[reach]], this.colors.diverging) : { low: 0, high: reach || 1, stops: this.colors.glow };
        paint(this.canvas, values, this.sheet, scale);
        render(this.legend, [legend(this.stage.name, scale)]);
    }

    /**
     * Shows which of these units are meant: the explained one, the part that it looks at, what pooling chose.
     * @param {Unit | null} unit
     * @param {(Region | null)[]} fields of the explained unit, as `receptiveFields` has them
     * @param {Unit | null} chosen
     */
    mark(unit, fields, chosen) {
        const own = unit !== null && unit.stage === this.index ? unit : null;
        const field = unit !== null && this.index < unit.stage ? part(fields[this.index + 1], this.#size) : null;
        const isPooled = unit !== null && this.network.stages[unit.stage].kind === "maxPool";
        this.maps.forEach(({ marks }, map) => {
            const isOwnMap = (/** @type {Unit} */ { channel }) => !isSpatial(this.stage.outputShape) || channel === map;
            this.#place(marks.unit, own !== null && isOwnMap(own) ? this.#region(own) : null);
            // A pooled unit looks at its own channel alone as far back as the stage that is pooled.
            const isSeen = !(isPooled && unit !== null && this.index === unit.stage - 1) || isOwnMap(unit);
            this.#place(marks.field, isSeen ? field : null);
            const winner = chosen !== null && chosen.stage === this.index && isOwnMap(chosen) ? chosen : null;
            this.#place(marks.chosen, winner === null ? null : this.#region(winner));
        });
        this.grid.setAttribute("data-unit", own === null ? "" : String(position(this.network, own)));
    }

    /**
     * Where a unit stands on its canvas.
     * @param {Unit} unit
     * @returns {Region}
     */
    #region(unit) {
        const [row, column] = isSpatial(this.stage.outputShape)
            ? [unit.row, unit.column] : [Math.floor(unit.channel / this.sheet.columns), unit.channel % this.sheet.columns];
        return { top: row, left: column, bottom: row, right: column };
    }

    /**
     * @param {HTMLElement} mark
     * @param {Region | null} region
     */
    #place(mark, region) {
        mark.hidden = region === null;
        if (region !== null) placeMark(mark, region, this.#size);
    }

    /**
     * The unit under a pointer; `null` between maps.
     * @param {PointerEvent | MouseEvent} event
     * @returns {Unit | null}
     */
    #unitUnder(event) {
        const index = indexAt(this.sheet, share(this.canvas, event));
        return index < 0 ? null : unitAt(this.network, this.index, index);
    }

    #listen() {
        this.grid.addEventListener("pointermove", (event) => {
            const unit = this.#unitUnder(event);
            if (unit !== null) this.selecting.point(unit);
        });
        this.grid.addEventListener("click", (event) => {
            const unit = this.#unitUnder(event);
            if (unit !== null) this.selecting.pin(unit);
        });
        this.grid.addEventListener("focus", () => {
            if (this.grid.matches(":focus-visible") && this.moment?.unit?.stage !== this.index) {
                this.selecting.point(this.#strongest());
            }
        });
        this.grid.addEventListener("keydown", (event) => this.#press(event));
    }

    /** @returns {Unit} */
    #strongest() {
        const values = this.moment?.outputs[this.index + 1] ?? new Float32Array(1);
        let best = 0;
        values.forEach((value, index) => { if (value > values[best]) best = index; });
        return unitAt(this.network, this.index, best);
    }

    /** @param {KeyboardEvent} event */
    #press(event) {
        const unit = this.moment?.unit?.stage === this.index ? this.moment.unit : this.#strongest();
        const moves = {
            ArrowLeft: [0, -1, 0], ArrowRight: [0, 1, 0], ArrowUp: [-1, 0, 0], ArrowDown: [1, 0, 0],
            PageUp: [0, 0, -1], PageDown: [0, 0, 1],
        };
        const move = moves[/** @type {keyof typeof moves} */ (event.key)];
        if (move !== undefined) this.selecting.go(this.moved(unit, move[0], move[1], move[2]));
        else if (event.key === "Home") this.selecting.go(this.#strongest());
        else if (event.key === "Enter" || event.key === " ") this.selecting.pin(unit);
        else if (event.key === "Escape") this.selecting.free();
        else return;
        event.preventDefault();
    }

    /**
     * The unit so many rows, columns and maps away, or the last one on the way there.
     * @param {Unit} unit
     * @param {number} down
     * @param {number} right
     * @param {number} further
     * @returns {Unit}
     */
    moved(unit, down, right, further) {
        const [channels, rows, columns] = extent(this.stage.outputShape);
        const within = (/** @type {number} */ value, /** @type {number} */ count) =>
            Math.min(Math.max(value, 0), count - 1);
        if (!isSpatial(this.stage.outputShape)) {
            const target = unit.channel + down * this.sheet.columns + right + further;
            return { ...unit, channel: target >= 0 && target < channels ? target : unit.channel };
        }
        return {
            ...unit, channel: within(unit.channel + further, channels), row: within(unit.row + down, rows),
            column: within(unit.column + right, columns),
        };
    }
}

/**
 * A region that is less than the whole map; otherwise there is nothing to mark.
 * @param {Region | null} region
 * @param {{rows: number, columns: number}} size of the map
 */
export function part(region, size) {
    const isWhole = region !== null && region.bottom - region.top + 1 === size.rows
        && region.right - region.left + 1 === size.columns;
    return isWhole ? null : region;
}

/**
 * Puts a mark around a region of a map.
 * @param {HTMLElement} mark
 * @param {Region} region
 * @param {{rows: number, columns: number}} size of the map
 */
export function placeMark(mark, region, size) {
    mark.style.left = `${100 * region.left / size.columns}%`;
    mark.style.top = `${100 * region.top / size.rows}%`;
    mark.style.width = `${100 * (region.right - region.left + 1) / size.columns}%`;
    mark.style.height = `${100 * (region.bottom - region.top + 1) / size.rows}%`;
}

/**
 * Whether no output of a stage can be negative: behind a ReLU, or pooled from there.
 * @param {Network} network
 * @param {number} index
 * @returns {boolean}
 */
export function isPositive(network, index) {
    const stage = network.stages[index];
    if (stage === undefined) return false;
    return stage.relu || (stage.kind === "maxPool" && isPositive(network, index - 1));
}
