/** Draws `rich_text` blocks (Slack, "Rich text block"). */

import { fillDateFormat } from "/ui/dates.js";
import { el } from "/ui/dom.js";
import { emojiText } from "/ui/emoji.js";
import { channelMention, link, userMention } from "/ui/mrkdwn.js";

const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code" };

const LEAVES = {
  text: (leaf) => broken(leaf.text),
  link: (leaf) => link(leaf.url, leaf.text ?? leaf.url),
  emoji: (leaf) => emojiText(leaf.name),
  user: (leaf, session) => userMention(leaf.user_id, session),
  channel: (leaf, session) => channelMention(leaf.channel_id, null, session),
  usergroup: () => el("span", { class: "mention" }, "@group"),
  broadcast: (leaf) => el("span", { class: "mention" }, `@${leaf.range}`),
  color: (leaf) => leaf.value,
  date: (leaf, session) =>
    fillDateFormat(leaf.format, new Date(leaf.timestamp * 1000), session.timezone, session.now()),
};

const PARTS = {
  rich_text_section: (part, session) => el("div", {}, leaves(part, session)),
  rich_text_preformatted: (part, session) => el("pre", {}, el("code", {}, leaves(part, session))),
  rich_text_quote: (part, session) => el("blockquote", {}, leaves(part, session)),
  rich_text_list: list,
};

/** The whole block. */
export function richText(block, session) {
  return el("div", { class: "rich-text" }, block.elements.map((part) => drawPart(part, session)));
}

function drawPart(part, session) {
  return PARTS[part.type]?.(part, session) ?? null;
}

function list(part, session) {
  const tag = part.style === "ordered" ? "ol" : "ul";
  const start = part.style === "ordered" && part.offset ? part.offset + 1 : null;
  const items = part.elements.map((item) => el("li", {}, drawPart(item, session)));
  return el(tag, { class: `indent-${Math.min(part.indent ?? 0, 6)}`, start }, items);
}

function leaves(part, session) {
  return part.elements.map((leaf) => {
    const drawn = LEAVES[leaf.type]?.(leaf, session) ?? leaf.text ?? "";
    return Object.keys(STYLES)
      .filter((style) => leaf.style?.[style])
      .reduce((inner, style) => el(STYLES[style], {}, inner), drawn);
  });
}

function broken(text) {
  return text.split("\n").flatMap((line, index) => (index ? [el("br"), line] : [line]));
}
