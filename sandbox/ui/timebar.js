/** The workspace's date and time, the buttons that move it, and what came in meanwhile. */

import { ApiError } from "/ui/api.js";
import { clockTime, dayAndTime, longDay } from "/ui/dates.js";
import { el, fill } from "/ui/dom.js";
import { actAs } from "/ui/switcher.js";
import { grown, unreadOfCast } from "/ui/unread.js";

const TICK_MS = 5000;

/**
 * Draw the bar into `root`; `say(text)` speaks to people who listen, `strip` shows the outcome, and
 * `leave()` takes focus when that goes.
 */
export function mountTimebar(root, session, { say, strip, leave }) {
  const clock = el("time", { class: "clock", testid: "clock" });
  const move = new Move(session, { say, strip, leave });
  const hour = mover("Next hour", "time-next-hour", () => move.start({ hours: 1 }));
  const morning = mover("Next working morning", "time-next-morning",
    () => move.start({ next_working_morning: true }));
  root.append(clock, hour, morning);
  const update = () => {
    if (!session.state) return;
    const { moving } = session.state.time;
    showClock(clock, session);
    for (const button of [hour, morning]) {
      button.setAttribute("aria-disabled", String(moving !== null));
    }
    move.follow(moving);
    move.outlived();
  };
  session.addEventListener("change", update);
  setInterval(() => session.state && showClock(clock, session), TICK_MS);
}

function mover(words, testid, start) {
  return el("button", { class: "tool", testid, on: { click: start } }, words);
}

function showClock(clock, session) {
  const now = session.now();
  const words = `${longDay(now, session.timezone)}, ${clockTime(now, session.timezone)}`;
  if (clock.textContent === words) return;
  clock.textContent = words;
  clock.dateTime = now.toISOString();
}

function progressOf(moving, timezone) {
  const [from, to, now] = [moving.from, moving.to, moving.now].map((moment) => Date.parse(moment));
  const label = `Moving to ${dayAndTime(new Date(to), timezone)} …`;
  const max = String(Math.max(1, to - from));
  return el("div", { class: "strip", testid: "time-moving" }, el("span", {}, label),
    el("progress", { max, value: now - from, "aria-label": label }));
}

/** One journey through time: remembers what was unread before it, and tells what grew. */
class Move {
  #before = null;
  #phase = "still";
  #toldAt = null;

  constructor(session, { say, strip, leave }) {
    this.session = session;
    this.say = say;
    this.strip = strip;
    this.leave = leave;
  }

  /** Set off from this window: the counts are taken first, however short the journey is. */
  async start(body) {
    if (this.#phase !== "still") return;
    this.#phase = "setting off";
    this.#clear();
    this.#before = this.#count();
    await this.#before;
    const answer = await this.session.tryTo("time", body);
    if (this.#phase !== "setting off") return;
    this.#phase = answer ? "under way" : "still";
    this.follow(this.session.state.time.moving);
  }

  /** Notice journeys that another window began, and the end of every one. */
  follow(moving) {
    if (moving) {
      if (this.#phase === "still") this.#before = this.#count();
      this.#phase = "under way";
      this.#toldAt = null;
      fill(this.strip, progressOf(moving, this.session.timezone));
    } else if (this.#phase === "under way") {
      this.#phase = "still";
      this.#end();
    }
  }

  async #end() {
    const before = await this.#before;
    const after = await this.#count();
    if (before && after) this.#tell(before, after);
    else this.#clear();
  }

  /** News is for whoever it was told to, where they were: it goes when they look elsewhere. */
  outlived() {
    if (this.#toldAt && !sameView(this.#toldAt, this.session.place)) this.#clear();
  }

  #clear() {
    const held = this.strip.contains(document.activeElement);
    this.#toldAt = null;
    this.strip.replaceChildren();
    if (held) this.leave();
  }

  /**
   * Unread counts of the cast. What the open window shows is read at once and never unread, so it
   * is counted by its messages instead.
   */
  async #count() {
    const { session } = this;
    try {
      const cast = await unreadOfCast(session.state.cast);
      return { cast, here: session.place, shown: session.messages?.length ?? 0 };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return null;
    }
  }

  #tell(before, after) {
    const { session } = this;
    const newsOf = ({ id }) => grown(before.cast[id] ?? {}, after.cast[id] ?? {});
    const rows = session.state.cast
      .map((person) => ({ person, news: newsOf(person) }))
      .filter(({ news }) => news.length);
    const here = sameView(before.here, after.here) ? after.shown - before.shown : 0;
    const heading = `It is now ${dayAndTime(session.now(), session.timezone)}.`;
    const words = rows.length || here > 0 ? "While time passed:" : "Nothing new came in.";
    this.#toldAt = session.place;
    fill(this.strip, el("div", { class: "strip", testid: "time-news" },
      el("p", {}, el("strong", {}, heading), ` ${words}`),
      el("ul", { role: "list" },
        here > 0 ? el("li", {}, `${count(here)} in the conversation you are looking at`) : null,
        rows.map((row) => newsRow(row, session))),
      el("button", {
        class: "icon-button",
        "aria-label": "Dismiss",
        on: { click: () => this.#clear() },
      }, "✕")));
    this.say(`${heading} ${words} ${rows.map(spoken).join(" ")}`);
  }
}

function sameView(one, other) {
  return one.as === other.as && one.channel === other.channel;
}

function count(number) {
  return number === 1 ? "1 new message" : `${number} new messages`;
}

function spoken({ person, news }) {
  return `${person.name}: ${news.map(([name, more]) => `${more} new in ${name}`).join(", ")}.`;
}

function newsRow({ person, news }, session) {
  const words = news.map(([name, more]) => `${count(more)} in ${name}`).join(", ");
  if (person.id === session.me.id) return el("li", {}, `You: ${words}`);
  const openApp = news.some(([name]) => name === session.state.bot.name);
  return el("li", {}, `${person.name}: ${words} `,
    el("button", {
      class: "link-button",
      testid: `news-act-as-${person.handle}`,
      on: { click: () => actAs(session, person.id, { openApp }) },
    }, `Act as ${person.name.split(" ")[0]}`));
}
