/** The left-hand side: who acts, the channels, the app and its direct messages. */

import { el, fill, heldFocus, restoreFocus } from "/ui/dom.js";
import { avatar } from "/ui/people.js";
import { switcher } from "/ui/switcher.js";

/** Draw the sidebar into `root` and keep it true. */
export function mountSidebar(root, session) {
  const actAs = switcher(session);
  const list = el("div", { class: "conversations" });
  let drawn = null;
  const smallPrint = el("p", { class: "small-print" },
    "A practice workspace on this computer. It is not Slack.");
  root.append(actAs.node, list, smallPrint);
  session.addEventListener("change", () => {
    if (!session.state) return;
    actAs.update();
    const { channels, dms, bot } = session.state;
    const now = JSON.stringify([channels, dms, bot, session.place]);
    if (now === drawn) return;
    drawn = now;
    const held = heldFocus(list);
    fill(list, conversations(session));
    restoreFocus(list, held);
  });
}

function conversations(session) {
  const { channels, dms, bot } = session.state;
  const others = dms.filter((dm) => dm.with !== bot.id);
  const own = channels.filter((channel) => channel.is_member);
  return [
    section("Channels", own.map((channel) => channelLink(channel, session))),
    section("Apps", [appLink(session)]),
    others.length ? section("Direct messages", others.map((dm) => personLink(dm, session))) : null,
  ];
}

function section(title, rows) {
  return el("section", { "aria-label": title },
    el("h2", {}, title),
    el("ul", { role: "list" }, rows.map((link) => el("li", {}, link))));
}

function row({ words, lead, unread, current, testid, notes = [], open }) {
  const name = el("span", { class: "name" }, words,
    notes.map((note) => el("span", { class: "note" }, note)));
  return el("button", {
    class: `conversation-link ${unread > 0 ? "unread" : ""}`,
    "aria-current": current ? "page" : null,
    data: { focus: testid },
    testid,
    on: { click: open },
  }, lead, name, unread > 0 ? badge(unread) : null);
}

function badge(unread) {
  return el("span", { class: "badge", testid: "unread" }, String(unread),
    el("span", { class: "visually-hidden" }, " new"));
}

function channelLink(channel, session) {
  return row({
    words: channel.name,
    lead: el("span", { class: "lead", "aria-hidden": "true" }, channel.is_private ? "🔒" : "#"),
    unread: channel.unread,
    current: session.place.channel === channel.id,
    testid: `channel-${channel.name}`,
    notes: [
      ...(channel.is_archived ? ["archived"] : []),
      ...(channel.is_ext_shared ? ["shared outside"] : []),
    ],
    open: () => session.go({ channel: channel.id, thread: null, tab: null }),
  });
}

function appLink(session) {
  const { bot, dms } = session.state;
  const dm = dms.find((each) => each.with === bot.id);
  return row({
    words: bot.name,
    lead: avatar({ ...bot, is_bot: true }, "small"),
    unread: dm?.unread ?? 0,
    current: Boolean(dm) && session.place.channel === dm.id,
    testid: "dm-goodcatch",
    notes: bot.connected ? [] : ["not connected"],
    open: () => session.go({ channel: dm?.id ?? null, thread: null, tab: null }),
  });
}

function personLink(dm, session) {
  const person = session.person(dm.with);
  return row({
    words: person.name,
    lead: avatar(person, "small"),
    unread: dm.unread,
    current: session.place.channel === dm.id,
    testid: `dm-${person.handle}`,
    open: () => session.go({ channel: dm.id, thread: null, tab: null }),
  });
}
