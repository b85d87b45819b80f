/** Small menus and panels that open beside a button and close on Escape or a click elsewhere. */

import { el } from "/ui/dom.js";

const GAP = 4;
const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/**
 * Open `content` beside `anchor`; answers a function that closes it. Focus goes to the first
 * button inside and returns to the anchor afterwards. It lives in the anchor's dialog if there is
 * one, because everything outside an open dialog cannot be reached.
 */
export function openPopover(anchor, content, { label, role = "dialog", testid = null }) {
  const panel = el("div", {
    class: "popover",
    popover: "auto",
    role,
    "aria-label": label,
    testid,
  }, content);
  (anchor.closest("dialog") ?? document.body).append(panel);
  anchor.setAttribute("aria-expanded", "true");
  panel.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const { activeElement: focused, body } = document;
    if (panel.contains(focused) || focused === body) anchor.focus();
    anchor.setAttribute("aria-expanded", "false");
    panel.remove();
  });
  panel.addEventListener("keydown", (event) => step(panel, event));
  panel.showPopover();
  beside(anchor, panel);
  panel.querySelector("button:not(:disabled), input")?.focus();
  return () => panel.isConnected && panel.hidePopover();
}

/**
 * Open a menu of `items` (`{label, detail, run, danger, disabled, checked, lead, testid}`) beside
 * `anchor`. `checked` (true or false) makes an item one of a set of choices.
 */
export function openMenu(anchor, items, { label, testid = null }) {
  const buttons = items.map((item) => menuItem(item, () => close()));
  const close = openPopover(anchor, buttons, { label, role: "menu", testid });
  return close;
}

function menuItem(item, close) {
  const choice = typeof item.checked === "boolean";
  return el(
    "button",
    {
      class: `menu-item ${item.danger ? "danger" : ""}`,
      role: choice ? "menuitemradio" : "menuitem",
      "aria-checked": choice ? String(item.checked) : null,
      disabled: Boolean(item.disabled),
      testid: item.testid,
      on: {
        click: () => {
          close();
          item.run();
        },
      },
    },
    item.lead,
    el("span", { class: "menu-words" }, el("span", { class: "menu-label" }, item.label),
      item.detail ? el("span", { class: "menu-detail" }, item.detail) : null),
  );
}

function step(panel, event) {
  const buttons = [...panel.querySelectorAll("button:not(:disabled)")];
  const at = buttons.indexOf(document.activeElement);
  if (at < 0) return;
  let next = null;
  if (event.key in STEPS) next = (at + STEPS[event.key] + buttons.length) % buttons.length;
  else if (event.key === "Home") next = 0;
  else if (event.key === "End") next = buttons.length - 1;
  if (next === null) return;
  event.preventDefault();
  buttons[next].focus();
}

/** Below the anchor where there is room, else above; always inside the window. */
function beside(anchor, panel) {
  const spot = anchor.getBoundingClientRect();
  const size = panel.getBoundingClientRect();
  const below = spot.bottom + GAP;
  const above = Math.max(GAP, spot.top - GAP - size.height);
  const top = below + size.height <= innerHeight ? below : above;
  const left = Math.max(GAP, Math.min(spot.left, innerWidth - size.width - GAP));
  panel.style.top = `${top}px`;
  panel.style.left = `${left}px`;
}
