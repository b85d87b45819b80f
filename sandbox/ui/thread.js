/** The right-hand side: one thread with its replies and its own message box. */

import { Composer } from "/ui/composer.js";
import { el, fill } from "/ui/dom.js";
import { MessageList } from "/ui/messages.js";

/**
 * Draw the thread into `root` and keep it true; `say(text)` speaks to people who listen, `leave()`
 * takes focus when the thread is closed. Answers a function that brings focus to the message box.
 */
export function mountThread(root, session, { say, leave }) {
  const list = new MessageList(session, { say, inThread: true });
  const composer = new Composer(session, { inThread: true });
  const where = el("p", { class: "topic" });
  const waiting = el("p", { class: "waiting", role: "status" }, "Loading …");
  const close = () => {
    session.go({ thread: null });
    leave();
  };
  fill(root,
    el("header", { class: "conversation-head" }, el("h2", {}, "Thread"), where,
      el("button", {
        class: "icon-button close",
        "aria-label": "Close thread",
        testid: "thread-close",
        on: { click: close },
      }, "✕")),
    waiting, list.node, composer.node);
  let open = null;
  session.addEventListener("change", () => {
    const { place, thread, state } = session;
    root.hidden = !place.thread || !state;
    if (root.hidden) {
      open = null;
      list.show([], null);
      return;
    }
    waiting.hidden = thread !== null;
    list.node.hidden = thread === null;
    const channel = session.channel(place.channel);
    where.textContent = channel ? `#${channel.name}` : state.bot.name;
    composer.node.hidden = Boolean(channel?.is_archived);
    composer.show(`${place.as} ${place.channel} ${place.thread}`, "Reply …");
    if (thread) list.show(thread, `${place.as} ${place.channel} ${place.thread}`);
    if (open !== place.thread) {
      open = place.thread;
      composer.focus();
    }
  });
  return () => composer.focus();
}
