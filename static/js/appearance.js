// The theme and the size of the text, as the reader chose them in this browser.
//
// Each is a cookie that no server reads: pages are the same for all guests, and the page is told
// by an attribute of `html` before anything is painted.

const COOKIES = { theme: "theme", text: "text_size" };
const VALUES = { theme: ["light", "dark"], text: ["large", "larger", "largest"] };
const A_YEAR = 31536000; // seconds
const root = document.documentElement;

export function applyAppearance() {
  root.dataset.script = "on";
  for (const kind in COOKIES) {
    const value = chosen(kind);
    if (value) root.dataset[kind] = value;
    else delete root.dataset[kind];
  }
}

export function connectAppearance() {
  document.addEventListener("DOMContentLoaded", showChoices);
  // Another tab may have changed it, or this page may come back from before a change.
  window.addEventListener("pageshow", refresh);
  document.addEventListener("visibilitychange", refresh);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-appearance] button");
    if (!button) return;
    keep(button.closest("[data-appearance]").dataset.appearance, button.value);
    refresh();
  });
}

function refresh() {
  applyAppearance();
  showChoices();
}

function showChoices() {
  for (const group of document.querySelectorAll("[data-appearance]")) {
    const value = chosen(group.dataset.appearance);
    for (const button of group.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === value));
    }
  }
}

// Without a value, whatever the device says holds again.
function keep(kind, value) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  const age = value ? A_YEAR : 0;
  document.cookie = `${COOKIES[kind]}=${value}; Path=/; Max-Age=${age}; SameSite=Lax${secure}`;
}

function chosen(kind) {
  const found = document.cookie.match(new RegExp(`(?:^|; )${COOKIES[kind]}=([a-z]+)`));
  return found && VALUES[kind].includes(found[1]) ? found[1] : "";
}
