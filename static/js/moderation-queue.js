// Keys of the queue: the digit of a button decides the marked case. That of a red
// button only goes there: Enter or the space bar then presses it.

import { focusFirst, listenForKeys } from "./item-keys.js";

const cases = [...document.querySelectorAll("[data-queue] [data-case]")];

function press(digit) {
  return (marked) => {
    const button = marked.querySelector(`[data-key="${digit}"]`);
    if (button?.hasAttribute("data-for-good")) button.focus();
    else button?.click();
  };
}

if (cases.length) {
  listenForKeys(cases, (code, digit) => digit && press(digit));
  focusFirst(cases.find((each) => each.querySelector("[data-key]")));
}
