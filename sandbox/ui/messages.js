/** A list of messages with dividers between days, for a conversation or a thread. */

import { dayKey, dayName, momentOf } from "/ui/dates.js";
import { el, reconcile } from "/ui/dom.js";
import { FormValues } from "/ui/form.js";
import { readable } from "/ui/mentions.js";
import { drawMessage } from "/ui/message.js";

const TOGETHER_S = 300;
const NEAR_PX = 80;

/**
 * Keeps one list on the page in step with the messages it is given, without redrawing those that
 * did not change, and stays at the newest message while the reader is there.
 */
export class MessageList {
  #values = new Map();
  #known = null;
  #editing = null;
  #atEnd = true;
  #stop = null;

  /** `say(text)` tells people who listen what came in; `inThread` leaves out thread summaries. */
  constructor(session, { say, inThread = false }) {
    this.session = session;
    this.say = say;
    this.inThread = inThread;
    this.list = el("ol", {
      class: "messages",
      role: "list",
      on: {
        keydown: (event) => this.#step(event),
        focusin: (event) => this.#rove(event.target.closest(".message")),
      },
    });
    this.scroller = el("div", {
      class: "scroller",
      role: "region",
      "aria-label": "Messages",
      on: { scroll: () => this.#scrolled() },
    }, this.list);
    this.newest = el("button", {
      class: "button to-newest",
      hidden: true,
      testid: "to-newest",
      on: { click: () => this.#toEnd() },
    }, "New messages ↓");
    this.node = el("div", { class: "list-frame" }, this.scroller, this.newest);
    new ResizeObserver(() => this.#atEnd && this.#toEnd()).observe(this.scroller);
  }

  /** Show `messages` (of one channel, oldest first); `place` names where they are from. */
  show(messages, place) {
    if (this.place !== place) this.#begin(place);
    const news = this.#known ? messages.filter((message) => !this.#known.has(message.ts)) : [];
    const own = news.some((message) => message.user === this.session.me.id);
    this.#known = new Set(messages.map((message) => message.ts));
    this.messages = messages;
    this.#draw();
    if (this.#atEnd || own) this.#toEnd();
    this.#tell(news.filter((message) => message.user !== this.session.me.id));
  }

  #begin(place) {
    this.place = place;
    this.#values.clear();
    this.#known = this.#editing = this.#stop = null;
    this.#atEnd = true;
    this.newest.hidden = true;
  }

  /** Begin or end (null) changing the words of one message. */
  edit(ts) {
    this.#editing = ts;
    this.#draw();
    this.node.querySelector(".edit textarea")?.focus();
  }

  /** What has been chosen in one message's blocks. */
  valuesOf(ts) {
    if (!this.#values.has(ts)) this.#values.set(ts, new FormValues());
    return this.#values.get(ts);
  }

  #draw() {
    reconcile(this.list, this.#items());
    this.#rove(null);
  }

  /** Let Tab stop at one message only: the one last focused, else the newest. */
  #rove(focused) {
    this.#stop = focused?.dataset.ts ?? this.#stop;
    const articles = this.#articles();
    const stop = articles.find((article) => article.dataset.ts === this.#stop) ?? articles.at(-1);
    for (const article of articles) article.tabIndex = article === stop ? 0 : -1;
  }

  /** From message to message with the arrow keys. */
  #step(event) {
    const articles = this.#articles();
    const at = articles.indexOf(event.target);
    const last = articles.length - 1;
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: last }[event.key];
    if (at < 0 || next === undefined) return;
    event.preventDefault();
    articles[Math.max(0, Math.min(next, last))].focus();
  }

  #articles() {
    return [...this.list.querySelectorAll(".message")];
  }

  #items() {
    const { session } = this;
    const items = [];
    let before = null;
    for (const message of this.messages) {
      const day = dayKey(momentOf(message.ts), session.timezone);
      const newDay = day !== before?.day;
      if (newDay) items.push(this.#divider(day, message));
      items.push(this.#item(message, !newDay && together(before.message, message)));
      before = { day, message };
    }
    return items;
  }

  #divider(day, message) {
    const { session } = this;
    const words = dayName(momentOf(message.ts), session.now(), session.timezone);
    return {
      key: `day ${day}`,
      signature: words,
      draw: () => el("li", { class: "day" }, el("h3", {}, words)),
    };
  }

  #item(message, close) {
    const { session } = this;
    const editing = this.#editing === message.ts;
    const names = [message.user, ...message.reply_users].map((id) => session.person(id).name);
    return {
      key: `${message.ephemeral ? "ephemeral " : ""}${message.ts}`,
      signature: JSON.stringify([message, close, editing, names, session.me.id]),
      draw: () => el("li", {}, drawMessage(message, { list: this, session, close, editing })),
    };
  }

  #toEnd() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.#atEnd = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    if (this.#atEnd) this.newest.hidden = true;
  }

  #tell(news) {
    const { session } = this;
    if (news.length && !this.#atEnd) this.newest.hidden = false;
    for (const message of news) {
      this.say(`${session.person(message.user).name}: ${readable(message.text, session)}`);
    }
  }
}

/** Whether a message follows the one before so closely that the name is not repeated. */
function together(before, message) {
  return (
    before.user === message.user &&
    !before.deleted &&
    before.ephemeral === message.ephemeral &&
    Number(message.ts) - Number(before.ts) < TOGETHER_S
  );
}
