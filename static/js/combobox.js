// A field that asks the server for suggestions while somebody types.

import { isComposing } from "./input-method.js";
import { optionList } from "./option-list.js";

const PAUSE = 150; // milliseconds after a stroke
const PAUSE_IN_SYLLABLE = 300; // while an input method still puts a syllable together

// Makes a combobox of an input and returns its list, which is for the caller to place. `typed` gives
// what to ask for, and `found` the suggestions of an answer; `announce` is told how many are shown.
export function combobox(input, { url, typed, found, choose, announce = () => {}, ...looks }) {
  const { list, fill, onKey } = optionList(input, {
    ...looks,
    close,
    choose(suggestion) {
      close();
      choose(suggestion);
    },
  });
  let asking = null;
  let timer = null;
  let asked = "";

  list.hidden = true;
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(ask, event.isComposing ? PAUSE_IN_SYLLABLE : PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (!list.hidden) return onKey(event);
    if (isComposing(event) || event.key !== "ArrowDown" || !typed()) return;
    ask();
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  // Our list and not the browser's while one types; but a browser that comes back to the page fills
  // only fields that do not say so.
  input.addEventListener("focus", () => input.setAttribute("autocomplete", "off"));
  for (const [target, event] of [[input, "blur"], [window, "pagehide"]]) {
    target.addEventListener(event, () => input.removeAttribute("autocomplete"));
  }

  async function ask() {
    const words = typed();
    // A syllable that is finished asks the same again.
    if (words === asked && !list.hidden) return;
    asking?.abort();
    asking = new AbortController();
    asked = words;
    if (!words) return close();
    try {
      const address = `${url}?${new URLSearchParams({ q: words })}`;
      const response = await fetch(address, { signal: asking.signal });
      if (response.ok) show(found(await response.json()));
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(suggestions) {
    fill(suggestions);
    const isOpen = suggestions.length > 0 && document.activeElement === input;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    announce(isOpen ? suggestions.length : 0);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    asked = "";
    show([]);
  }

  return { list, close };
}
