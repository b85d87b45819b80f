/** The sidebar as a drawer on narrow windows: opened by a button, closed by choosing or Escape. */

/** Wire the drawer; `rest` is what cannot be reached while it is open. */
export function mountDrawer({ toggle, sidebar, backdrop, rest }) {
  const set = (open) => {
    sidebar.classList.toggle("open", open);
    backdrop.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
    for (const part of rest) part.inert = open;
    if (open) sidebar.querySelector("button")?.focus();
  };
  const isOpen = () => sidebar.classList.contains("open");
  const close = () => {
    if (!isOpen()) return;
    set(false);
    toggle.focus();
  };
  toggle.addEventListener("click", () => (isOpen() ? close() : set(true)));
  backdrop.addEventListener("click", close);
  sidebar.addEventListener("click", (event) => {
    if (isOpen() && event.target.closest(".conversation-link")) set(false);
  });
  sidebar.addEventListener("keydown", (event) => event.key === "Escape" && close());
  addEventListener("hashchange", () => isOpen() && set(false));
}
