// Keys of the texts that wait for approval: a approves, r goes to the reason, 1 to 5 refuse.

import { focusFirst, listenForKeys } from "./item-keys.js";

const texts = [...document.querySelectorAll("[data-waiting]")];
const ACTIONS = {
  KeyA: (text) => text.querySelector("[data-approve]")?.click(),
  KeyR: (text) => text.querySelector("[data-reason]")?.focus(),
};

function refuse(digit) {
  return (text) => text.querySelector(`[data-preset="${digit}"]`)?.click();
}

if (texts.length) {
  listenForKeys(texts, (code, digit) => (digit ? refuse(digit) : ACTIONS[code]));
  focusFirst(texts[0]);
}
