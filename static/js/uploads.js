// Sends pictures and other files while the post is still being written: picked, pasted into the
// form or dropped on it, several at once, each with its progress.
//
// The field of posts/_upload_field.html tells the form about them, with events that bubble:
//   "upload:chosen"  files are on their way; those that are ready follow in the order chosen.
//   "upload:settled"  none is on its way any more.
//   "upload:ready"      { id, kind, name, url, width, height, alt }  a file has arrived. `kind` is
//                       "picture" or "attachment"; `url` is what `src` or `href` takes.
//                       `place` is that of "upload:take", if it came by that.
//   "upload:refused"    { place }  a file that came by "upload:take" did not arrive.
//   "upload:described"  { id, url, alt }  somebody wrote what a picture shows.
//   "upload:removed"    { id, url }  somebody took the file back.
// and the form hands it files with
//   "upload:take"       { file, place }  `place` is what stands for the file in the text.
//
// Where no editor holds the text (the form's field `markup` does not say "html"), the file goes
// with the form, as without this script: in the fields `uploads` and `alt-<id>`.
//
// The files that the text has already, as after a preview, come with the page as cards for whom has
// no script (posts/_upload_card.html); they get the row that a file has when it has arrived.

import { isComposing } from "./input-method.js";

const field = document.querySelector("[data-uploads]");
const form = field.closest("form");
const input = field.querySelector("input[type=file]");
const lists = {
  picture: field.querySelector("[data-list=picture]"),
  attachment: field.querySelector("[data-list=attachment]"),
};
const status = field.querySelector("[data-status]");
const row = field.querySelector("[data-row]");
const words = field.dataset;
const TOGETHER = 3; // files on their way at the same time
const PAUSE = 1500; // milliseconds between two questions whether a picture is finished
const QUESTIONS = 40;

const waiting = [];
const order = []; // rows of which the form was not yet told, as they were chosen
let underWay = 0;

for (const card of field.querySelectorAll("[data-upload]")) adopt(card);

// The text names its files by itself; one that was deleted there would come back.
form.addEventListener("formdata", ({ formData }) => {
  if (form.elements.markup?.value === "html") formData.delete("uploads");
});

input.addEventListener("change", () => {
  take(input.files);
  input.value = ""; // or the form would send the files a second time
});

// Before the editor, which would take a pasted picture for itself. Text that was copied with
// pictures in it is the editor's.
form.addEventListener("paste", (event) => {
  const { files, types } = event.clipboardData;
  if (files.length === 0 || types.includes("text/plain")) return;
  event.preventDefault();
  event.stopPropagation();
  take(files);
}, true);

for (const kind of ["dragenter", "dragover"]) {
  form.addEventListener(kind, (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    field.classList.add("uploads--over");
  }, true);
}
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) field.classList.remove("uploads--over");
});
form.addEventListener("drop", (event) => {
  field.classList.remove("uploads--over");
  if (event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  event.stopPropagation();
  take(event.dataTransfer.files);
}, true);

form.addEventListener("upload:take", ({ detail }) => take([detail.file], detail.place));

form.addEventListener("submit", (event) => {
  // Whoever leaves does not wait.
  if (underWay === 0 || event.submitter?.name === "cancel") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  status.textContent = words.wait;
}, true);

function take(files, place) {
  if (files.length === 0) return;
  if (!place) tell("upload:chosen", {});
  for (const file of files) waiting.push({ file, item: addRow(file, place) });
  sendNext();
}

function addRow({ name, type }, place) {
  const item = newRow(name);
  item.place = place;
  const isPicture = place || type.startsWith("image/") || /\.(?:heic|heif|avif)$/i.test(name);
  lists[isPicture ? "picture" : "attachment"].append(item);
  if (!place) order.push(item);
  return item;
}

function newRow(name) {
  const item = row.content.cloneNode(true).firstElementChild;
  item.querySelector(".uploads__name").textContent = name;
  item.querySelector("progress").setAttribute("aria-label", `${words.sending}: ${name}`);
  item.querySelector(".uploads__remove").addEventListener("click", () => remove(item));
  return item;
}

function adopt(card) {
  const { upload: id, kind, name, url, alt, discard } = card.dataset;
  const item = newRow(name);
  item.upload = { id, kind, name, url, discard_url: discard };
  if (kind === "picture") showPicture(item, item.upload, alt);
  if (card.querySelector("[name=uploads]")) addToForm(item, item.upload);
  item.querySelector("progress").hidden = true;
  card.replaceWith(item);
}

function sendNext() {
  while (waiting.length > 0 && underWay < TOGETHER) {
    const { file, item } = waiting.shift();
    if (!item.isConnected) continue;
    if (file.size > Number(words.largest)) {
      refuse(item, words.tooLarge);
      continue;
    }
    underWay += 1;
    send(file, item)
      .then((upload) => arrived(item, upload), (error) => refuse(item, error.message))
      .finally(() => {
        underWay -= 1;
        if (underWay === 0) status.textContent = "";
        sendNext();
      });
  }
  if (underWay === 0) tell("upload:settled", {});
}

// XMLHttpRequest, because fetch does not tell how much of a body has gone.
function send(file, item) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const bar = item.querySelector("progress");
    item.cancel = () => request.abort();
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      bar.value = loaded / total;
    });
    request.upload.addEventListener("load", () => {
      bar.removeAttribute("value");
      item.querySelector(".uploads__state").textContent = words.preparing;
    });
    request.addEventListener("load", () => {
      const { response } = request;
      if (request.status === 201 && response) resolve(response);
      else reject(new Error(response?.error ?? words.failed));
    });
    for (const kind of ["error", "timeout", "abort"]) {
      request.addEventListener(kind, () => reject(new Error(words.failed)));
    }
    const body = new FormData();
    body.append("file", file, file.name);
    request.open("POST", words.address);
    request.responseType = "json";
    request.setRequestHeader("X-CSRFToken", form.elements.csrfmiddlewaretoken.value);
    request.send(body);
  });
}

