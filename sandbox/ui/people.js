/** How a person looks on the page: a square with initials, and a name with a role. */

import { el } from "/ui/dom.js";

const TONES = 8;

/** The id every Slack workspace gives the account that speaks for Slack itself. */
const SLACKBOT = "USLACKBOT";

/** Initials on a colour that stays the same for a person; decoration, so hidden from readers. */
export function avatar(person, size = "") {
  const initials = person.name
    .split(/\s+/)
    .map((word) => word[0] ?? "")
    .join("")
    .slice(0, 2)
    .toUpperCase();
  const isApp = person.is_bot && person.id !== SLACKBOT;
  const sum = [...person.id].reduce((before, letter) => before + letter.codePointAt(0), 0);
  const tone = isApp ? "app" : sum % TONES;
  const attributes = { class: `avatar tone-${tone} ${size}`, "aria-hidden": "true" };
  return el("span", attributes, isApp ? "✓" : initials);
}

/** "Team manager", with what Slack would also say about the account. */
export function roleOf(person) {
  const extra = [person.is_admin ? "administrator" : null, person.is_guest ? "guest" : null].filter(
    (word) => word && !person.title.toLowerCase().includes(word),
  );
  return [person.title, ...extra].filter(Boolean).join(", ");
}
