/** Turns names people pick while typing into the handles the workspace knows, and back again. */

import { unescapeText } from "/ui/mrkdwn.js";

/**
 * What somebody typed, ready to send: "@Priya Nair" becomes "@priya". The workspace itself
 * escapes the text and makes mentions of `@handle` and `#channel`, as Slack does.
 */
export function toTyped(shown, session) {
  return people(session).reduce(
    (text, person) => text.replace(wordPattern(`@${person.name}`), () => `@${person.handle}`),
    shown,
  );
}

/** A stored message as its author would see it while typing. */
export function readable(stored, session) {
  const named = stored
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_whole, id) => `@${session.person(id).name}`)
    .replace(/<#\w+\|([^>]*)>/g, (_whole, name) => `#${name}`)
    .replace(/<!(here|channel|everyone)>/g, "@$1");
  return unescapeText(named);
}

/** Everybody, longer names first so that none hides another. */
function people(session) {
  const everybody = Object.values(session.state.people);
  return everybody.sort((one, other) => other.name.length - one.name.length);
}

function wordPattern(shown) {
  const literal = shown.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}_-])`, "gu");
}
