// @ts-check
// The page: what is drawn, picked or dropped goes through the network, and all views show what comes of it.

import { forward, largestIndex, softmax } from "./arithmetic.js";
import { ClassList } from "./classes.js";
import { largestMagnitude, paintImage } from "./colors.js";
import { byId, element, percent, write } from "./elements.js";
import { explain, receptiveFields } from "./explanation.js";
import { agreement, description, exhibitsOf, showGallery } from "./gallery.js";
import { Inspector } from "./inspector.js";
import { inputOf, isSameUnit, networkOf } from "./network.js";
import { Pad } from "./pad.js";
import { fitted, gray, planesOf, preparePicture } from "./picture.js";
import { prepareStrokes, strokesAsDrawn } from "./preparation.js";
import { resize } from "./resize.js";
import { part, placeMark, StageView } from "./stages.js";
import { unitInWords } from "./words.js";

/** @typedef {import("./network.js").Unit} Unit */
/** @typedef {import("./resize.js").Plane} Plane */

/** @type {import("./network.js").PageRecord} */
const record = JSON.parse(byId("record", HTMLScriptElement).textContent ?? "");
const network = networkOf(record);
const groups = exhibitsOf(network, record);
const exhibits = groups.flatMap(({ images }) => images);
const [channels, side] = network.inputShape;

/**
 * Where the image comes from: strokes of the pad, a recorded image, or somebody's picture.
 * @typedef {{kind: "drawing"} | {kind: "exhibit", exhibit: import("./gallery.js").Exhibit}
 *   | {kind: "picture", planes: Plane[]}} Source
 */

/** @type {Source} */
let source = { kind: "drawing" };
let isAsDrawn = !record.areDigits;
/** @type {import("./stages.js").Moment} */
let moment = { pixels: new Uint8Array(0), outputs: [], unit: null, isPinned: false };

const seen = byId("seen", HTMLCanvasElement);
const seenMark = byId("seen-mark", HTMLElement);
const answer = byId("answer", HTMLElement);
const status = byId("status", HTMLElement);
const asDrawn = byId("as-drawn", HTMLButtonElement);
const detail = byId("detail", HTMLElement);
/** Whether a unit taken apart stands beside the stages. */
const isWide = matchMedia("(min-width: 75rem)");

// MARK: The image

/**
 * What the network is shown, as bytes [channel][row][column] of its own size.
 * @param {boolean} unprepared
 * @returns {Uint8Array}
 */
function image(unprepared) {
    const { rows, columns } = record.input;
    if (source.kind === "exhibit") return source.exhibit.pixels;
    if (source.kind === "picture" && channels === 3) return joined(source.planes.map((plane) => fitted(plane, rows, columns)));
    if (source.kind === "picture") {
        const plane = gray(source.planes);
        return joined([unprepared ? fitted(plane, rows, columns) : preparePicture(plane, rows, columns)]);
    }
    if (pad.strokes.length === 0) return new Uint8Array(channels * side * side);
    return joined([(unprepared ? strokesAsDrawn : prepareStrokes)(pad.strokes, rows, columns)]);
}

/**
 * Planes resized for the network; a single one serves all channels.
 * @param {Plane[]} planes
 */
function joined(planes) {
    const resized = planes.map((plane) => resize(plane, side, side).pixels);
    const pixels = new Uint8Array(channels * side * side);
    for (let channel = 0; channel < channels; channel += 1) {
        pixels.set(resized[Math.min(channel, resized.length - 1)], channel * side * side);
    }
    return pixels;
}

// MARK: What is shown

let isScheduled = false;

/** Shows the present image in the next frame, however often it changed until then. */
function schedule() {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
        isScheduled = false;
        const start = performance.now();
        show();
        document.documentElement.dataset.milliseconds = (performance.now() - start).toFixed(2);
    });
}

function show() {
    const pixels = image(isAsDrawn);
    moment = { ...moment, pixels, outputs: forward(network, inputOf(network, pixels)) };
    paintImage(seen, pixels, side, side);
    for (const view of views) view.update(moment);
    classes.update(moment);
    showAnswer();
    showUnit();
}

