/** Draws inputs that are typed: text, e-mail, address, number, date and time. */

import { el } from "/ui/dom.js";
import { changed, controlAttributes } from "/ui/slot.js";

const TYPES = { email_text_input: "email", url_text_input: "url", number_input: "text" };

/**
 * A text box. A length limit is counted and said rather than enforced while typing: cutting off
 * what somebody pastes would lose their words without a sign.
 */
export function textField(element, slot, ctx) {
  const state = ctx.values.read(slot.blockId, element);
  const attributes = {
    ...controlAttributes(element, slot),
    class: "field",
    value: state.value ?? "",
    placeholder: element.placeholder?.text,
    "aria-required": slot.required ? "true" : null,
    testid: `field-${element.action_id}`,
  };
  const field = element.multiline
    ? el("textarea", { ...attributes, rows: 4 })
    : el("input", { ...attributes, type: TYPES[element.type] ?? "text", autocomplete: "off",
        inputmode: element.type === "number_input" ? "decimal" : null });
  field.addEventListener("input", () =>
    ctx.values.write(slot.blockId, element, { value: field.value || null }));
  if (slot.dispatch) dispatchText(field, element, slot, ctx);
  if (!element.max_length) return field;
  return el("div", {}, field, counter(field, element.max_length));
}

/** When typing is told to the app: on Enter unless the element asks for every character. */
function dispatchText(field, element, slot, ctx) {
  const moments = element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"];
  const tell = () => ctx.act(slot.blockId, element, { value: field.value });
  if (moments.includes("on_character_entered")) field.addEventListener("input", tell);
  if (moments.includes("on_enter_pressed")) {
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      tell();
    });
  }
}

const NEARLY = 0.8;

/** Characters left, shown when the limit comes near and said aloud when it is passed. */
function counter(field, limit) {
  const shown = el("p", { class: "counter" });
  const count = () => {
    const left = limit - field.value.length;
    shown.textContent = left < 0 ? `${-left} characters too many` : `${left} characters left`;
    shown.hidden = field.value.length < limit * NEARLY;
    shown.classList.toggle("over", left < 0);
    shown.setAttribute("aria-live", left < 0 ? "polite" : "off");
  };
  field.addEventListener("input", count);
  count();
  return shown;
}

/** A date, "YYYY-MM-DD". */
export function dateField(element, slot, ctx) {
  return picker(element, slot, ctx, {
    type: "date",
    key: "selected_date",
    fallback: "Choose a date",
  });
}

/** A time of day, "HH:MM". */
export function timeField(element, slot, ctx) {
  return picker(element, slot, ctx, {
    type: "time",
    key: "selected_time",
    fallback: "Choose a time",
  });
}

function picker(element, slot, ctx, { type, key, fallback }) {
  const shared = controlAttributes(element, slot);
  return el("input", {
    ...shared,
    type,
    class: "field picker",
    value: ctx.values.read(slot.blockId, element)[key] ?? "",
    "aria-label": slot.label ? null : shared["aria-label"] ?? fallback,
    testid: `field-${element.action_id}`,
    on: { change: (event) => changed(element, slot, ctx, { [key]: event.target.value || null }) },
  });
}
