// Saves what is typed into the form of a post, every few seconds and when the page is left.
//
// The server refuses (409) to overwrite a draft that another window has saved; the choice is then
// the writer's.

const PAUSE = 2000; // milliseconds between the last stroke and a save, or between two saves

const form = document.querySelector("[data-writing]");
const status = form.querySelector("[data-drafts]");
const conflict = form.querySelector("[data-draft-conflict]");
const offer = document.querySelector("[data-draft-offer]");
const version = form.elements.draft_version;

let timer = null;
let saving = null;
let stored = null; // the draft that another window saved
let isOver = false; // the form is on its way
let hasChanged = false;

form.addEventListener("input", () => {
  hasChanged = true;
  timer ??= setTimeout(save, PAUSE);
});
form.addEventListener("submit", () => {
  isOver = true;
  clearTimeout(timer);
  saving?.abort();
});
window.addEventListener("pageshow", () => {
  isOver = false;
  // A browser that comes back fills the fields again: then the draft is what they show.
  if (offer && version.value === offer.dataset.version) offer.hidden = true;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && hasChanged) save();
});
conflict.querySelector("[data-take-theirs]").addEventListener("click", takeTheirs);
conflict.querySelector("[data-keep-mine]").addEventListener("click", keepMine);

async function save() {
  clearTimeout(timer);
  timer = null;
  if (isOver || stored) return;
  // A picture that was pasted with its text is on its way to become an upload.
  if (saving || form.elements.body.value.includes('src="data:')) {
    timer = setTimeout(save, PAUSE);
    return;
  }
  hasChanged = false;
  saving = new AbortController();
  try {
    await answered(await send(saving.signal));
  } catch (error) {
    if (error.name !== "AbortError") failed();
  } finally {
    saving = null;
  }
}

async function send(signal) {
  const response = await fetch(status.dataset.drafts, { method: "POST", body: fields(), signal });
  if (response.status !== 403 || !(await renewToken(signal))) return response;
  return fetch(status.dataset.drafts, { method: "POST", body: fields(), signal });
}

function fields() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

// Signing in again in another window changes the token of all forms.
async function renewToken(signal) {
  const response = await fetch(location.pathname, { signal });
  if (!response.ok || response.redirected) return false;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const token = page.querySelector("[data-writing] [name=csrfmiddlewaretoken]");
  if (token) form.elements.csrfmiddlewaretoken.value = token.value;
  return Boolean(token);
}

// The time of the day in the form in which the page has it.
function clock() {
  const language = document.documentElement.lang;
  const form =
    language === "ko"
      ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
      : { hour: "numeric", minute: "2-digit" };
  return new Date().toLocaleTimeString(language, form);
}

async function answered(response) {
  if (response.ok) {
    const draft = await response.json();
    version.value = draft.version;
    say([`${status.dataset.saved} ${clock()}`, ...draft.errors].join(" "));
  } else if (response.status === 409) {
    stored = await response.json();
    conflict.hidden = false;
    conflict.querySelector("[data-take-theirs]").hidden = !stored.fields;
  } else if (response.status === 401) {
    say(status.dataset.signedOut);
    hasChanged = true;
  } else {
    failed();
  }
}

function failed() {
  say(status.dataset.unsaved);
  hasChanged = true;
}

function say(text) {
  if (status.textContent !== text) status.textContent = text;
}

function settle() {
  version.value = stored.version;
  stored = null;
  conflict.hidden = true;
  if (offer) offer.hidden = true;
}

function keepMine() {
  settle();
  save();
}

function takeTheirs() {
  const { body, markup, ...others } = stored.fields;
  for (const [name, value] of Object.entries(others)) {
    const input = form.elements[name];
    if (!input) continue;
    if (typeof value === "boolean") input.checked = value;
    else input.value = value;
  }
  settle();
  if (form.elements.markup.value === "html") {
    form.dispatchEvent(new CustomEvent("writing:take", { detail: { body, markup } }));
  } else {
    form.elements.markup.value = markup;
    form.elements.body.value = body;
  }
}
