/** The middle of the page: a channel, a direct message, or the app with its two tabs. */

import { el, fill, focused } from "/ui/dom.js";
import { Composer } from "/ui/composer.js";
import { mountHome } from "/ui/home.js";
import { MessageList } from "/ui/messages.js";
import { avatar, roleOf } from "/ui/people.js";

/**
 * Draw the conversation into `root` and keep it true; `say(text)` speaks to people who listen.
 * Answers a function that brings focus here, to the message box where there is one; it answers
 * false while an open thread stands in the conversation's place.
 */
export function mountConversation(root, session, say) {
  const head = el("header", { class: "conversation-head" });
  const list = new MessageList(session, { say });
  const empty = el("p", { class: "waiting", role: "status" });
  const composer = new Composer(session);
  const closed = el("p", { class: "archived" });
  const home = mountHome(session);
  let title = null;
  session.addEventListener("change", () => {
    if (!session.state) return waitFor(root, empty, session);
    if (!root.contains(head)) {
      fill(root, head, empty, list.node, home.node, closed, composer.node);
    }
    title = drawHead(head, title, session);
    const onHome = atHome(session);
    showList(list, empty, session, onHome);
    home.show(onHome);
    closed.textContent = whyClosed(session);
    closed.hidden = onHome || !closed.textContent;
    composer.node.hidden = onHome || !closed.hidden;
    composer.show(`${session.me.id} ${session.place.channel}`, `Message ${nameOf(session)}`);
  });
  return () => composer.focus() || focused(root);
}

function waitFor(root, empty, session) {
  if (!root.contains(empty)) fill(root, empty);
  empty.textContent = session.online
    ? "Opening the workspace …"
    : "The workspace does not answer. Trying again …";
}

/** Whether the app's home tab is open. */
function atHome({ place, appChannel }) {
  return place.tab === "home" && (place.channel === appChannel || appChannel === null);
}

function showList(list, empty, session, onHome) {
  const { messages, place } = session;
  empty.hidden = onHome || messages?.length > 0;
  empty.textContent = messages || !place.channel ? "No messages here yet." : "Loading …";
  list.node.hidden = onHome || !messages?.length;
  if (!onHome && messages) list.show(messages, `${place.as} ${place.channel}`);
}

/** Why nothing can be written here; empty where it can. */
function whyClosed(session) {
  const { place, state, appChannel } = session;
  if (session.channel(place.channel)?.is_archived) {
    return "This channel is archived. It can be read but not written in.";
  }
  const inApp = place.channel === appChannel || place.channel === null;
  return inApp && state.bot.messages_read_only
    ? "Sending messages to this app has been turned off. Type / in a channel to begin."
    : "";
}

/** What the open conversation is called. */
function nameOf(session) {
  const channel = session.channel(session.place.channel);
  if (channel) return `#${channel.name}`;
  const { dms, bot } = session.state;
  const dm = dms.find((each) => each.id === session.place.channel);
  return dm && dm.with !== bot.id ? session.person(dm.with).name : bot.name;
}

/** Redraw the heading when what it says has changed; answers what it says now. */
function drawHead(head, before, session) {
  const { place, state } = session;
  const channel = session.channel(place.channel);
  const isApp = !channel && (place.channel === session.appChannel || place.channel === null);
  const dm = state.dms.find((each) => each.id === place.channel);
  const name = nameOf(session);
  const now = JSON.stringify([name, topicOf(channel), isApp, atHome(session), session.me.id]);
  if (now === before) return before;
  document.title = `${name} · ${session.me.name} · Good Catch sandbox`;
  const sign = isApp ? avatar({ ...state.bot, is_bot: true }, "small") : null;
  const topic = dm ? roleOf(session.person(dm.with)) : topicOf(channel);
  fill(head,
    el("h2", {}, sign, name),
    isApp ? tabs(session) : el("p", { class: "topic" }, topic));
  return now;
}

function topicOf(channel) {
  const shared = channel?.is_ext_shared ? "Shared with people outside" : null;
  return [shared, channel?.topic].filter(Boolean).join(" · ");
}

function tabs(session) {
  const onHome = atHome(session);
  const tab = (words, name, current) => el("button", {
    class: "tab",
    "aria-current": current ? "page" : null,
    data: { focus: `tab ${name}` },
    testid: `tab-${name}`,
    on: { click: () => session.go({ tab: name, thread: null }) },
  }, words);
  return el("nav", { class: "tabs", "aria-label": "App" },
    tab("Messages", "messages", !onHome),
    session.state.bot.home_tab ? tab("Home", "home", onHome) : null);
}
