/** Draws Block Kit blocks (Slack, "Block Kit reference") for messages, modals and the home tab. */

import { chart } from "/ui/chart.js";
import { el, freshId } from "/ui/dom.js";
import { drawElement } from "/ui/elements.js";
import { richText } from "/ui/richtext.js";
import { plainText, textOf } from "/ui/texts.js";

const DRAW = {
  section, header, context, divider, actions, input, image, rich_text: rich,
  data_visualization: chart,
};

/**
 * Draw `blocks` as a list of nodes.
 *
 * `ctx` is what the blocks live in: `session`, `values` (FormValues), `act(blockId, element,
 * change)` for what a person does, `errors` (block id to sentence, modals only).
 */
export function drawBlocks(blocks, ctx) {
  return blocks.map((block) => {
    const drawn = (DRAW[block.type] ?? unknown)(block, ctx);
    drawn.dataset.blockId = block.block_id ?? "";
    drawn.classList.add("block");
    return drawn;
  });
}

function section(block, ctx) {
  const words = el("div", { class: "section-words" },
    block.text ? el("div", { class: "text" }, textOf(block.text, ctx.session)) : null,
    block.fields ? el("div", { class: "fields" }, block.fields.map((field) =>
      el("div", { class: "text" }, textOf(field, ctx.session)))) : null);
  if (!block.accessory) return el("div", { class: "section" }, words);
  words.id = freshId("section");
  const slot = { blockId: block.block_id, dispatch: true, describedBy: words.id };
  return el("div", { class: "section with-accessory" }, words,
    el("div", { class: "accessory" }, drawElement(block.accessory, slot, ctx)));
}

function header(block) {
  return el("h3", { class: "header" }, plainText(block.text));
}

function context(block, ctx) {
  return el("div", { class: "context" }, block.elements.map((element) =>
    element.type === "image"
      ? picture(element, "context-image")
      : el("span", { class: "text" }, textOf(element, ctx.session))));
}

function divider() {
  return el("hr", { class: "divider" });
}

function actions(block, ctx) {
  const slot = { blockId: block.block_id, dispatch: true };
  return el("div", { class: "actions" },
    block.elements.map((element) => drawElement(element, slot, ctx)));
}

function rich(block, ctx) {
  return richText(block, ctx.session);
}

function image(block) {
  return el("figure", { class: "image" },
    block.title ? el("figcaption", {}, plainText(block.title)) : null,
    picture(block, "image-block"));
}

/** A picture from this host; one from anywhere else is shown by its description only. */
function picture(element, className) {
  const address = element.image_url ? new URL(element.image_url, location.href) : null;
  if (address?.origin === location.origin) {
    return el("img", { class: className, src: address.href, alt: element.alt_text });
  }
  return el("span", { class: "picture-words" }, `Picture: ${element.alt_text}`);
}

const GROUPS = new Set(["radio_buttons", "checkboxes"]);

function input(block, ctx) {
  const id = freshId("input");
  const error = ctx.errors?.[block.block_id] ?? null;
  const hint = block.hint
    ? el("p", { class: "hint", id: `${id}-hint` }, plainText(block.hint))
    : null;
  const warning = error
    ? el("p", { class: "field-error", id: `${id}-error`, testid: "field-error" }, error)
    : null;
  const slot = {
    id,
    blockId: block.block_id,
    dispatch: block.dispatch_action === true,
    label: block.label.text,
    required: !block.optional,
    invalid: error !== null,
    describedBy: [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || null,
  };
  const optional = block.optional ? el("span", { class: "optional" }, " (optional)") : null;
  const label = [plainText(block.label), optional];
  const control = drawElement(block.element, slot, ctx);
  const attributes = { class: `input ${error ? "invalid" : ""}`, testid: "input" };
  if (GROUPS.has(block.element.type) || block.element.type.startsWith("multi_")) {
    return el("fieldset", { ...attributes, "aria-describedby": slot.describedBy },
      el("legend", {}, label), control, warning, hint);
  }
  return el("div", attributes, el("label", { for: id }, label), control, warning, hint);
}

function unknown(block) {
  return el("p", { class: "unknown" },
    `This practice workspace cannot draw a “${block.type}” block.`);
}
