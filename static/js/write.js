// Sends the form of a post once, however often its button is pressed, and shows how much of each
// limit is used.

import { charactersOf, plainText, plainTextOfMarkup } from "./counting.js";
import { folded } from "./folding.js";

const form = document.querySelector("[data-writing]");
const PAUSE = 300; // milliseconds after the last stroke
const NEAR = 0.9; // of a limit: from here on it is said aloud
let isSent = false;

form.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
  form.setAttribute("aria-busy", "true");
});

// Whoever comes back to the page may send it again.
window.addEventListener("pageshow", () => {
  isSent = false;
  form.removeAttribute("aria-busy");
});

const count = {
  title: (text) => charactersOf(text.trim()),
  body: (text) =>
    charactersOf(form.elements.markup.value === "html" ? plainTextOfMarkup(text) : plainText(text)),
  tags: (text) =>
    new Set(text.split(/[,，、\n]|\s(?=[#＃])/).map((part) => folded(part.replace(/^\s*[#＃]+/, ""))).filter(Boolean)).size,
};

for (const counter of form.querySelectorAll("[data-counter]")) watch(counter);

function watch(counter) {
  const { counter: name, most, left, over } = counter.dataset;
  const input = form.elements[name];
  const shown = counter.querySelector("[data-count]");
  const said = counter.querySelector("[role=status]");
  const limit = Number(most);
  let timer = null;

  function show() {
    timer = null;
    const used = count[name](input.value);
    const digits = (number) => number.toLocaleString(document.documentElement.lang);
    shown.textContent = `${digits(used)} / ${digits(limit)}`;
    counter.hidden = false;
    counter.classList.toggle("counter--over", used > limit);
    const words = used > limit ? over : left;
    const sentence = words.replace("{count}", digits(Math.abs(limit - used)));
    say(used >= limit * NEAR && document.activeElement !== document.body ? sentence : "");
  }

  function say(sentence) {
    if (said.textContent !== sentence) said.textContent = sentence;
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  show();
}
