/** Draws Slack's message markup ("Formatting text for app surfaces") as page elements. */

import { fillDateFormat } from "/ui/dates.js";
import { el } from "/ui/dom.js";
import { emojiOf } from "/ui/emoji.js";
import { placeHash, readPlace } from "/ui/place.js";

const INLINE = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<(?<angle>[^<>\\n]+)>",
    "(?<url>https?://[^\\s<>|]*[^\\s<>|.,;:!?)\"'*_~])",
    ":(?<emoji>[a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?",
    styled("bold", "\\*"),
    styled("italic", "_"),
    styled("strike", "~"),
  ].join("|"),
  "giu",
);

const STYLE_TAGS = { bold: "strong", italic: "em", strike: "s" };

/** A run between two marks that touch its words inside and no word outside. */
function styled(name, mark) {
  const plain = `[^${mark}\\n]`;
  const edge = `[^\\s${mark}]`;
  const run = `(?<${name}>${edge}(?:${plain}*${edge})?)`;
  return `(?<![\\p{L}\\p{N}])${mark}${run}${mark}(?![\\p{L}\\p{N}])`;
}

/** Undo Slack's three escapes. */
export function unescapeText(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** Markup to a fragment; `session` names people and channels and knows the reader's time zone. */
export function mrkdwn(text, session) {
  const fragment = document.createDocumentFragment();
  let end = 0;
  for (const match of text.matchAll(FENCED)) {
    fragment.append(...paragraphs(text.slice(end, match.index), session));
    fragment.append(el("pre", {}, el("code", {}, unescapeText(match[1]))));
    end = match.index + match[0].length;
  }
  fragment.append(...paragraphs(text.slice(end), session));
  return fragment;
}

/** A fence takes the line breaks around it with it: the block stands on its own anyway. */
const FENCED = /\n?```\n?([\s\S]+?)\n?```\n?/g;

const QUOTE = /^(?:&gt;|>) ?/;

function paragraphs(text, session) {
  if (!text) return [];
  const groups = [];
  for (const line of text.split("\n")) {
    const quoted = QUOTE.test(line);
    if (groups.at(-1)?.quoted !== quoted) groups.push({ quoted, lines: [] });
    groups.at(-1).lines.push(quoted ? line.replace(QUOTE, "") : line);
  }
  return groups.flatMap(({ quoted, lines }) =>
    quoted ? el("blockquote", {}, linesOf(lines, session)) : linesOf(lines, session),
  );
}

const LIST_LINE = /^\s*(?:[•◦▪-]|\d+\.)\s/;

function linesOf(lines, session) {
  return lines.flatMap((line, index) => {
    const nodes = inline(line, session);
    if (LIST_LINE.test(line)) return el("span", { class: "list-line" }, nodes);
    const last = index === lines.length - 1 || LIST_LINE.test(lines[index + 1]);
    return last ? nodes : [...nodes, el("br")];
  });
}

/** One line of markup to a list of nodes. */
function inline(text, session) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) nodes.push(unescapeText(text.slice(end, match.index)));
    nodes.push(token(match, session));
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push(unescapeText(text.slice(end)));
  return nodes;
}

function token(match, session) {
  const { code, angle, url, emoji } = match.groups;
  if (code) return el("code", {}, unescapeText(code));
  if (angle) return bracketed(angle, session);
  if (url) return link(unescapeText(url), unescapeText(url));
  if (emoji) return emojiOf(emoji) ?? match[0];
  const style = Object.keys(STYLE_TAGS).find((name) => match.groups[name]);
  return el(STYLE_TAGS[style], {}, inline(match.groups[style], session));
}

function bracketed(inside, session) {
  const [target, label] = splitOnce(inside, "|");
  if (target.startsWith("@")) return userMention(target.slice(1), session);
  if (target.startsWith("#")) return channelMention(target.slice(1), label, session);
  if (target.startsWith("!date^")) return dateMention(target, label, session);
  if (target.startsWith("!")) return mention(label ?? `@${target.slice(1).split("^")[0]}`);
  return link(unescapeText(target), unescapeText(label ?? target.replace(/^mailto:/, "")));
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + mark.length)];
}

function mention(text, className = "mention") {
  return el("span", { class: className }, text);
}

/** "@Name", set off when it is the reader. */
export function userMention(id, session) {
  const className = id === session.me.id ? "mention mention-me" : "mention";
  return mention(`@${session.person(id).name}`, className);
}

/** "#channel", leading there when the reader may see it. */
export function channelMention(id, label, session) {
  const channel = session.channel(id);
  if (!channel?.is_member) return mention(`#${label ?? "private channel"}`);
  const href = placeHash({ as: session.me.id, channel: id });
  return el("a", { class: "mention", href }, `#${channel.name}`);
}

function dateMention(target, label, session) {
  const [, seconds, format, address] = target.split("^");
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime()) || !format) return unescapeText(label ?? "");
  const text = fillDateFormat(unescapeText(format), date, session.timezone, session.now());
  const time = el("time", { datetime: date.toISOString() }, text);
  return address ? link(unescapeText(address), time) : time;
}

const SAFE = /^(https?:|mailto:|tel:)/i;
const PERMALINK = /^https:\/\/[\w-]+\.slack\.com\/archives\/(\w+)\/p\d+$/;

/**
 * A link out of the page; an address that is not for the web or mail is shown as text only. The
 * permanent link of a message stays here: this workspace has no other place in the web.
 */
export function link(address, content) {
  const message = PERMALINK.exec(address);
  if (message) {
    const href = placeHash({ ...readPlace(), channel: message[1], thread: null, tab: null });
    return el("a", { href }, content);
  }
  if (!SAFE.test(address)) return el("span", {}, content);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, content);
}
