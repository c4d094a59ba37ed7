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
 * What an element is to be. Among the attributes, `style` has properties, `onclick` and its like are handlers, and `paint`
 * is called with a canvas whenever it is rendered.
 * @typedef {object} Sketch
 * @property {string} tag
 * @property {Attributes} attributes
 * @property {(Sketch | string)[]} children
 */

/** @typedef {Record<string, string | number | boolean | Function | Record<string, string>>} Attributes */

/**
 * @param {string} tag
 * @param {Attributes} [attributes] one that is `false` is left out, one that is `true` is empty
 * @param {...(Sketch | string)} children
 * @returns {Sketch}
 */
export function sketch(tag, attributes = {}, ...children) {
    return { tag, attributes, children };
}

/** @type {WeakMap<Node, Sketch>} */
const rendered = new WeakMap();

/**
 * Makes an element's children what sketches say, and changes only what differs from the last time: the rest needs no new
 * layout, and keeps focus.
 * @param {Element} target
 * @param {(Sketch | string)[]} children
 */
export function render(target, children) {
    children.forEach((child, index) => {
        const old = target.childNodes[index];
        if (typeof child === "string") {
            if (!(old instanceof Text)) target.replaceChildren(...[...target.childNodes].slice(0, index), child);
            else if (old.data !== child) old.data = child;
            return;
        }
        const before = old === undefined ? undefined : rendered.get(old);
        const isSame = before?.tag === child.tag;
        const made = isSame ? /** @type {HTMLElement} */ (old) : document.createElement(child.tag);
        if (old === undefined) target.append(made);
        else if (!isSame) old.replaceWith(made);
        setAttributes(made, isSame ? before.attributes : {}, child.attributes);
        rendered.set(made, child);
        render(made, child.children);
        if (typeof child.attributes.paint === "function") child.attributes.paint(made);
    });
    while (target.childNodes.length > children.length) target.lastChild?.remove();
}

/**
 * @param {HTMLElement} target
 * @param {Attributes} before
 * @param {Attributes} after
 */
function setAttributes(target, before, after) {
    for (const name of Object.keys({ ...before, ...after })) {
        const [old, value] = [before[name] ?? false, after[name] ?? false];
        if (old === value || name === "paint") continue;
        if (name === "style") {
            for (const property of Object.keys({ ...Object(old), ...Object(value) })) {
                const text = Object(value)[property] ?? "";
                if (Object(old)[property] !== text) target.style.setProperty(property, text);
            }
        } else if (name.startsWith("on")) {
            Object.assign(target, { [name]: value || null });
        } else if (value === false) {
            target.removeAttribute(name);
        } else {
            target.setAttribute(name, value === true ? "" : String(value));
        }
    }
}

/**
 * Sets an element's text. The same text again costs nothing, as it would by assignment.
 * @param {Element} target
 * @param {string} text
 */
export function write(target, text) {
    if (target.textContent !== text) target.textContent = text;
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
