/** Draws one message: who, when, what, its reactions, its thread, and what can be done with it. */

import { drawBlocks } from "/ui/blocks.js";
import { clockTime, longDay, momentOf } from "/ui/dates.js";
import { el } from "/ui/dom.js";
import { editor } from "/ui/editor.js";
import { mrkdwn } from "/ui/mrkdwn.js";
import { avatar } from "/ui/people.js";
import { reactionRow } from "/ui/reactions.js";
import { toolbar } from "/ui/toolbar.js";

/** `context` is `{list, session, close, editing}`; `close` leaves the name out. */
export function drawMessage(message, context) {
  const { session, close, editing } = context;
  const person = session.person(message.user);
  const moment = momentOf(message.ts);
  const time = clockTime(moment, session.timezone);
  const kinds = [close && "close", message.ephemeral && "ephemeral"].filter(Boolean);
  return el("article", {
    class: `message ${kinds.join(" ")}`,
    "aria-label": `${person.name}, ${time}`,
    tabindex: "-1",
    data: { ts: message.ts, focus: "message" },
    testid: "message",
  },
    close ? el("span", { class: "gutter-time", "aria-hidden": "true" }, time) : avatar(person),
    el("div", { class: "message-body" },
      message.ephemeral ? el("p", { class: "only-you" }, "Only visible to you") : null,
      close ? null : byline(person, moment, time, session),
      editing ? editor(message, context) : content(message, context)),
    message.deleted || editing ? null : toolbar(message, context));
}

function byline(person, moment, time, session) {
  return el("p", { class: "byline" },
    el("span", { class: "author" }, person.name),
    person.is_bot ? el("span", { class: "app-badge" }, "App") : null,
    el("time", { datetime: moment.toISOString(), title: longDay(moment, session.timezone) }, time));
}

function content(message, context) {
  if (message.deleted) {
    const tombstone = el("p", { class: "tombstone" }, "This message was deleted.");
    return [tombstone, threadSummary(message, context)];
  }
  return [
    el("div", { class: "words" }, words(message, context),
      message.edited ? el("span", { class: "edited" }, "(edited)") : null),
    reactionRow(message, context),
    threadSummary(message, context),
  ];
}

function words(message, context) {
  const { session, list } = context;
  if (!message.blocks?.length) {
    return el("div", { class: "text" }, mrkdwn(message.text ?? "", session));
  }
  return drawBlocks(message.blocks, {
    session,
    values: list.valuesOf(message.ts),
    act: (blockId, element, change) =>
      session.tryTo("press", {
        channel: session.place.channel,
        ts: message.ts,
        block_id: blockId,
        action_id: element.action_id,
        ...change,
      }),
  });
}

function threadSummary(message, { list, session }) {
  if (list.inThread || !message.reply_count) return null;
  const replies = message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`;
  const latest = clockTime(momentOf(message.latest_reply), session.timezone);
  return el("button", {
    class: "thread-summary",
    testid: "thread-summary",
    data: { focus: `thread ${message.ts}` },
    on: { click: () => session.go({ thread: message.ts }) },
  },
    (message.reply_users ?? []).slice(0, 4).map((id) => avatar(session.person(id), "tiny")),
    el("span", { class: "replies" }, replies),
    el("span", { class: "latest" }, `latest at ${latest}`));
}
