// @ts-check
// The area on which one draws, with mouse, finger, pen or keys.

import { share } from "./elements.js";
import { DRAWN_WIDTH } from "./preparation.js";

/** @typedef {import("./preparation.js").Stroke} Stroke */
/** @typedef {import("./preparation.js").Point} Point */

/** How far an arrow key moves the pen, as a part of the area's side; with Shift, and otherwise. */
const STEP = { fine: 1 / 56, coarse: 1 / 20 };

/** The pen's ink, and the cross that shows where the keys have it. */
const COLORS = { ink: "#ffffff", cross: "#4fa3e8" };

export class Pad {
    /** @type {Stroke[]} */
    strokes = [];
    /** @type {Point} */
    pen = { x: 0.5, y: 0.2 };
    /** Whether keys draw as they move the pen. */
    isPenDown = false;
    /**
     * The pointer that is drawing.
     * @type {number | null}
     */
    pointer = null;

    /**
     * @param {HTMLCanvasElement} canvas
     * @param {{changed: (isComplete: boolean) => void, say: (words: string) => void}} listener is called on every change,
     *   which is complete when the pen is lifted, and announces what keys did
     */
    constructor(canvas, listener) {
        this.canvas = canvas;
        this.listener = listener;
        canvas.addEventListener("pointerdown", (event) => this.#touch(event));
        canvas.addEventListener("pointermove", (event) => this.#move(event));
        for (const end of ["pointerup", "pointercancel", "lostpointercapture"]) {
            canvas.addEventListener(end, (event) => this.#lift(/** @type {PointerEvent} */ (event)));
        }
        canvas.addEventListener("keydown", (event) => this.#press(event));
        canvas.addEventListener("focus", () => this.draw());
        canvas.addEventListener("blur", () => this.#liftKeys());
        new ResizeObserver(() => this.draw()).observe(canvas);
    }

    /** Whether a stroke is under way. */
    get isDrawing() {
        return this.pointer !== null || this.isPenDown;
    }

    clear() {
        this.strokes = [];
        this.#changed(true);
    }

    undo() {
        this.strokes.pop();
        this.#changed(true);
    }

    /** @param {PointerEvent} event */
    #touch(event) {
        if (this.pointer !== null || event.button !== 0) return;
        this.pointer = event.pointerId;
        this.canvas.setPointerCapture(event.pointerId);
        this.isPenDown = false;
        this.strokes.push([share(this.canvas, event)]);
        this.#changed(false);
    }

    /** @param {PointerEvent} event */
    #move(event) {
        if (event.pointerId !== this.pointer) return;
        // Between two frames a pen reports many points, which browsers hand over together.
        const points = event.getCoalescedEvents?.() ?? [];
        this.#extend((points.length > 0 ? points : [event]).map((point) => share(this.canvas, point)));
        this.#changed(false);
    }

    /** @param {PointerEvent} event */
    #lift(event) {
        if (event.pointerId !== this.pointer) return;
        this.pointer = null;
        this.#changed(true);
    }

    /** @param {Point[]} points */
    #extend(points) {
        this.strokes[this.strokes.length - 1].push(...points);
    }

    /** @param {KeyboardEvent} event */
    #press(event) {
        const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
        const move = moves[/** @type {keyof typeof moves} */ (event.key)];
        if (move !== undefined) this.#step(move, event.shiftKey ? STEP.fine : STEP.coarse);
        else if (event.key === " ") this.#togglePen();
        else if (event.key === "Backspace" || (event.key === "z" && (event.ctrlKey || event.metaKey))) this.undo();
        else if (event.key === "Delete") this.clear();
        else return;
        event.preventDefault();
    }

    /**
     * @param {number[]} direction
     * @param {number} length
     */
    #step([x, y], length) {
        const inside = (/** @type {number} */ value) => Math.min(Math.max(value, 0), 1);
        this.pen = { x: inside(this.pen.x + x * length), y: inside(this.pen.y + y * length) };
        if (this.isPenDown) this.#extend([this.pen]);
        this.#changed(false);
    }

    #togglePen() {
        this.isPenDown = !this.isPenDown;
        if (this.isPenDown) this.strokes.push([this.pen]);
        this.#changed(!this.isPenDown);
        this.listener.say(this.isPenDown ? "Pen down: arrow keys draw." : "Pen up.");
    }

    #liftKeys() {
        if (this.isPenDown) this.#togglePen();
        this.draw();
    }

    /** @param {boolean} isComplete */
    #changed(isComplete) {
        // An undo while keys draw takes the stroke away from under the pen.
        if (this.isPenDown && this.strokes.length === 0) this.isPenDown = false;
        this.draw();
        this.listener.changed(isComplete);
    }

    /** Shows the strokes, one pixel of the canvas for one of the screen. */
    draw() {
        const side = Math.max(Math.round(this.canvas.clientWidth * devicePixelRatio), 1);
        if (this.canvas.width !== side) this.canvas.width = this.canvas.height = side;
        const context = this.canvas.getContext("2d");
        if (context === null) return;
        context.clearRect(0, 0, side, side);
        context.lineCap = context.lineJoin = "round";
        context.lineWidth = DRAWN_WIDTH * side;
        context.strokeStyle = COLORS.ink;
        for (const stroke of this.strokes) {
            context.beginPath();
            context.moveTo(stroke[0].x * side, stroke[0].y * side);
            for (const { x, y } of stroke) context.lineTo(x * side, y * side);
            context.stroke();
        }
        if (this.canvas.matches(":focus-visible")) this.#drawCross(context, side);
    }

    /**
     * @param {CanvasRenderingContext2D} context
     * @param {number} side
     */
    #drawCross(context, side) {
        const [x, y, arm] = [this.pen.x * side, this.pen.y * side, side / 24];
        context.lineWidth = side / 140;
        context.strokeStyle = COLORS.cross;
        context.beginPath();
        context.moveTo(x - arm, y);
        context.lineTo(x + arm, y);
        context.moveTo(x, y - arm);
        context.lineTo(x, y + arm);
        if (this.isPenDown) context.arc(x, y, arm / 1.5, 0, 2 * Math.PI);
        context.stroke();
    }
}
