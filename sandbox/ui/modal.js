/** The open modal: what the app asks, what has been typed, and what came of submitting it. */

import { ApiError } from "/ui/api.js";
import { drawBlocks } from "/ui/blocks.js";
import { busyWhile } from "/ui/buttons.js";
import { el, fill, heldFocus, restoreFocus } from "/ui/dom.js";
import { FormValues } from "/ui/form.js";
import { plainText } from "/ui/texts.js";

/** Keep `dialog` in step with the acting person's topmost view. */
export function mountModal(dialog, session) {
  const modal = new Modal(dialog, session);
  session.addEventListener("change", () => session.state && modal.follow(session.state.modal));
}

const WRONG = ".invalid :is(input, select, textarea, summary)";
const KEPT = "Your text is still here.";

class Modal {
  #values = new Map();
  #view = null;
  #drawn = null;
  #closing = null;

  constructor(dialog, session) {
    this.dialog = dialog;
    this.session = session;
    this.banner = el("p", { class: "banner", role: "alert", testid: "modal-banner", hidden: true });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#close();
    });
    dialog.addEventListener("close", () => this.#view && this.#close());
  }

  /** Show this view, or nothing; a view already shown as it is stays untouched. */
  follow(view) {
    if (!view) {
      this.#gone();
      return;
    }
    if (view.id !== this.#view?.id || view.hash !== this.#view.hash) this.#say(null);
    const fresh = view.id !== this.#view?.id;
    this.#view = view;
    const now = JSON.stringify([view.id, view.hash, view.blocks, view.errors]);
    if (now === this.#drawn) return;
    this.#drawn = now;
    this.#draw(view, fresh);
  }

  #gone() {
    if (!this.#view) return;
    this.#view = this.#drawn = null;
    this.#values.clear();
    this.dialog.close();
  }

  #valuesOf(view) {
    if (!this.#values.has(view.id)) this.#values.set(view.id, new FormValues(view.state?.values));
    return this.#values.get(view.id);
  }

  #draw(view, fresh) {
    const { dialog } = this;
    const held = fresh ? null : heldFocus(dialog);
    const values = this.#valuesOf(view);
    values.collect(view.blocks);
    this.body = el("div", { class: "modal-body" }, drawBlocks(view.blocks, {
      session: this.session,
      values,
      errors: view.errors ?? {},
      act: (blockId, element, change) => this.#act(blockId, element, change),
    }));
    fill(dialog, this.#head(view), this.banner, this.body, this.#foot(view));
    if (!dialog.open) dialog.showModal();
    if (fresh || (held && !restoreFocus(dialog, held))) this.#firstField().focus();
  }

  #head(view) {
    return el("header", { class: "modal-head" },
      el("h2", { id: "modal-title" }, plainText(view.title)),
      el("button", {
        class: "icon-button",
        "aria-label": "Close",
        testid: "modal-x",
        on: { click: () => this.#close() },
      }, "✕"));
  }

  #foot(view) {
    const submit = view.submit
      ? el("button", {
          class: "button primary",
          testid: "modal-submit",
          data: { focus: "modal submit" },
          on: { click: (event) => busyWhile(event.currentTarget, () => this.#submit()) },
        }, plainText(view.submit))
      : null;
    const unnamed = submit ? "Cancel" : "Close";
    const close = el("button", {
      class: "button",
      testid: "modal-close",
      on: { click: () => this.#close() },
    }, view.close ? plainText(view.close) : unnamed);
    return el("footer", { class: "dialog-foot" }, close, submit);
  }

  #firstField() {
    return (
      this.body.querySelector("[autofocus]") ??
      this.body.querySelector("input, select, textarea, summary, button") ??
      this.dialog.querySelector("[data-testid=modal-submit]") ??
      this.dialog.querySelector("[data-testid=modal-close]")
    );
  }

  async #submit() {
    const view = this.#view;
    const values = this.#valuesOf(view).collect(view.blocks);
    const answer = await this.#try("submit", { view: view.id, values });
    if (answer?.ok !== false || this.#view?.id !== view.id) return;
    if (answer.errors) this.body.querySelector(WRONG)?.focus();
    else this.#say(`${answer.error ?? "We had some trouble connecting."} ${KEPT}`);
  }

  async #act(blockId, element, change) {
    const view = this.#view;
    const answer = await this.#try("press", {
      view: view.id,
      block_id: blockId,
      action_id: element.action_id,
      ...change,
      values: this.#valuesOf(view).collect(view.blocks),
    });
    if (answer?.ok === false) this.#say(answer.error ?? "That did not work. Please try again.");
  }

  /** Close the view once: a second Escape shuts the dialog before the workspace has answered. */
  async #close() {
    const id = this.#view?.id;
    if (!id || id === this.#closing) return;
    this.#closing = id;
    try {
      await this.#try("close", { view: id });
    } finally {
      this.#closing = null;
    }
    if (this.#view?.id === id && !this.dialog.open) this.dialog.showModal();
  }

  /** Ask the workspace; what it refuses is said in the modal, so that nothing typed is lost. */
  async #try(path, body) {
    try {
      this.#say(null);
      return await this.session.act(path, body);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#say(`${error.message} ${KEPT}`);
      return null;
    }
  }

  #say(sentence) {
    this.banner.hidden = sentence === null;
    this.banner.textContent = sentence ?? "";
  }
}
