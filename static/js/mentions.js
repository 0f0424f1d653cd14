// Suggests whom to mention while somebody types @ and a name into a comment.

// As boards/posts/text/mention_words.py: no e-mail address and no part of a web address.
const TYPED = /^([^]*)[@＠]([^\s@＠]{0,40})$/;
const PART_OF_EMAIL = /(?:[@＠]|[A-Za-z0-9_][+%-]?)$/;
const PART_OF_URL = /(?:^|[^@＠\w.-])[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d+)?\/(?:\S*\/)?$/;
const MAX_SHOWN = 8;

const namesOfThread = new Map();
let open = null; // { area, list, start, names, active }

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

function activate(index) {
  const options = [...open.list.children];
  open.active = (index + options.length) % options.length;
  options.forEach((option, at) => option.setAttribute("aria-selected", String(at === open.active)));
  open.area.setAttribute("aria-activedescendant", options[open.active].id);
}

function choose(name) {
  const { area, start } = open;
  close();
  area.setRangeText(`@${name} `, start, area.selectionEnd, "end");
  area.focus();
}

function show(area, start, names) {
  close();
  const list = document.createElement("ul");
  list.id = `${area.id}-names`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", area.form.dataset.namesLabel);
  names.forEach((name, index) => {
    const option = document.createElement("li");
    option.id = `${list.id}-${index}`;
    option.setAttribute("role", "option");
    option.textContent = `@${name}`;
    // On pressing rather than on clicking: the text keeps the focus.
    option.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      choose(name);
    });
    list.append(option);
  });
  area.after(list);
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", list.id);
  open = { area, list, start, names, active: 0 };
  activate(0);
}

// As the server compares names: without case, width and invisible signs. Not in a module of its own:
// the names of static files change with their content, and an import would not follow.
function folded(name) {
  const plain = name.normalize("NFKC").toLowerCase().normalize("NFKC");
  return plain.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, "").trim();
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
  // While a syllable is being composed, Enter and the arrows belong to the input method.
  if (!open || event.target !== open.area || event.isComposing) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) activate(open.active + steps[event.key]);
  else if (event.key === "Enter" || event.key === "Tab") choose(open.names[open.active]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});

document.addEventListener("focusout", ({ target }) => {
  if (open && target === open.area) close();
});

document.body.addEventListener("comment-shown", () => namesOfThread.clear());
