// Keys of the queue. They work in the marked case only, which is the one that has the focus; the
// page does without them, as every key is a button, too.

import { isComposing } from "./input-method.js";

const queue = document.querySelector("[data-queue]");

function casesOfPage() {
  return [...queue.querySelectorAll("[data-case]")];
}

function isTyping(element) {
  return element.matches("input, textarea, select, [contenteditable]");
}

function go(from, steps) {
  const cases = casesOfPage();
  cases[cases.indexOf(from) + steps]?.focus();
}

function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || isComposing(event)) return;
  const marked = event.target.closest("[data-case]");
  if (!marked || isTyping(event.target)) return;
  if (event.key === "n") go(marked, 1);
  else if (event.key === "p") go(marked, -1);
  else if (/^[1-9]$/.test(event.key)) marked.querySelector(`[data-key="${event.key}"]`)?.click();
  else return;
  event.preventDefault();
}

if (queue) {
  for (const hint of document.querySelectorAll("[data-keys], [data-queue] kbd")) hint.hidden = false;
  queue.addEventListener("keydown", press);
  const first = casesOfPage().find((each) => each.querySelector("[data-key]"));
  if (first && document.activeElement === document.body) first.focus({ preventScroll: true });
}
