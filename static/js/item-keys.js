// Keys for a page of items that are decided one by one. They work in the item that has the focus;
// n goes to the next one, p to the one before. The page does without them, as every key is a button.
//
// Keys are told by their places: with the Korean layout on, the one of N gives another letter.
// None counts at once: it may still be meant for the page before, which a decision has left.

import { isComposing } from "./input-method.js";

const DEAF_FOR = 500; // milliseconds, about as long as it takes to see that the page is another
const DIGIT = /^(?:Digit|Numpad)([1-9])$/;

function isTyping(element) {
  return element.closest("input, textarea, select, [contenteditable]");
}

// `actionOf(code, digit)` returns what a key does with an item, or nothing.
export function listenForKeys(items, actionOf) {
  function go(from, steps) {
    const next = items[items.indexOf(from) + steps];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  }

  function press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.repeat || isComposing(event)) return;
    const item = items.find((each) => each.contains(event.target));
    if (!item || isTyping(event.target)) return;
    const moves = { KeyN: () => go(item, 1), KeyP: () => go(item, -1) };
    const action = moves[event.code] ?? actionOf(event.code, DIGIT.exec(event.code)?.[1]);
    if (!action) return;
    event.preventDefault();
    action(item);
  }

  const hints = document.querySelectorAll("[data-keys]");
  const signs = items.flatMap((item) => [...item.querySelectorAll("kbd")]);
  for (const hint of [...hints, ...signs]) hint.hidden = false;
  setTimeout(() => {
    for (const hint of hints) hint.dataset.keys = "live";
    document.addEventListener("keydown", press);
  }, DEAF_FOR);
}

export function focusFirst(item) {
  if (document.activeElement === document.body) item?.focus({ preventScroll: true });
}
