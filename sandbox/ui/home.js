/** The app's home tab, drawn from the view the app published for the acting person. */

import { ApiError } from "/ui/api.js";
import { drawBlocks } from "/ui/blocks.js";
import { el, fill, heldFocus, restoreFocus } from "/ui/dom.js";
import { FormValues } from "/ui/form.js";

/** Answers `{node, show(open)}`; opening it tells the app, as opening the tab in Slack does. */
export function mountHome(session) {
  const node = el("div", {
    class: "home",
    testid: "home",
    role: "region",
    "aria-label": "Home",
    tabindex: "0",
  });
  const values = new Map();
  let openFor = null;
  let drawn = null;
  const show = (open) => {
    node.hidden = !open;
    if (!open) {
      openFor = null;
      return;
    }
    if (openFor !== session.me.id) {
      openFor = session.me.id;
      tellApp(session);
    }
    const view = session.state.home;
    const now = JSON.stringify([session.me.id, view?.id, view?.hash, view?.blocks]);
    if (now === drawn) return;
    drawn = now;
    if (view && !values.has(view.id)) values.set(view.id, new FormValues(view.state?.values));
    draw(node, view, values.get(view?.id), session);
  };
  return { node, show };
}

/** The home tab opens whether or not the app hears of it: it then shows what it last showed. */
async function tellApp(session) {
  try {
    await session.act("home");
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    session.notice(error.message);
  }
}

function draw(node, view, values, session) {
  if (!view) {
    const words = `${session.state.bot.name} has not put anything here yet.`;
    fill(node, el("p", { class: "waiting" }, words));
    return;
  }
  const act = (blockId, element, change) =>
    session.tryTo("press", {
      view: view.id,
      block_id: blockId,
      action_id: element.action_id,
      ...change,
      values: values.collect(view.blocks),
    });
  const held = heldFocus(node);
  const blocks = drawBlocks(view.blocks, { session, values, act });
  fill(node, el("div", { class: "home-blocks" }, blocks));
  restoreFocus(node, held);
}
