/** Builds page elements; what people wrote only ever becomes text, never markup. */

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden"]);

/**
 * Make one element.
 *
 * `attributes` may hold `on` (event name to listener), `data` (dataset entries), `testid`, the
 * live properties in PROPERTIES, and any plain attribute; null, undefined and false leave it out.
 * A button never submits anything by itself.
 * Children may be nodes, strings, nested lists, or null for nothing.
 */
export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  if (tag === "button") node.type = "button";
  for (const [name, value] of Object.entries(attributes)) {
    assign(node, name, value);
  }
  node.append(...present(children));
  return node;
}

function assign(node, name, value) {
  if (value === null || value === undefined) return;
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  } else if (name === "data") {
    Object.assign(node.dataset, value);
  } else if (name === "testid") {
    node.dataset.testid = value;
  } else if (PROPERTIES.has(name)) {
    node[name] = value;
  } else if (value !== false) {
    node.setAttribute(name, value === true ? "" : value);
  }
}

function present(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined);
}

/** Put `children` in place of everything inside `node`. */
export function fill(node, ...children) {
  node.replaceChildren(...present(children));
}

let lastId = 0;

/** An element id nobody else on the page has. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}

/** Give focus to `node`; answers whether it took it, which nothing hidden does. */
export function focused(node) {
  node.focus();
  return document.activeElement === node;
}

/**
 * Where focus is inside `root` (the `data-focus` of the element, and the caret in a text), so that
 * a redrawn copy can have it back; null when it is elsewhere.
 */
export function heldFocus(root) {
  const active = document.activeElement;
  const key = root.contains(active) ? active.dataset.focus : null;
  return key ? { key, caret: active.selectionStart ?? null } : null;
}

/**
 * Give focus back where `held` says; answers whether that place is still there. What only shows
 * while its surroundings are open or have focus needs those first.
 */
export function restoreFocus(root, held) {
  const target = held && root.querySelector(`[data-focus="${CSS.escape(held.key)}"]`);
  if (!target) return false;
  const fold = target.matches("summary") ? null : target.closest("details");
  if (fold) fold.open = true;
  target.focus();
  if (document.activeElement !== target) {
    target.closest("[tabindex]")?.focus();
    target.focus();
  }
  if (held.caret !== null) target.setSelectionRange(held.caret, held.caret);
  return true;
}

/** What each drawn item looked like, by its node. */
const signatures = new WeakMap();

/**
 * Bring the children of `container` in line with `items`, leaving unchanged ones in place so that
 * focus, scrolling and screen readers are not disturbed. Each item is `{key, signature, draw()}`.
 */
export function reconcile(container, items) {
  const standing = new Map([...container.children].map((node) => [node.dataset.key, node]));
  let before = container.firstElementChild;
  for (const item of items) {
    const old = standing.get(item.key);
    standing.delete(item.key);
    const node = old && signatures.get(old) === item.signature ? old : redraw(item);
    if (old && node !== old) {
      before = before === old ? node : before;
      replaceKeepingFocus(old, node);
    }
    if (node === before) before = node.nextElementSibling;
    else container.insertBefore(node, before);
  }
  for (const gone of standing.values()) gone.remove();
}

function redraw(item) {
  const node = item.draw();
  node.dataset.key = item.key;
  signatures.set(node, item.signature);
  return node;
}

function replaceKeepingFocus(old, node) {
  const held = heldFocus(old);
  old.replaceWith(node);
  restoreFocus(node, held);
}