function arrived(item, upload) {
  if (!item.isConnected) {
    discard(upload);
    return;
  }
  item.upload = upload;
  if (!lists[upload.kind].contains(item)) lists[upload.kind].append(item);
  item.querySelector(".uploads__name").textContent = upload.name;
  item.querySelector(".uploads__note").textContent = upload.note;
  if (upload.kind === "picture") {
    showPicture(item, upload);
    waitUntilFinished(item, upload);
  } else {
    finish(item);
  }
  if (form.elements.markup?.value !== "html") addToForm(item, upload);
  if (item.place) tell("upload:ready", { ...upload, place: item.place });
  tellInOrder();
}

// Several are on their way at once, and a small one overtakes a large one.
function tellInOrder() {
  while (order.length > 0 && isSettled(order[0])) {
    const item = order.shift();
    if (item.upload && item.isConnected) tell("upload:ready", { ...item.upload });
  }
}

function isSettled(item) {
  return Boolean(item.upload) || item.isRefused || !item.isConnected;
}

function showPicture(item, upload, alt = "") {
  const picture = item.querySelector("img");
  const description = item.querySelector(".uploads__alt");
  const text = description.querySelector("input");
  picture.src = upload.url;
  picture.hidden = description.hidden = false;
  text.value = alt;
  text.id = text.name = `alt-${upload.id}`;
  description.querySelector("label").htmlFor = text.id;
  text.addEventListener("input", () => {
    tell("upload:described", { id: upload.id, url: upload.url, alt: text.value.trim() });
  });
  // Enter would send the whole form.
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !isComposing(event)) event.preventDefault();
  });
}

async function waitUntilFinished(item, upload) {
  let { progress } = upload;
  for (let asked = 0; progress === "waiting" && asked < QUESTIONS; asked += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (!item.isConnected) return;
    const response = await fetch(upload.progress_url).catch(() => null);
    if (response?.ok) ({ progress } = await response.json());
  }
  finish(item);
}

function finish(item) {
  item.querySelector("progress").hidden = true;
  item.querySelector(".uploads__state").textContent = words.done;
}

function refuse(item, sentence) {
  item.querySelector("progress").hidden = true;
  item.querySelector(".uploads__state").textContent = "";
  item.querySelector("[role=alert]").textContent = sentence;
  item.isRefused = true;
  if (item.place) tell("upload:refused", { place: item.place });
  tellInOrder();
}

function addToForm(item, upload) {
  const hidden = document.createElement("input");
  hidden.type = "hidden";
  hidden.name = "uploads";
  hidden.value = upload.id;
  item.append(hidden);
}

function remove(item) {
  const next = item.nextElementSibling?.querySelector("button") ?? input;
  item.remove();
  next.focus();
  if (item.upload) {
    tell("upload:removed", { id: item.upload.id, url: item.upload.url });
    discard(item.upload);
  } else {
    item.cancel?.();
    if (item.place) tell("upload:refused", { place: item.place });
    tellInOrder();
  }
}

// What a published version shows is only taken out of the text.
function discard(upload) {
  if (!upload.discard_url) return;
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  fetch(upload.discard_url, { method: "POST", headers }).catch(() => {});
}

function tell(name, detail) {
  field.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
}
