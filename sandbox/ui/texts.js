/** Draws Block Kit text objects: `plain_text` literally, `mrkdwn` as markup. */

import { withEmoji } from "/ui/emoji.js";
import { mrkdwn } from "/ui/mrkdwn.js";

/** A text object (or nothing) to a list of nodes. */
export function textOf(object, session) {
  if (!object) return [];
  return [object.type === "mrkdwn" ? mrkdwn(object.text, session) : plainText(object)];
}

/** The words of a `plain_text` object, emoji names drawn unless it says not to. */
export function plainText(object) {
  return object.emoji === false ? object.text : withEmoji(object.text);
}
