// Keys on the page of texts that wait: J and K move, A approves, R goes to the reason, 1 to 5 refuse.

const texts = [...document.querySelectorAll("[data-waiting]")];

function current() {
  return document.activeElement?.closest("[data-waiting]") ?? null;
}

function move(by) {
  const place = texts.indexOf(current());
  const next = texts[place < 0 ? 0 : Math.min(Math.max(place + by, 0), texts.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(selector) {
  current()?.querySelector(selector)?.click();
}

function onKey(event) {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (isTyping || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  // By the place of the key: with the Korean layout on, the one of J gives another letter.
  const actions = {
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    KeyA: () => press("[data-approve]"),
    KeyR: () => current()?.querySelector("[data-reason]")?.focus(),
  };
  const number = /^(?:Digit|Numpad)([1-5])$/.exec(event.code)?.[1];
  const action = number ? () => press(`[data-preset="${number}"]`) : actions[event.code];
  if (!action) return;
  event.preventDefault();
  action();
}

document.addEventListener("keydown", onKey);
for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;
texts[0]?.focus({ preventScroll: true });
