// Menus are `details` and open without a script; with one they close as menus do.

import { isComposing } from "./input-method.js";

export function connectMenus() {
  document.addEventListener("click", (event) => closeAll(event.target));
  document.addEventListener("focusin", (event) => closeAll(event.target));
  document.addEventListener("keydown", closeByKey);
  document.addEventListener("DOMContentLoaded", showCurrentTab);
}

function openMenus() {
  return document.querySelectorAll("details[data-menu][open]");
}

function closeAll(inside) {
  for (const menu of openMenus()) if (!menu.contains(inside)) menu.open = false;
}

function closeByKey(event) {
  if (event.key !== "Escape" || event.defaultPrevented || isComposing(event)) return;
  for (const menu of openMenus()) {
    const hasFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hasFocus) menu.querySelector("summary").focus();
  }
}

// Without a script, `scroll-initial-target` does it in browsers that know it.
function showCurrentTab() {
  const tab = document.querySelector(".tab[aria-current]");
  const row = tab?.closest("ul");
  if (!row) return;
  const [inRow, of] = [row.getBoundingClientRect(), tab.getBoundingClientRect()];
  row.scrollLeft += of.left - inRow.left - (inRow.width - of.width) / 2;
}
