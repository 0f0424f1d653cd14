// Keys of the queue: the digit of a button decides the marked case.

import { focusFirst, listenForKeys } from "./item-keys.js";

const cases = [...document.querySelectorAll("[data-queue] [data-case]")];

function press(digit) {
  return (marked) => marked.querySelector(`[data-key="${digit}"]`)?.click();
}

if (cases.length) {
  listenForKeys(cases, (code, digit) => digit && press(digit));
  for (const key of document.querySelectorAll("[data-queue] kbd")) key.hidden = false;
  focusFirst(cases.find((each) => each.querySelector("[data-key]")));
}
