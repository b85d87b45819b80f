/** Asks "are you sure?" in a small dialog before something happens. */

import { el } from "/ui/dom.js";
import { textOf } from "/ui/texts.js";

/**
 * Ask what a Slack confirmation object says; true when there is nothing to ask or the person
 * agreed. Escape means no.
 */
export function confirmed(confirm, session) {
  if (!confirm) return Promise.resolve(true);
  return ask({
    title: confirm.title.text,
    body: el("div", { class: "text" }, textOf(confirm.text, session)),
    yes: confirm.confirm.text,
    no: confirm.deny.text,
    danger: confirm.style === "danger",
  });
}

/** Ask a question with two answers; resolves to whether the answer was yes. */
export function ask({ title, body, yes, no = "Cancel", danger = false }) {
  return new Promise((resolve) => {
    const answer = (value) => () => dialog.close(value);
    const attributes = { class: "confirm", "aria-labelledby": "confirm-title", testid: "confirm" };
    const dialog = el("dialog", attributes,
      el("h2", { id: "confirm-title" }, title),
      el("div", { class: "confirm-body" }, body),
      el("div", { class: "dialog-foot" },
        el("button", {
          class: "button",
          testid: "confirm-no",
          on: { click: answer("no") },
        }, no),
        el("button", {
          class: `button ${danger ? "danger" : "primary"}`,
          testid: "confirm-yes",
          on: { click: answer("yes") },
        }, yes)));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
