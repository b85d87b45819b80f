/** Draws one interactive element (Slack, "Block elements") by its type. */

import { button, overflow } from "/ui/buttons.js";
import { checkboxes, radioButtons, select } from "/ui/choices.js";
import { el } from "/ui/dom.js";
import { dateField, textField, timeField } from "/ui/fields.js";
import { multiSelect } from "/ui/multiselect.js";

const DRAW = {
  button,
  overflow,
  plain_text_input: textField,
  email_text_input: textField,
  url_text_input: textField,
  number_input: textField,
  static_select: select,
  users_select: select,
  conversations_select: select,
  channels_select: select,
  multi_static_select: multiSelect,
  multi_users_select: multiSelect,
  multi_conversations_select: multiSelect,
  multi_channels_select: multiSelect,
  radio_buttons: radioButtons,
  checkboxes,
  datepicker: dateField,
  timepicker: timeField,
};

/**
 * Draw `element`. `slot` says where it stands: `blockId`, `dispatch` (whether a change is told to
 * the app at once), and for inputs `id`, `label`, `required`, `invalid`, `describedBy`.
 */
export function drawElement(element, slot, ctx) {
  const draw = DRAW[element.type];
  if (!draw) return el("span", { class: "unknown" }, `[${element.type}]`);
  return draw(element, slot, ctx);
}
