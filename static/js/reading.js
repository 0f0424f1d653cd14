// What the pages of readers need: one file, since a phone pays for each request.

import { combobox } from "./combobox.js";

for (const form of document.querySelectorAll("[data-search]")) connectSearch(form);
for (const share of document.querySelectorAll(".share")) connectShare(share);

// Hands the link of the page to the device's own sheet, where KakaoTalk is on phones that have it,
// or else opens what copies it. The sheet opens at the first press; whoever closes it has changed
// their mind, and where it fails, the other ways open.
function connectShare(share) {
  const said = share.querySelector(".share__said");
  const field = share.querySelector(".share__url");
  const copyButton = share.querySelector("[data-copy]");
  const shareButton = share.querySelector("[data-share]");
  async function copy() {
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = copyButton.dataset.copied;
    } catch {
      field.select();
      said.textContent = copyButton.dataset.failed;
    }
  }

  async function handOver() {
    try {
      await navigator.share({ title: field.dataset.title, url: field.value });
    } catch (error) {
      if (error.name !== "AbortError") share.open = true;
    }
  }

  copyButton.hidden = false;
  copyButton.addEventListener("click", copy);
  field.addEventListener("focus", () => field.select());
  if (navigator.share) {
    shareButton.hidden = false;
    shareButton.addEventListener("click", handOver);
    share.querySelector("summary").addEventListener("click", (event) => {
      if (share.open) return;
      event.preventDefault();
      handOver();
    });
  }
}

// Suggests tags and posts while somebody types into a search box.
function connectSearch(form) {
  const input = form.querySelector("input[type=search]");
  const status = document.createElement("p");
  const { list, close } = combobox(input, {
    id: `${form.id}-suggestions`,
    label: form.dataset.list,
    className: "search-box__suggestions",
    url: form.dataset.suggestions,
    typed: () => input.value.trim(),
    found: ({ suggestions }) => suggestions,
    contentOf: ({ kind, text }) => [
      span("search-box__kind", form.dataset[kind]), " ", span("search-box__text", text),
    ],
    choose: ({ address }) => location.assign(address),
    announce(count) {
      const said = count === 1 ? form.dataset.one : form.dataset.many;
      status.textContent = count ? said.replace("#", count) : "";
    },
  });
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  input.after(list, status);
  form.addEventListener("submit", close);
}

function span(className, text) {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
