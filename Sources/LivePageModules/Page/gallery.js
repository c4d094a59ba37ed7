// @ts-check
// Recorded images to pick, and the check that this page computes what the program computed.

import { forward } from "./arithmetic.js";
import { paintImage } from "./colors.js";
import { element } from "./elements.js";
import { bytes, inputOf } from "./network.js";

/** @typedef {import("./network.js").Network} Network */
/** @typedef {import("./network.js").PageRecord} PageRecord */

/**
 * An image of the record.
 * @typedef {object} Exhibit
 * @property {Uint8Array} pixels [channel][row][column]
 * @property {Float32Array} input
 * @property {number} label
 * @property {number} [index] in the test set, where that is on record
 * @property {number[]} logits the program's
 * @property {Float32Array[]} outputs what this page makes of it
 */

/** The page's logits may differ from the program's by so much: its sums are in another order and precision. */
const TOLERANCE = 1e-4;

/**
 * @param {Network} network
 * @param {PageRecord} record
 * @returns {{title: string, images: Exhibit[]}[]}
 */
export function exhibitsOf(network, record) {
    return record.exhibits.map(({ title, images }) => ({
        title,
        images: images.map((image) => {
            const pixels = bytes(image.pixels);
            const input = inputOf(network, pixels);
            return { ...image, pixels, input, outputs: forward(network, input) };
        }),
    }));
}

/**
 * How many recorded images have the program's logits here too.
 * @param {Exhibit[]} exhibits
 */
export function agreement(exhibits) {
    const differences = exhibits.map(({ logits, outputs }) => {
        const own = outputs[outputs.length - 1];
        const all = logits.map((logit, label) => Math.abs(logit - own[label]));
        return all.length === own.length && all.every(Number.isFinite) ? Math.max(...all) : Infinity;
    });
    return {
        agreeing: differences.filter((difference) => difference <= TOLERANCE).length, of: exhibits.length,
        tolerance: TOLERANCE, largest: Math.max(0, ...differences),
    };
}

/**
 * Rows of recorded images, each a button.
 * @param {HTMLElement} root
 * @param {Network} network
 * @param {{title: string, images: Exhibit[]}[]} groups
 * @param {(exhibit: Exhibit) => void} choose
 */
export function showGallery(root, network, groups, choose) {
    const [, rows, columns] = network.inputShape;
    root.replaceChildren(...groups.filter(({ images }) => images.length > 0).map(({ title, images }) => {
        const buttons = images.map((image) => {
            const canvas = element("canvas", { "aria-hidden": "true" });
            paintImage(canvas, image.pixels, rows, columns);
            const button = element("button", { type: "button", class: "thumbnail", "aria-label": description(network, image) }, canvas,
                element("span", { "aria-hidden": "true" }, network.classes[image.label]));
            button.addEventListener("click", () => choose(image));
            return button;
        });
        return element("section", { "aria-label": title }, element("h3", {}, title), element("div", { class: "thumbnails" }, ...buttons));
    }));
}

/**
 * @param {Network} network
 * @param {Exhibit} exhibit
 */
export function description(network, { label, index, outputs }) {
    const logits = outputs[outputs.length - 1];
    const read = logits.indexOf(Math.max(...logits));
    const place = index === undefined ? "Recorded image" : `Test image ${index}`;
    const name = network.classes[label];
    return read === label ? `${place}: ${name}` : `${place}: ${name}, read as ${network.classes[read]}`;
}