function isEmpty() {
    return source.kind === "drawing" && pad.strokes.length === 0;
}

/** @param {Float32Array} logits */
function reading(logits) {
    const label = largestIndex(logits);
    return { label, name: network.classes[label], probability: softmax(logits)[label] };
}

function showAnswer() {
    const { label, name, probability } = reading(moment.outputs[moment.outputs.length - 1]);
    answer.dataset.class = isEmpty() ? "" : String(label);
    answer.replaceChildren(...(isEmpty() ? [element("span", { class: "muted" }, "nothing drawn")]
        : [element("strong", {}, name), element("span", {}, percent(probability))]));
    write(byId("source", HTMLElement), sourceInWords());
}

/** How the image came about and, unless the pen is drawing, what the other preparation would change. */
function sourceInWords() {
    if (source.kind === "exhibit") return `${description(network, source.exhibit)}, as the program saw it.`;
    if (isEmpty()) return "An empty image. What lights up below is the network's own biases.";
    const what = source.kind === "drawing" ? "Your drawing" : "Your picture";
    if (channels === 3) return `${what}, resized.`;
    const how = isAsDrawn ? `${what} as it is: not fitted, not centered.`
        : `${what}, prepared as MNIST was: fitted, centered, drawn with its pen.`;
    if (pad.isDrawing) return how;
    const { name, probability } = reading(forward(network, inputOf(network, image(!isAsDrawn))).at(-1) ?? new Float32Array(1));
    return `${how} ${isAsDrawn ? "Prepared as the training images were" : "As drawn"}, it would be ${name} (${percent(probability)}).`;
}

function showUnit() {
    const { unit, outputs } = moment;
    const fields = unit === null ? [] : receptiveFields(network, unit);
    const chosen = unit !== null && network.stages[unit.stage].kind === "maxPool" ? explain(network, outputs, unit).chosen : null;
    for (const view of views) view.mark(unit, fields, chosen);
    const field = part(fields[0] ?? null, { rows: side, columns: side });
    seenMark.hidden = field === null;
    if (field !== null) placeMark(seenMark, field, { rows: side, columns: side });
    inspector.update(moment);
    document.body.classList.toggle("has-unit", unit !== null);
    detail.hidden = unit === null;
    const pin = byId("pin", HTMLButtonElement);
    pin.setAttribute("aria-pressed", String(moment.isPinned));
    pin.textContent = moment.isPinned ? "Pinned" : "Pin";
}

// MARK: Which unit is explained

/** @param {Unit | null} unit @param {boolean} isPinned */
function explainUnit(unit, isPinned) {
    const hasMoved = !isSameUnit(unit, moment.unit);
    if (!hasMoved && isPinned === moment.isPinned) return;
    moment = { ...moment, unit, isPinned };
    for (const view of views) view.moment = moment;
    showUnit();
}

/** Pins a unit, or frees it where it is pinned. @param {Unit} unit */
function togglePin(unit) {
    explainUnit(unit, !(moment.isPinned && isSameUnit(unit, moment.unit)));
}

/** On small screens the unit taken apart lies over the stages: they scroll until the unit can be seen beside it. */
function reveal() {
    if (isWide.matches) return;
    document.querySelector(".mark-unit:not([hidden])")?.scrollIntoView({ block: "nearest", behavior: "instant" });
}

/** @type {import("./stages.js").Selecting} */
const selecting = {
    point: (unit) => { if (!moment.isPinned) explainUnit(unit, false); },
    pin: (unit) => {
        togglePin(unit);
        reveal();
    },
    go: (unit) => {
        explainUnit(unit, moment.isPinned);
        reveal();
        say(unitInWords(network, moment.outputs, unit));
    },
    free: () => explainUnit(moment.unit, false),
};

/** @param {string} words read out by screen readers */
function say(words) {
    status.textContent = words;
}

function sayAnswer() {
    const { name, probability } = reading(moment.outputs[moment.outputs.length - 1]);
    say(isEmpty() ? "Nothing is drawn." : `Read as ${name}, ${percent(probability)}.`);
}

