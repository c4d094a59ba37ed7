// @ts-check
// Making the page's elements, and writing numbers.

/**
 * A new element with attributes and children; an attribute that is `false` is left out, one that is `true` is empty.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
    }
    made.append(...children);
    return made;
}

/**
 * The element of the page that has an id.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
    const found = document.getElementById(id);
    if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} called ${id}`);
    return found;
}

/**
 * A number with a true minus sign, so that columns of numbers align.
 * @param {number} value
 * @param {number} decimals
 */
export function number(value, decimals) {
    const text = Math.abs(value).toFixed(decimals);
    return value < 0 && Number(text) !== 0 ? `\u2212${text}` : text;
}

/**
 * A number after another one: with a plus or a minus before it.
 * @param {number} value
 * @param {number} decimals
 */
export function signed(value, decimals) {
    const text = number(value, decimals);
    return text.startsWith("\u2212") ? `\u2212 ${text.slice(1)}` : `+ ${text}`;
}

/** @param {number} share */
export function percent(share) {
    const rounded = (100 * share).toFixed(share > 0.9995 ? 2 : 1);
    return rounded === "100.00" && share < 1 ? ">\u202f99.99\u00a0%" : `${rounded}\u00a0%`;
}

/**
 * Where a pointer is on an element, as shares of its width and height.
 * @param {Element} target
 * @param {{clientX: number, clientY: number}} event
 */
export function share(target, event) {
    const box = target.getBoundingClientRect();
    return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
}
