/** Draws buttons and overflow menus, and asks first where the app wants that. */

import { confirmed } from "/ui/confirm.js";
import { el } from "/ui/dom.js";
import { openMenu } from "/ui/popover.js";
import { controlAttributes } from "/ui/slot.js";
import { plainText } from "/ui/texts.js";

const WEB = /^https?:/i;

/** A button; one with an address also opens it, as in Slack. */
export function button(element, slot, ctx) {
  const press = async (event) => {
    if (!(await confirmed(element.confirm, ctx.session))) return;
    if (element.url && WEB.test(element.url)) open(element.url, "_blank", "noopener,noreferrer");
    await busyWhile(event.target.closest("button"), () =>
      ctx.act(slot.blockId, element, { value: element.value ?? null }));
  };
  return el("button", {
    ...controlAttributes(element, slot),
    class: `button ${element.style ?? ""}`,
    "aria-label": element.accessibility_label ?? null,
    testid: `action-${element.action_id}`,
    on: { click: press },
  }, plainText(element.text));
}

/** Mark a button busy until `work` is done; a second click meanwhile does nothing. */
export async function busyWhile(target, work) {
  if (target.getAttribute("aria-busy") === "true") return;
  target.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    target.removeAttribute("aria-busy");
  }
}

/** The "…" button with a short menu. */
export function overflow(element, slot, ctx) {
  const choose = async (option) => {
    if (!(await confirmed(element.confirm, ctx.session))) return;
    if (option.url && WEB.test(option.url)) open(option.url, "_blank", "noopener,noreferrer");
    await ctx.act(slot.blockId, element, { selected_option: option });
  };
  const items = element.options.map((option) => ({
    label: plainText(option.text),
    detail: option.description ? plainText(option.description) : null,
    run: () => choose(option),
  }));
  return el("button", {
    ...controlAttributes(element, slot),
    class: "button overflow",
    "aria-label": element.accessibility_label ?? "More choices",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    testid: `action-${element.action_id}`,
    on: { click: (event) => openMenu(event.currentTarget, items, { label: "More choices" }) },
  }, "…");
}
