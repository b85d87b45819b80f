/** Light, dark, or as the system is: a button that goes round the three and remembers. */

const KEY = "theme";
const ROUND = { system: "light", light: "dark", dark: "system" };
const WORDS = { system: "◐ System", light: "☀︎ Light", dark: "☾ Dark" };

/** Make `button` change the theme of the page. */
export function mountTheme(button) {
  const apply = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.textContent = WORDS[theme];
    button.setAttribute("aria-label", `Theme: ${theme}`);
  };
  let theme = localStorage.getItem(KEY);
  if (!(theme in ROUND)) theme = "system";
  apply(theme);
  button.addEventListener("click", () => {
    theme = ROUND[theme];
    localStorage.setItem(KEY, theme);
    apply(theme);
  });
}
