/** What every interactive element shares: its hooks, its accessible description, its changes. */

/** Attributes of the one control (or the n-th of several) that stands for `element`. */
export function controlAttributes(element, slot, index = null) {
  const key = [slot.blockId, element.action_id, index].filter((part) => part !== null).join("/");
  return {
    id: index === null ? slot.id : null,
    data: { focus: key, actionId: element.action_id },
    "aria-describedby": slot.describedBy,
    "aria-invalid": slot.invalid ? "true" : null,
    "aria-label": slot.label ? null : element.accessibility_label ?? element.placeholder?.text,
    autofocus: element.focus_on_load === true,
  };
}

/** Keep a changed state, and tell the app where the block asks for that. */
export function changed(element, slot, ctx, change) {
  ctx.values.write(slot.blockId, element, change);
  if (slot.dispatch) ctx.act(slot.blockId, element, change);
}
