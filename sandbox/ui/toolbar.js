/** What can be done with a message, shown when it is pointed at or focused. */

import { ask } from "/ui/confirm.js";
import { el } from "/ui/dom.js";
import { mrkdwn } from "/ui/mrkdwn.js";
import { openMenu } from "/ui/popover.js";
import { reactionButton } from "/ui/reactions.js";

/** The buttons for one message; null where there is nothing to offer. */
export function toolbar(message, context) {
  const { session, list } = context;
  if (message.ephemeral || session.channel(session.place.channel)?.is_archived) return null;
  return el("div", { class: "toolbar", role: "group", "aria-label": "Message actions" },
    reactionButton(message, session, "icon-button"),
    list.inThread ? null : replyButton(message, session),
    moreButton(message, context));
}

function replyButton(message, session) {
  return el("button", {
    class: "icon-button",
    "aria-label": "Reply in thread",
    title: "Reply in thread",
    data: { focus: "reply" },
    testid: "reply-in-thread",
    on: { click: () => session.go({ thread: message.thread_ts ?? message.ts }) },
  }, "↩︎");
}

function moreButton(message, context) {
  return el("button", {
    class: "icon-button",
    "aria-label": "More actions",
    title: "More actions",
    "aria-haspopup": "menu",
    "aria-expanded": "false",
    data: { focus: "more" },
    testid: "message-more",
    on: { click: (event) => openMenu(event.currentTarget, items(message, context),
      { label: "More actions", testid: "message-menu" }) },
  }, "⋯");
}

function items(message, context) {
  const { session } = context;
  const mine = message.user === session.me.id;
  return [...shortcuts(message, session), ...(mine ? own(message, context) : [])];
}

function shortcuts(message, session) {
  const { shortcuts: all, bot } = session.state;
  const known = all.filter((shortcut) => shortcut.type === "message");
  if (!known.length) return [{ label: "No shortcuts for messages", disabled: true, run: () => {} }];
  return known.map((shortcut) => ({
    label: shortcut.name,
    detail: bot.name,
    testid: `shortcut-${shortcut.callback_id}`,
    run: () => session.tryTo("shortcut", {
      callback_id: shortcut.callback_id,
      channel: session.place.channel,
      ts: message.ts,
    }),
  }));
}

function own(message, { list, session }) {
  return [
    { label: "Edit message", testid: "message-edit", run: () => list.edit(message.ts) },
    {
      label: "Delete message",
      testid: "message-delete",
      danger: true,
      run: () => remove(message, session),
    },
  ];
}

async function remove(message, session) {
  const agreed = await ask({
    title: "Delete message",
    body: [
      el("p", {}, "Delete this message? This cannot be undone."),
      el("blockquote", { class: "text" }, mrkdwn(message.text ?? "", session)),
    ],
    yes: "Delete",
    danger: true,
  });
  if (agreed) await session.tryTo("delete", { channel: session.place.channel, ts: message.ts });
}
