// What the pages of readers need: one file, since a phone pays for each request.

const PAUSE = 150; // milliseconds after a stroke
const PAUSE_IN_SYLLABLE = 300; // while an input method still puts a syllable together

for (const form of document.querySelectorAll("[data-search]")) connectSearch(form);
for (const share of document.querySelectorAll(".share")) connectShare(share);

// Copies the link of the page, or hands it to the device's own sharing.
function connectShare(share) {
  const said = share.querySelector(".share__said");
  const copyButton = share.querySelector("[data-copy]");
  const shareButton = share.querySelector("[data-share]");
  async function copy() {
    try {
      await navigator.clipboard.writeText(copyButton.dataset.copy);
      said.textContent = copyButton.dataset.copied;
    } catch {
      said.textContent = copyButton.dataset.failed;
    }
  }

  async function handOver() {
    try {
      await navigator.share({ title: shareButton.dataset.title, url: shareButton.dataset.share });
    } catch {
      // Whoever closes the device's dialog has changed their mind.
    }
  }

  copyButton.hidden = false;
  copyButton.addEventListener("click", copy);
  if (navigator.share) {
    shareButton.hidden = false;
    shareButton.addEventListener("click", handOver);
  }
}

// Suggests tags and posts while somebody types into a search box: a combobox with a list.
function connectSearch(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let asking = null;
  let timer = null;
  let asked = "";

  list.id = `${form.id}-suggestions`;
  list.className = "suggestions search-box__suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.list);
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-controls": list.id,
    "aria-expanded": "false",
  })) {
    input.setAttribute(name, value);
  }

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(ask, event.isComposing ? PAUSE_IN_SYLLABLE : PAUSE);
  });
  input.addEventListener("blur", close);
  // Our list and not the browser's while one types; but a browser that comes back to the page
  // fills only fields that do not say so.
  input.addEventListener("focus", () => input.setAttribute("autocomplete", "off"));
  for (const [target, event] of [[input, "blur"], [window, "pagehide"]]) {
    target.addEventListener(event, () => input.removeAttribute("autocomplete"));
  }
  form.addEventListener("submit", close);
  input.addEventListener("keydown", onKey);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) choose(option);
  });

  async function ask() {
    const typed = input.value.trim();
    // A syllable that is finished asks the same again.
    if (typed === asked && !list.hidden) return;
    asking?.abort();
    asking = new AbortController();
    asked = typed;
    if (!typed) return close();
    try {
      const address = `${form.dataset.suggestions}?${new URLSearchParams({ q: typed })}`;
      const response = await fetch(address, { signal: asking.signal });
      if (response.ok) show((await response.json()).suggestions);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(optionOf));
    const isOpen = suggestions.length > 0 && document.activeElement === input;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    input.removeAttribute("aria-activedescendant");
    if (isOpen) {
      const said = suggestions.length === 1 ? form.dataset.one : form.dataset.many;
      status.textContent = said.replace("#", suggestions.length);
    } else {
      status.textContent = "";
    }
  }

  function optionOf(suggestion, index) {
    const option = document.createElement("li");
    const kind = document.createElement("span");
    const text = document.createElement("span");
    option.id = `${list.id}-${index}`;
    option.dataset.address = suggestion.address;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    kind.className = "search-box__kind";
    kind.textContent = form.dataset[suggestion.kind];
    text.className = "search-box__text";
    text.textContent = suggestion.text;
    option.append(kind, " ", text);
    return option;
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    asked = "";
    show([]);
  }

  function selected() {
    return list.querySelector("[aria-selected=true]");
  }

  function move(step) {
    const options = [...list.children];
    const from = options.indexOf(selected());
    const start = from < 0 && step < 0 ? 0 : from;
    const to = (start + step + options.length) % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === to)));
    input.setAttribute("aria-activedescendant", options[to].id);
    options[to].scrollIntoView({ block: "nearest" });
  }

  // While a syllable is composed, its keys belong to the input method.
  function onKey(event) {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key !== "ArrowDown" || !input.value.trim()) return;
      ask();
    } else if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && selected()) choose(selected());
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  function choose(option) {
    const { address } = option.dataset;
    close();
    location.assign(address);
  }
}
