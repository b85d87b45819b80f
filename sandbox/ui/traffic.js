/** The record of every call between the workspace and the app, for looking inside. */

import { ApiError, get } from "/ui/api.js";
import { clockTime } from "/ui/dates.js";
import { el, fill } from "/ui/dom.js";

const MOST = 300;
const SETTLE_MS = 250;

/** Make `toggle` open and close the record in `root`. */
export function mountTraffic(root, toggle, session) {
  const record = new Traffic(session);
  fill(root, record.head, record.table);
  toggle.addEventListener("click", () => {
    root.hidden = !root.hidden;
    toggle.setAttribute("aria-expanded", String(!root.hidden));
    if (!root.hidden) record.load();
  });
  session.addEventListener("traffic", () => root.hidden || record.soon());
}

class Traffic {
  #last = 0;
  #timer = null;
  #onlyFindings = false;

  constructor(session) {
    this.session = session;
    this.list = el("ol", { class: "traffic-list", role: "list" });
    this.table = el("div", {
      class: "traffic-scroll",
      tabindex: "0",
      role: "region",
      "aria-label": "Calls",
    }, this.list);
    this.status = el("p", { class: "topic", role: "status" }, "Loading …");
    const filter = el("input", { type: "checkbox", testid: "traffic-filter",
      on: { change: (event) => this.#filter(event.target.checked) } });
    this.head = el("header", { class: "traffic-head" }, el("h2", {}, "Traffic"), this.status,
      el("label", {}, filter, " Only what needs a look"));
  }

  /** Load again shortly, once for many calls. */
  soon() {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.load();
    }, SETTLE_MS);
  }

  async load() {
    try {
      const { entries } = await get("traffic", { after: this.#last });
      this.#add(entries);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.status.textContent = error.message;
    }
  }

  #add(entries) {
    const fresh = entries.filter((entry) => entry.id > this.#last);
    this.#last = Math.max(this.#last, ...fresh.map((entry) => entry.id));
    const { scrollTop } = this.table;
    this.list.prepend(...fresh.slice(-MOST).reverse().map((entry) => row(entry, this.session)));
    while (this.list.childElementCount > MOST) this.list.lastElementChild.remove();
    if (scrollTop > 0) this.table.scrollTop = scrollTop;
    this.#count();
  }

  #filter(on) {
    this.#onlyFindings = on;
    this.list.classList.toggle("only-findings", on);
    this.#count();
  }

  #count() {
    const { list } = this;
    const unwell = list.querySelectorAll(".not-well").length;
    const rows = this.#onlyFindings ? unwell : list.childElementCount;
    this.status.textContent = rows === 1 ? "1 call, newest first" : `${rows} calls, newest first`;
  }
}

const WAYS = { to_bot: ["→", "to the app"], from_bot: ["←", "from the app"] };

function row(entry, session) {
  const [arrow, words] = WAYS[entry.direction] ?? ["·", entry.direction];
  const findings = entry.findings ?? [];
  const well = entry.ok && findings.length === 0;
  const details = el("details", { testid: "traffic-entry" },
    el("summary", {},
      el("span", { "aria-hidden": "true" }, arrow),
      el("span", { class: "visually-hidden" }, words),
      el("span", { class: "at" }, clockTime(new Date(entry.at), session.timezone)),
      el("span", { class: "call" }, entry.name),
      el("span", { class: "kind" }, entry.kind),
      el("span", { class: "ms" }, entry.ms === null ? "" : `${Math.round(entry.ms)} ms`),
      el("span", { class: well ? "well" : "unwell" }, outcome(entry, findings))));
  details.addEventListener("toggle", () => unfold(details, entry, findings), { once: true });
  return el("li", { class: well ? "" : "not-well" }, details);
}

function outcome(entry, findings) {
  if (findings.length) return findings.length === 1 ? "1 finding" : `${findings.length} findings`;
  if (entry.ok) return "ok";
  return entry.direction === "to_bot" ? "no answer" : "refused";
}

/** The JSON is drawn on first opening only: most entries are never opened. */
function unfold(details, entry, findings) {
  details.append(
    findings.length ? el("ul", { class: "findings" }, findings.map((finding) =>
      el("li", {}, typeof finding === "string" ? finding : JSON.stringify(finding)))) : "",
    part("Sent", entry.body),
    part("Answered", entry.reply));
}

function part(title, value) {
  const words = value === null ? "nothing" : JSON.stringify(value, null, 2);
  return el("div", {}, el("h3", {}, title), el("pre", {}, words));
}
