/** Offers commands and names while somebody types in a message box. */

import { el, fill, freshId } from "/ui/dom.js";
import { avatar, roleOf } from "/ui/people.js";

const MOST = 8;

/**
 * Completion for a text box: place `node` above the box, and let `handle` see each keydown first.
 *
 * `offers(before)` answers what could be meant by the text before the caret: a list of
 * `{from, insert, label, detail, lead, testid}`, `from` being where the text to replace begins.
 */
export class Completion {
  #offers = [];
  #at = 0;

  constructor(box, offers) {
    this.box = box;
    this.offers = offers;
    const id = freshId("completion");
    this.node = el("ul", {
      class: "completion",
      role: "listbox",
      id,
      "aria-label": "Suggestions",
      hidden: true,
    });
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-haspopup", "listbox");
    box.setAttribute("aria-controls", id);
    box.addEventListener("input", () => this.#look());
    box.addEventListener("blur", () => this.close());
  }

  /** Use a key for the open list; false when it means something else. */
  handle(event) {
    if (!this.#offers.length) return false;
    if (event.key === "ArrowDown") this.#step(1);
    else if (event.key === "ArrowUp") this.#step(-1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) {
      if (!this.#take(this.#offers[this.#at])) return false;
    } else return false;
    event.preventDefault();
    return true;
  }

  close() {
    this.#offers = [];
    this.#draw();
  }

  #look() {
    const before = this.box.value.slice(0, this.box.selectionStart);
    this.#offers = this.offers(before).slice(0, MOST);
    this.#at = 0;
    this.#draw();
  }

  #step(by) {
    this.#at = (this.#at + by + this.#offers.length) % this.#offers.length;
    this.#draw();
  }

  /** Put the offer into the box; false when it already stands there in full. */
  #take(offer) {
    const { box } = this;
    const end = box.selectionStart;
    const complete = box.value.slice(offer.from, end) === offer.insert.trim();
    this.close();
    if (complete) return false;
    box.setRangeText(offer.insert, offer.from, end, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    return true;
  }

  #draw() {
    const open = this.#offers.length > 0;
    this.node.hidden = !open;
    fill(this.node, this.#offers.map((offer, index) => this.#row(offer, index)));
    if (open) this.box.setAttribute("aria-activedescendant", `${this.node.id}-${this.#at}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  #row(offer, index) {
    const take = (event) => {
      event.preventDefault();
      this.#take(offer);
      this.box.focus();
    };
    return el("li", {
      id: `${this.node.id}-${index}`,
      role: "option",
      "aria-selected": String(index === this.#at),
      testid: offer.testid,
      on: { mousedown: take },
    }, offer.lead, el("span", { class: "completion-label" }, offer.label),
      el("span", { class: "completion-detail" }, offer.detail));
  }
}

/** What could be meant by the text before the caret: a command at the very start, or a name. */
export function offersFor(session) {
  return (before) => commandOffers(before, session) ?? nameOffers(before, session);
}

function commandOffers(before, session) {
  if (!/^\/\S*$/.test(before)) return null;
  return session.state.commands
    .filter(({ command }) => command.startsWith(before.toLowerCase()))
    .map(({ command, description, usage_hint: hint }) => ({
      from: 0,
      insert: `${command} `,
      label: [command, hint].filter(Boolean).join(" "),
      detail: description,
      testid: `completion-${command.slice(1)}`,
    }));
}

function nameOffers(before, session) {
  const found = /(?:^|\s)@([\p{L}\p{N} '’-]{0,30})$/u.exec(before);
  if (!found) return [];
  const typed = found[1].toLowerCase();
  return Object.values(session.state.people)
    .filter((person) => !person.deleted && matches(person, typed))
    .map((person) => ({
      from: before.length - typed.length - 1,
      insert: `@${person.name} `,
      label: person.name,
      detail: roleOf(person),
      lead: avatar(person, "tiny"),
      testid: `completion-${person.handle}`,
    }));
}

function matches(person, typed) {
  const names = [person.handle, person.name, ...person.name.split(" ")];
  return names.some((name) => name.toLowerCase().startsWith(typed));
}
