/** Where the reader stands (who they act as, what they look at), kept in the address after `#`. */

const KEYS = ["as", "channel", "thread", "tab"];

/** Whom a first visit acts as: a practitioner, since that is where the story of a report begins. */
export const FIRST_PERSON = "U0RCSPRIYA";

/** The place the address names; whatever it does not name is null. */
export function readPlace(hash = location.hash) {
  const parameters = new URLSearchParams(hash.replace(/^#/, ""));
  return Object.fromEntries(KEYS.map((key) => [key, parameters.get(key)]));
}

/** The `#…` address of a place. */
export function placeHash(place) {
  const entries = KEYS.filter((key) => place[key]).map((key) => [key, place[key]]);
  return `#${new URLSearchParams(entries)}`;
}