// MARK: The views

const usual = network.stages.map((_, stage) => largestMagnitude(exhibits.map(({ outputs }) => outputs[stage + 1])));
const views = network.stages.map((_, stage) => new StageView(network, stage, record.colors, usual[stage], selecting));
byId("stages", HTMLElement).append(...views.map((view) => view.root));

const classes = new ClassList(byId("classes", HTMLElement), network, record.colors, (label) =>
    togglePin({ stage: network.stages.length - 1, channel: label, row: 0, column: 0 }));
const inspector = new Inspector(byId("inspector", HTMLElement), network, record.colors, selecting.go);
const pad = new Pad(byId("pad", HTMLCanvasElement), {
    changed(isComplete) {
        source = { kind: "drawing" };
        schedule();
        if (isComplete) requestAnimationFrame(sayAnswer);
    },
    say,
});

/** @param {Source} other shown instead of the drawing, which is cleared */
function replaceDrawing(other) {
    pad.strokes = [];
    pad.draw();
    source = other;
    schedule();
    requestAnimationFrame(sayAnswer);
}

showGallery(byId("gallery", HTMLElement), network, groups, (exhibit) => {
    replaceDrawing({ kind: "exhibit", exhibit });
    byId("drawing", HTMLElement).scrollIntoView({ block: "nearest" });
});

// MARK: Buttons, files, and the part of the image under a pointer

byId("undo", HTMLButtonElement).addEventListener("click", () => pad.undo());
byId("clear", HTMLButtonElement).addEventListener("click", () => pad.clear());
byId("pin", HTMLButtonElement).addEventListener("click", () => explainUnit(moment.unit, !moment.isPinned));
byId("close", HTMLButtonElement).addEventListener("click", () => explainUnit(null, false));
asDrawn.hidden = channels !== 1;
asDrawn.setAttribute("aria-checked", String(isAsDrawn));
asDrawn.addEventListener("click", () => {
    isAsDrawn = !isAsDrawn;
    asDrawn.setAttribute("aria-checked", String(isAsDrawn));
    schedule();
    requestAnimationFrame(sayAnswer);
});
document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") selecting.free();
});

const moves = { "move-left": [0, -1, 0], "move-right": [0, 1, 0], "move-up": [-1, 0, 0], "move-down": [1, 0, 0],
    "move-back": [0, 0, -1], "move-on": [0, 0, 1] };
for (const [id, [down, right, further]] of Object.entries(moves)) {
    byId(id, HTMLButtonElement).addEventListener("click", () => {
        const { unit } = moment;
        if (unit !== null) selecting.go(views[unit.stage].moved(unit, down, right, further));
    });
}

/** @param {Blob | null | undefined} file */
async function read(file) {
    if (!file) return;
    try {
        replaceDrawing({ kind: "picture", planes: await planesOf(file) });
    } catch {
        say("This file is not a picture that the browser can read.");
        byId("source", HTMLElement).textContent = "This file is not a picture that the browser can read.";
    }
}

const file = byId("file", HTMLInputElement);
file.addEventListener("change", () => {
    read(file.files?.[0]);
    file.value = "";
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
    event.preventDefault();
    read(event.dataTransfer?.files[0]);
});
document.addEventListener("paste", (event) => read(event.clipboardData?.files[0]));

// MARK: The check

const { agreeing, of, tolerance, largest } = agreement(exhibits);
const check = byId("agreement", HTMLElement);
check.dataset.agrees = String(agreeing === of);
check.textContent = `${agreeing === of ? "\u2713" : "\u2717"} ${agreeing} of ${of} agree: the logits that this page computes `
    + `for the recorded images are the program's within ${tolerance}; the largest difference is ${largest.toExponential(1)}.`;

// Beside the stages there is room for a unit from the start; on small screens it would cover them.
if (isWide.matches) moment.unit = { stage: 0, channel: 0, row: 0, column: 0 };
if (exhibits.length > 0) source = { kind: "exhibit", exhibit: exhibits[0] };
schedule();
