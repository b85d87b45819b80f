/** Reactions under a message, and the picker that adds one. */

import { el } from "/ui/dom.js";
import { PICKER, emojiText, emojiWords } from "/ui/emoji.js";
import { openPopover } from "/ui/popover.js";

function toggle(session, message, name, add) {
  return session.tryTo("react", { channel: session.place.channel, ts: message.ts, name, add });
}

/** The reactions as toggles with counts; null when there are none. */
export function reactionRow(message, { session }) {
  if (!message.reactions?.length) return null;
  return el("div", { class: "reactions", role: "group", "aria-label": "Reactions" },
    message.reactions.map((reaction) => chip(reaction, message, session)),
    reactionButton(message, session, "chip add"));
}

function chip(reaction, message, session) {
  const nameOf = (id) => (id === session.me.id ? "you" : session.person(id).name);
  const names = reaction.users.map(nameOf).join(", ");
  return el("button", {
    class: "chip",
    "aria-pressed": String(reaction.mine),
    "aria-label": `${emojiWords(reaction.name)}, ${reaction.count}: ${names}`,
    title: names,
    data: { focus: `reaction ${reaction.name}` },
    testid: `reaction-${reaction.name}`,
    on: { click: () => toggle(session, message, reaction.name, !reaction.mine) },
  }, emojiText(reaction.name), el("span", { class: "count" }, String(reaction.count)));
}

/** The button that opens the picker. */
export function reactionButton(message, session, className) {
  return el("button", {
    class: className,
    "aria-label": "Add reaction",
    title: "Add reaction",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
    data: { focus: `react ${className}` },
    testid: "reaction-add",
    on: { click: (event) => openPicker(event.currentTarget, message, session) },
  }, "☺", el("span", { class: "plus", "aria-hidden": "true" }, "+"));
}

function openPicker(anchor, message, session) {
  const pick = (name) => () => {
    close();
    toggle(session, message, name, true);
  };
  const grid = el("div", { class: "emoji-grid" }, PICKER.map((name) =>
    el("button", {
      "aria-label": emojiWords(name),
      title: `:${name}:`,
      testid: `emoji-${name}`,
      on: { click: pick(name) },
    }, emojiText(name))));
  const close = openPopover(anchor, grid, { label: "Choose a reaction", testid: "emoji-picker" });
}
