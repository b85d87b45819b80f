/** Changes the words of one's own message in place. */

import { el } from "/ui/dom.js";
import { readable, toTyped } from "/ui/mentions.js";

/** A text box with the message's words; Enter saves, Escape leaves them as they were. */
export function editor(message, { list, session }) {
  const box = el("textarea", {
    class: "field",
    rows: 2,
    "aria-label": "Edit your message",
    value: readable(message.text, session),
    data: { focus: "edit" },
    testid: "edit-box",
  });
  const save = async () => {
    const text = toTyped(box.value.trim(), session);
    if (!text) return;
    const { channel } = session.place;
    const answer = await session.tryTo("edit", { channel, ts: message.ts, text });
    if (answer && answer.ok !== false) list.edit(null);
  };
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") list.edit(null);
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    save();
  });
  const cancel = el("button", { class: "button", on: { click: () => list.edit(null) } }, "Cancel");
  const keep = el("button", {
    class: "button primary",
    testid: "edit-save",
    on: { click: save },
  }, "Save");
  return el("div", { class: "edit" }, box, el("div", { class: "edit-foot" }, cancel, keep));
}
