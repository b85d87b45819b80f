/** The box where messages and commands are written. */

import { ApiError } from "/ui/api.js";
import { Completion, offersFor } from "/ui/completion.js";
import { el, focused } from "/ui/dom.js";
import { toTyped } from "/ui/mentions.js";
import { openMenu } from "/ui/popover.js";

const UNSAID = "That did not work. Please try again.";

/**
 * One message box, for a conversation or (with `inThread`) for the open thread. It keeps a draft
 * for every place, and lets go of the words only when the workspace has taken them.
 */
export class Composer {
  #drafts = new Map();
  #place = null;

  constructor(session, { inThread = false } = {}) {
    this.session = session;
    this.inThread = inThread;
    const name = inThread ? "thread-composer" : "composer";
    this.box = el("textarea", {
      class: "field",
      rows: 1,
      testid: name,
      data: { focus: name },
      on: { keydown: (event) => this.#key(event), input: () => this.#typed() },
    });
    this.completion = new Completion(this.box, offersFor(session));
    this.problem = el("p", {
      class: "composer-problem",
      role: "alert",
      hidden: true,
      testid: `${name}-problem`,
    });
    this.button = el("button", {
      class: "button primary",
      testid: inThread ? "thread-send" : "send",
      on: { click: () => this.#send() },
    }, "Send");
    this.node = el("div", { class: "composer" }, this.completion.node, this.problem,
      el("div", { class: "composer-row" },
        inThread ? null : this.#shortcutButton(), this.box, this.button));
  }

  /** Stand in `place` (any key for a conversation), bringing back its draft. */
  show(place, label) {
    this.box.setAttribute("aria-label", label);
    this.box.placeholder = label;
    if (place === this.#place) return;
    this.#place = place;
    this.box.value = this.#drafts.get(place) ?? "";
    this.#complain(null);
    this.#grow();
  }

  /** Put the caret here; answers whether that could be done, which it cannot while hidden. */
  focus() {
    return focused(this.box);
  }

  #typed() {
    this.#drafts.set(this.#place, this.box.value);
    this.#complain(null);
    this.#grow();
  }

  #grow() {
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
  }

  #key(event) {
    if (event.isComposing || this.completion.handle(event)) return;
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    this.#send();
  }

  async #send() {
    const typed = this.box.value.trim();
    if (!typed || this.button.getAttribute("aria-busy") === "true") return;
    const place = this.#place;
    this.completion.close();
    this.button.setAttribute("aria-busy", "true");
    this.box.readOnly = true;
    try {
      const answer = await this.#deliver(typed);
      if (answer.ok === false) this.#complain(answer.error ?? UNSAID);
      else this.#sent(place);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#complain(error.message);
    } finally {
      this.button.removeAttribute("aria-busy");
      this.box.readOnly = false;
    }
  }

  #deliver(typed) {
    const { channel, thread } = this.session.place;
    const words = toTyped(typed, this.session);
    const command = /^(\/\S+)\s*([\s\S]*)$/.exec(words);
    if (!command) {
      const place = this.inThread ? { channel, thread } : { channel };
      return this.session.act("say", { ...place, text: words });
    }
    if (this.inThread) {
      const error = `${command[1]} does not work in threads. Use it in the conversation.`;
      return { ok: false, error };
    }
    return this.session.act("command", { channel, command: command[1], text: command[2] });
  }

  #sent(place) {
    this.#drafts.delete(place);
    if (place !== this.#place) return;
    this.box.value = "";
    this.#grow();
  }

  #complain(sentence) {
    this.problem.hidden = sentence === null;
    this.problem.textContent = sentence ?? "";
  }

  #shortcutButton() {
    const open = (event) => openMenu(event.currentTarget, shortcuts(this.session),
      { label: "Shortcuts", testid: "shortcut-menu" });
    return el("button", {
      class: "icon-button",
      "aria-label": "Shortcuts",
      title: "Shortcuts",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      testid: "shortcuts",
      on: { click: open },
    }, "⚡︎");
  }
}

function shortcuts(session) {
  const known = session.state.shortcuts.filter((shortcut) => shortcut.type === "global");
  if (!known.length) return [{ label: "No shortcuts yet", disabled: true, run: () => {} }];
  return known.map((shortcut) => ({
    label: shortcut.name,
    detail: shortcut.description,
    testid: `shortcut-${shortcut.callback_id}`,
    run: () => session.tryTo("shortcut", { callback_id: shortcut.callback_id }),
  }));
}
