/** Draws a select with several choices: a line that says them, opening into tick boxes. */

import { el } from "/ui/dom.js";
import { choiceKey, choicesOf, chosenState, chosenValue } from "/ui/options.js";
import { changed, controlAttributes } from "/ui/slot.js";

/** The closed line reads the chosen names; open, every choice has a tick box. */
export function multiSelect(element, slot, ctx) {
  const key = choiceKey(element);
  const choices = choicesOf(element, ctx.session);
  const chosen = () => new Set(ctx.values.read(slot.blockId, element)[key].map(chosenValue));
  const line = el("span");
  const boxes = choices.map((choice, index) =>
    box(element, slot, choice, index, chosen().has(choice.value)));
  const limit = element.max_selected_items ?? Infinity;
  const taken = () => choices.filter((each) => chosen().has(each.value));
  const show = () => describe(line, boxes, taken(), element, limit);
  boxes.forEach(({ control }, index) => control.addEventListener("change", () => {
    const values = chosen();
    if (control.checked) values.add(choices[index].value);
    else values.delete(choices[index].value);
    const kept = choices.filter((each) => values.has(each.value));
    changed(element, slot, ctx, { [key]: kept.map((each) => chosenState(element, each)) });
    show();
  }));
  show();
  const list = el("details", { class: "multi", testid: `field-${element.action_id}` },
    el("summary", { class: "field", ...controlAttributes(element, slot) }, line),
    el("div", { class: "multi-choices" }, boxes.map(({ row }) => row)));
  list.addEventListener("keydown", (event) => closeList(list, event));
  return list;
}

/** Escape closes the open list first; only the next one closes the window that it stands in. */
function closeList(list, event) {
  if (event.key !== "Escape" || !list.open) return;
  event.preventDefault();
  list.open = false;
  list.querySelector("summary").focus();
}

function box(element, slot, choice, index, checked) {
  const control = el("input", {
    type: "checkbox",
    checked,
    value: choice.value,
    data: { focus: `${slot.blockId}/${element.action_id}/${index}` },
  });
  const detail = choice.detail ? el("span", { class: "choice-detail" }, choice.detail) : null;
  const row = el("label", { class: "choice" }, control, el("span", {}, choice.label, detail));
  return { control, row };
}

function describe(line, boxes, chosen, element, limit) {
  line.textContent = chosen.length
    ? chosen.map((each) => each.label).join(", ")
    : element.placeholder?.text ?? "Choose …";
  line.classList.toggle("placeholder", chosen.length === 0);
  for (const { control } of boxes) control.disabled = !control.checked && chosen.length >= limit;
}
