/** The button that says who acts in this window, and the list of people to act as instead. */

import { ApiError } from "/ui/api.js";
import { el, fill } from "/ui/dom.js";
import { avatar, roleOf } from "/ui/people.js";
import { openMenu } from "/ui/popover.js";
import { total, unreadOfCast } from "/ui/unread.js";

/** Answers `{node, update()}`; `update` follows the session. */
export function switcher(session) {
  const button = el("button", {
    class: "act-as",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    testid: "act-as",
    on: { click: () => openCast(button, session) },
  });
  const name = el("p", { class: "workspace-name", testid: "workspace-name" });
  const node = el("div", { class: "who" }, name, button);
  const update = () => {
    name.textContent = session.state.workspace.name;
    const words = el("span", { class: "act-as-words" },
      el("span", { class: "act-as-label" }, "Act as"),
      el("span", { class: "act-as-name" }, session.me.name),
      el("span", { class: "act-as-role" }, roleOf(session.me)));
    fill(button, avatar(session.me), words, el("span", { "aria-hidden": "true" }, "▾"));
  };
  return { node, update };
}

async function openCast(button, session) {
  const unread = await castUnread(session);
  const items = session.state.cast.map((person) => ({
    label: person.name,
    detail: [roleOf(person), newWords(total(unread[person.id] ?? {}))].filter(Boolean).join(" · "),
    lead: avatar(person, "small"),
    checked: person.id === session.me.id,
    testid: `act-as-${person.handle}`,
    run: () => actAs(session, person.id),
  }));
  openMenu(button, items, { label: "Act as", testid: "act-as-menu" });
}

function newWords(count) {
  return count > 0 ? `${count} new` : null;
}

/** Unread counts are a courtesy here: without them the list still opens. */
async function castUnread(session) {
  try {
    return await unreadOfCast(session.state.cast);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return {};
  }
}

/** Act as somebody else: in the app if asked or already there, else where they may follow. */
export function actAs(session, id, { openApp = false } = {}) {
  const { channel, tab } = session.place;
  const inApp = openApp || channel === session.appChannel;
  const there = inApp ? { channel: null, tab: tab ?? "messages" } : { channel, tab: null };
  session.go({ as: id, thread: null, ...there });
}
