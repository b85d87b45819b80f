/** Things said to the person: refusals, a lost connection, and words for people who listen. */

import { el, fill } from "/ui/dom.js";

const STAY_MS = 8000;

/** Answers `say(text)`, which speaks `text` to screen readers without showing it. */
export function announcer(region) {
  return (text) => {
    region.append(el("p", {}, text));
    while (region.childElementCount > 5) region.firstElementChild.remove();
  };
}

/** Show notices and the state of the connection in `root`; answers the strip for the time bar. */
export function mountNotices(root, session) {
  const alerts = el("div", { role: "alert" });
  const lost = el("p", { class: "lost", role: "status", testid: "connection-lost" });
  const strip = el("div", { class: "strips" });
  root.append(alerts, lost, strip);
  session.addEventListener("notice", ({ detail }) => {
    const notice = el("p", { class: "notice", testid: "notice" }, el("span", {}, detail),
      el("button", { class: "icon-button", "aria-label": "Dismiss",
        on: { click: () => notice.remove() } }, "✕"));
    fill(alerts, notice);
    setTimeout(() => notice.remove(), STAY_MS);
  });
  session.addEventListener("change", () => {
    const words = session.online ? "" : "The connection is lost. Trying again …";
    if (lost.textContent !== words) lost.textContent = words;
  });
  return strip;
}
