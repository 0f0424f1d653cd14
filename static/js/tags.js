// Offers existing tags while one is typed. The field stays a line of text with commas.

const field = document.querySelector("[data-tags]");
const input = field.querySelector("input");
const list = document.createElement("ul");
const PAUSE = 150; // milliseconds after a stroke

let asking = null;
let timer = null;

list.id = "tag-suggestions";
list.className = "suggestions";
list.hidden = true;
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", field.dataset.suggestions);
field.append(list);
for (const [name, value] of Object.entries({
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-controls": list.id,
  "aria-expanded": "false",
})) {
  input.setAttribute(name, value);
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
});
input.addEventListener("blur", close);
// Our list and not the browser's while one types; but a browser that comes back to the page fills
// only fields that do not say so.
input.addEventListener("focus", () => input.setAttribute("autocomplete", "off"));
for (const [target, event] of [[input, "blur"], [window, "pagehide"]]) {
  target.addEventListener(event, () => input.removeAttribute("autocomplete"));
}
input.addEventListener("keydown", onKey);
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", (event) => {
  const option = event.target.closest("[role=option]");
  if (option) choose(option);
});

function parts() {
  return input.value.split(/[,，、]/);
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  const typed = parts().at(-1).trim().replace(/^[#＃]+/, "");
  if (!typed) return close();
  const address = `${field.dataset.tags}?${new URLSearchParams({ q: typed })}`;
  try {
    const response = await fetch(address, { signal: asking.signal });
    if (response.ok) show((await response.json()).tags);
  } catch (error) {
    if (error.name !== "AbortError") close();
  }
}

// As the server compares names: without case, width and invisible signs. Not in a module of its own:
// the names of static files change with their content, and an import would not follow.
function folded(name) {
  const plain = name.normalize("NFKC").toLowerCase().normalize("NFKC");
  return plain.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, "").trim();
}

function show(tags) {
  const used = new Set(parts().slice(0, -1).map((name) => folded(name.replace(/^\s*[#＃]+/, ""))));
  const offered = tags.filter((name) => !used.has(folded(name)));
  list.replaceChildren(
    ...offered.map((name, index) => {
      const option = document.createElement("li");
      option.id = `tag-suggestion-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = name;
      return option;
    }),
  );
  const isOpen = offered.length > 0 && document.activeElement === input;
  list.hidden = !isOpen;
  input.setAttribute("aria-expanded", String(isOpen));
  input.removeAttribute("aria-activedescendant");
}

function close() {
  clearTimeout(timer);
  asking?.abort();
  show([]);
}

function selected() {
  return list.querySelector("[aria-selected=true]");
}

function move(step) {
  const options = [...list.children];
  const from = options.indexOf(selected());
  const to = (from + step + options.length + (from < 0 && step < 0 ? 1 : 0)) % options.length;
  options.forEach((option, index) => option.setAttribute("aria-selected", String(index === to)));
  input.setAttribute("aria-activedescendant", options[to].id);
}

// While a syllable is composed, its keys belong to the input method.
function onKey(event) {
  if (event.isComposing || list.hidden) return;
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Enter" && selected()) choose(selected());
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
}

function choose(option) {
  const before = parts()
    .slice(0, -1)
    .map((name) => name.trim())
    .filter(Boolean);
  input.value = [...before, option.textContent, ""].join(", ");
  close();
  input.dispatchEvent(new Event("input", { bubbles: true }));
}
