// Suggests whom to mention while somebody types @ and a name into a comment.

import { folded } from "./folding.js";
import { optionList } from "./option-list.js";

// As boards/posts/text/mention_words.py: no e-mail address and no part of a web address.
const TYPED = /^([^]*)[@＠]([^\s@＠]{0,40})$/;
const PART_OF_EMAIL = /(?:[@＠]|[A-Za-z0-9_][+%-]?)$/;
const PART_OF_URL = /(?:^|[^@＠\w.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?\/(?:\S*\/)?$/;
const MAX_SHOWN = 8;

const namesOfThread = new Map();
let open = null; // { area, list, onKey }

async function namesFor(url) {
  if (!namesOfThread.has(url)) {
    const names = fetch(url, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : { names: [] }))
      .then((answer) => answer.names)
      .catch(() => []);
    namesOfThread.set(url, names);
  }
  return namesOfThread.get(url);
}

function close() {
  if (!open) return;
  open.list.remove();
  for (const name of ["aria-controls", "aria-activedescendant"]) open.area.removeAttribute(name);
  open = null;
}

function show(area, start, names) {
  close();
  const { list, fill, select, onKey } = optionList(area, {
    id: `${area.id}-names`,
    label: area.form.dataset.namesLabel,
    picksBy: ["Enter", "Tab"],
    contentOf: (name) => [`@${name}`],
    close,
    choose(name) {
      close();
      area.setRangeText(`@${name} `, start, area.selectionEnd, "end");
      area.focus();
    },
  });
  area.after(list);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  open = { area, list, onKey };
  fill(names);
  select(0);
}

function nameAtEnd(text) {
  const [, before, name] = text.slice(-240).match(TYPED) ?? [];
  const isAddress = PART_OF_EMAIL.test(before) || PART_OF_URL.test(before);
  return name === undefined || isAddress ? null : name;
}

async function suggest(area) {
  const before = area.value.slice(0, area.selectionEnd);
  const typed = nameAtEnd(before);
  if (typed === null) return close();
  const wanted = folded(typed);
  const names = (await namesFor(area.form.dataset.namesUrl))
    .filter((name) => folded(name).startsWith(wanted))
    .slice(0, MAX_SHOWN);
  if (area.value.slice(0, area.selectionEnd) !== before) return;
  if (names.length === 0) return close();
  show(area, before.length - typed.length - 1, names);
}

function isCommentText(element) {
  return element instanceof HTMLTextAreaElement && Boolean(element.form?.dataset.namesUrl);
}

document.addEventListener("input", ({ target }) => {
  if (isCommentText(target)) suggest(target);
});

document.addEventListener("keydown", (event) => {
  if (open && event.target === open.area) open.onKey(event);
});

document.addEventListener("focusout", ({ target }) => {
  if (open && target === open.area) close();
});

document.body.addEventListener("comment-shown", () => namesOfThread.clear());
