/** What this window knows of the workspace: who acts, where they look, and the latest answers. */

import { ApiError, get, listen, post } from "/ui/api.js";
import { FIRST_PERSON, placeHash, readPlace } from "/ui/place.js";

const SETTLE_MS = 40;
const NOBODY_KNOWN = { name: "Somebody", handle: "somebody", title: "", is_bot: false };

/**
 * Sends "change" whenever anything it holds has changed, "traffic" when calls were recorded, and
 * "notice" (detail: a sentence) when something should be said to the person.
 */
export class Session extends EventTarget {
  place = readPlace();
  state = null;
  messages = null;
  thread = null;
  online = true;
  #generation = 0;
  #clockAhead = 0;
  #soon = null;
  #rounds = Promise.resolve();
  #stop = () => {};

  async start() {
    addEventListener("hashchange", () => this.#moved());
    document.addEventListener("visibilitychange", () => document.hidden || this.refresh());
    await this.#enter();
  }

  /** Look somewhere else; `changes` are laid over the present place. */
  go(changes, { replace = false } = {}) {
    const hash = placeHash({ ...this.place, ...changes });
    if (hash === location.hash) return;
    if (replace) history.replaceState(null, "", hash);
    else history.pushState(null, "", hash);
    this.#moved();
  }

  /** Do something as the acting person, and fetch what came of it. Raises ApiError. */
  async act(path, body = {}) {
    try {
      return await post(path, { as: this.place.as, ...body });
    } finally {
      await this.refresh();
    }
  }

  /** Like `act`, but a refusal is shown as a notice; answers null then. */
  async tryTo(path, body = {}) {
    try {
      const answer = await this.act(path, body);
      if (answer.ok === false) this.notice(answer.error ?? "That did not work. Please try again.");
      return answer;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.notice(error.message);
      return null;
    }
  }

  notice(sentence) {
    this.dispatchEvent(new CustomEvent("notice", { detail: sentence }));
  }

  /** Fetch everything shown again, soon; several calls at once make one round. */
  refresh() {
    this.#soon ??= new Promise((resolve) => {
      setTimeout(() => {
        this.#soon = null;
        resolve(this.#round());
      }, SETTLE_MS);
    });
    return this.#soon;
  }

  get me() {
    return this.state?.me ?? null;
  }

  get timezone() {
    return this.me?.timezone ?? "Europe/London";
  }

  /** The workspace's time now, as a Date. */
  now() {
    return new Date(Date.now() + this.#clockAhead);
  }

  person(id) {
    return this.state?.people[id] ?? { ...NOBODY_KNOWN, id };
  }

  channel(id) {
    return this.state?.channels.find((channel) => channel.id === id) ?? null;
  }

  /** The acting person's conversation with the app, or null before there is one. */
  get appChannel() {
    return this.state?.dms.find((dm) => dm.with === this.state.bot.id)?.id ?? null;
  }

  async #enter() {
    const generation = this.#generation;
    this.#stop();
    await this.#round();
    if (generation !== this.#generation || !this.state) return;
    this.#stop = listen(this.place.as, {
      onChange: (event) => this.#heard(event),
      onState: (online) => this.#listening(online),
    });
  }

  /** What changed before the listening began, or between two connections, was not heard of. */
  #listening(online) {
    this.#connected(online);
    if (online) this.refresh();
  }

  #moved() {
    const before = this.place;
    this.place = readPlace();
    this.#generation += 1;
    if (before.channel !== this.place.channel) this.messages = null;
    if (before.thread !== this.place.thread) this.thread = null;
    if (before.as !== this.place.as) {
      this.messages = null;
      this.thread = null;
      this.#enter();
    } else {
      this.#changed();
      this.#round();
    }
  }

  #heard(event) {
    if (event.kind === "traffic") this.dispatchEvent(new Event("traffic"));
    else this.refresh();
  }

  #connected(online) {
    if (online === this.online) return;
    this.online = online;
    this.#changed();
  }

  /** One round at a time, so that an older answer never lands on top of a newer one. */
  #round() {
    this.#rounds = this.#rounds.then(() => this.#load(this.#generation));
    return this.#rounds;
  }

  async #load(generation) {
    try {
      const arriving = this.state?.me.id !== this.place.as || !this.place.channel;
      if (arriving) await this.#loadState(generation);
      if (generation !== this.#generation) return;
      await this.#loadMessages(generation);
      await this.#loadState(generation);
      this.#connected(true);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#refused(error, generation);
    }
    if (generation === this.#generation) this.#changed();
  }

  async #loadState(generation) {
    const state = await get("state", { as: this.place.as ?? FIRST_PERSON });
    if (generation !== this.#generation) return;
    this.state = state;
    this.#clockAhead = Date.parse(state.time.now) - Date.now();
    this.#settle();
  }

  /**
   * Fill in what the address left open or this person may not see, without a step in the browser's
   * history: the app where a tab of it is named, else the person's first channel.
   */
  #settle() {
    const open = this.state.channels.filter((channel) => channel.is_member);
    const seen = [...open, ...this.state.dms].some(({ id }) => id === this.place.channel);
    const place = { ...this.place, as: this.state.me.id };
    if (!seen) {
      const first = open.find((channel) => !channel.is_archived)?.id ?? null;
      place.channel = place.tab ? this.appChannel : first ?? this.appChannel;
      place.thread = null;
    }
    if (placeHash(place) === placeHash(this.place)) return;
    this.place = place;
    history.replaceState(null, "", placeHash(place));
  }

  async #loadMessages(generation) {
    const { as, channel, thread } = this.place;
    if (!channel) return;
    const peek = document.hidden ? 1 : null;
    const [list, replies] = await Promise.all([
      get("messages", { as, channel, peek }),
      thread ? get("messages", { as, channel, thread, peek }) : { messages: null },
    ]);
    if (generation !== this.#generation) return;
    this.messages = list.messages;
    this.thread = replies.messages;
  }

  /** An address that no longer leads anywhere falls back to the first channel; the rest is said. */
  #refused(error, generation) {
    if (generation !== this.#generation) return;
    if (error.unreachable) {
      this.online = false;
      setTimeout(() => this.state || this.#enter(), 2000);
    } else if (this.place.channel || this.place.as) {
      const as = this.state ? this.place.as : null;
      this.notice(error.message);
      this.go({ as, channel: null, thread: null, tab: null }, { replace: true });
    } else {
      this.notice(error.message);
    }
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
