/** Draws inputs with one choice out of several, and checkboxes. */

import { confirmed } from "/ui/confirm.js";
import { el, freshId } from "/ui/dom.js";
import { choiceKey, choicesOf, chosenState, chosenValue } from "/ui/options.js";
import { changed, controlAttributes } from "/ui/slot.js";
import { textOf } from "/ui/texts.js";

/** A drop-down list of options, people or channels. */
export function select(element, slot, ctx) {
  const key = choiceKey(element);
  const choices = choicesOf(element, ctx.session);
  const now = chosenValue(ctx.values.read(slot.blockId, element)[key]) ?? "";
  const empty = el("option", { value: "" }, element.placeholder?.text ?? "Choose …");
  const list = el("select", {
    ...controlAttributes(element, slot),
    class: "field select",
    "aria-required": slot.required ? "true" : null,
    testid: `field-${element.action_id}`,
  }, empty, grouped(choices));
  list.value = now;
  list.addEventListener("change", async () => {
    const choice = choices.find((each) => each.value === list.value);
    if (!(await confirmed(element.confirm, ctx.session))) {
      list.value = chosenValue(ctx.values.read(slot.blockId, element)[key]) ?? "";
      return;
    }
    changed(element, slot, ctx, { [key]: choice ? chosenState(element, choice) : null });
  });
  return list;
}

function grouped(choices) {
  const names = [...new Set(choices.map((choice) => choice.group))];
  return names.map((name) => {
    const options = choices
      .filter((choice) => choice.group === name)
      .map((choice) => el("option", { value: choice.value },
        choice.detail ? `${choice.label} (${choice.detail})` : choice.label));
    return name ? el("optgroup", { label: name }, options) : options;
  });
}

/** One of several, all in sight. */
export function radioButtons(element, slot, ctx) {
  const name = freshId("radio");
  const now = chosenValue(ctx.values.read(slot.blockId, element).selected_option);
  const choose = (option) => changed(element, slot, ctx, { selected_option: option });
  return group(element, slot, element.options.map((option, index) =>
    choice({ element, slot, ctx, option, index, type: "radio", name, checked: option.value === now,
      choose: () => choose(option) })));
}

/** Any number of several, all in sight. */
export function checkboxes(element, slot, ctx) {
  const chosen = () => ctx.values.read(slot.blockId, element).selected_options.map(chosenValue);
  const toggle = (option, on) => {
    const values = new Set(chosen());
    if (on) values.add(option.value);
    else values.delete(option.value);
    const kept = element.options.filter((each) => values.has(each.value));
    changed(element, slot, ctx, { selected_options: kept });
  };
  return group(element, slot, element.options.map((option, index) =>
    choice({ element, slot, ctx, option, index, type: "checkbox", name: null,
      checked: chosen().includes(option.value), choose: (on) => toggle(option, on) })));
}

function group(element, slot, choices) {
  const attributes = { class: "choices", testid: `field-${element.action_id}` };
  if (slot.label) return el("div", attributes, choices);
  const named = { role: "group", "aria-label": "Choices", "aria-describedby": slot.describedBy };
  return el("div", { ...attributes, ...named }, choices);
}

function choice({ element, slot, ctx, option, index, type, name, checked, choose }) {
  const id = freshId("choice");
  const description = option.description
    ? el("span", { class: "choice-detail", id: `${id}-detail` },
        textOf(option.description, ctx.session))
    : null;
  const described = [description && `${id}-detail`, slot.describedBy].filter(Boolean);
  const control = el("input", {
    ...controlAttributes(element, slot, index),
    id,
    type,
    name,
    checked,
    value: option.value,
    "aria-label": null,
    "aria-describedby": described.join(" ") || null,
    on: { change: (event) => choose(event.target.checked) },
  });
  return el("div", { class: "choice" }, control,
    el("label", { for: id }, textOf(option.text, ctx.session), description));
}
