// Puts an editor in the place of the plain text field; without it the field takes plain text.
//
// The form's hidden field `markup` tells the server what the text field holds: only this module
// sets it to "html". Others talk to the editor through events on the form:
//   "writing:take"  with detail { body, markup }  replaces the text;
//   "upload:chosen", "upload:ready", "upload:refused", "upload:described" and "upload:removed", of uploads.js, change
//   its pictures.
// A picture that is pasted with its text goes the other way: "upload:take" hands it to uploads.js.

import { arrange } from "./toolbar.js";

const form = document.querySelector("[data-writing]");
const field = form.querySelector("[data-body]");
const textarea = form.elements.body;
const toolbar = field.querySelector("[data-toolbar]");
const dialog = document.querySelector("[data-link-dialog]");

// The policy of the pages lets them load no picture from elsewhere, and none from a `data:` URL:
// words stand in the place of such a one.
const whatPagesMayLoad = {
  addNodeView: () => ({ node }) => {
    const { src, ...attributes } = node.attrs;
    const isShown = isOwn(src);
    const dom = document.createElement(isShown ? "img" : "div");
    const entries = Object.entries(isShown ? { src, ...attributes } : {});
    for (const [name, value] of entries) if (value !== null) dom.setAttribute(name, value);
    if (!isShown) {
      dom.className = "editor__picture";
      dom.textContent = `${field.dataset.picture} ${node.attrs.alt ?? ""}`;
    }
    return { dom };
  },
};

const captions = {
  "Add caption": field.dataset.addCaption,
  "Remove caption": field.dataset.removeCaption,
};
// The library asks this function for its labels when it loads.
const ofThePage = window.gettext;  // in the admin, which has texts of its own
window.gettext = (label) => captions[label] ?? ofThePage?.(label) ?? label;

const library = await import(field.dataset.editor);
const editor = new library.Editor({
  element: place(),
  content: startingMarkup(),
  extensions: extensions(),
  injectCSS: false, // Our style sheet has what it needs, and the policy allows no other.
  editorProps: {
    // Not behind the toolbar, where it stands at the lower edge.
    scrollMargin: { top: 60, right: 5, bottom: 80, left: 5 },
    scrollThreshold: { top: 60, right: 5, bottom: 80, left: 5 },
    attributes: {
      id: "editor",
      class: "body",
      role: "textbox",
      "aria-multiline": "true",
      "aria-labelledby": "body-label",
      ...(textarea.getAttribute("aria-describedby") && {
        "aria-describedby": textarea.getAttribute("aria-describedby"),
      }),
    },
  },
  onUpdate: keep,
});

textarea.hidden = true;
for (const note of form.querySelectorAll("[data-without-editor]")) note.remove();
for (const note of form.querySelectorAll("[data-with-editor]")) note.hidden = false;
toolbar.hidden = false;
document.getElementById("body-label").addEventListener("click", () => editor.commands.focus());
form.elements.markup.value = "html";
textarea.value = markup();
form.addEventListener("submit", () => {
  textarea.value = markup();
});
form.addEventListener("writing:take", ({ detail }) => {
  editor.commands.setContent(
    detail.markup === "html" ? detail.body : paragraphs(detail.body),
    { emitUpdate: true },
  );
});

function place() {
  const element = document.createElement("div");
  element.className = "editor";
  textarea.before(element);
  return element;
}

function extensions() {
  const chosen = JSON.parse(document.getElementById("editor-extensions").textContent);
  const always = ["Document", "Paragraph", "Text", "History", "Dropcursor", "Gapcursor"];
  return [
    ...always.map((name) => library[name]),
    ...Object.entries(chosen).map(([name, options]) => {
      const extension = name === "Image" ? library.Image.extend(whatPagesMayLoad) : library[name];
      return options === true ? extension : extension.configure(options);
    }),
  ];
}

// A browser that comes back to the page fills the fields with what they held.
function startingMarkup() {
  if (form.elements.markup.value === "html") return textarea.value;
  const untouched = textarea.value === textarea.defaultValue;
  return untouched ? field.dataset.markup : paragraphs(textarea.value);
}

function paragraphs(text) {
  const holder = document.createElement("div");
  for (const block of text.split(/\n\s*\n/)) {
    const paragraph = document.createElement("p");
    block.split("\n").forEach((line, index) => {
      if (index) paragraph.append(document.createElement("br"));
      paragraph.append(line);
    });
    holder.append(paragraph);
  }
  return holder.innerHTML;
}

function markup() {
  return editor.isEmpty ? "" : editor.getHTML();
}

function keep() {
  textarea.value = markup();
  textarea.dispatchEvent(new Event("input", { bubbles: true }));
}

// -- toolbar ----------------------------------------------------------------------------------

const commands = {
  h2: (chain) => chain.toggleHeading({ level: 2 }),
  h3: (chain) => chain.toggleHeading({ level: 3 }),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: false }),
  code: (chain) => chain.toggleCode(),
  codeBlock: (chain) => chain.toggleCodeBlock(),
  horizontalRule: (chain) => chain.setHorizontalRule(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
  toggleHeaderRow: (chain) => chain.toggleHeaderRow(),
  addRowAfter: (chain) => chain.addRowAfter(),
  deleteRow: (chain) => chain.deleteRow(),
  addColumnAfter: (chain) => chain.addColumnAfter(),
  deleteColumn: (chain) => chain.deleteColumn(),
  deleteTable: (chain) => chain.deleteTable(),
};
const isActive = {
  h2: () => editor.isActive("heading", { level: 2 }),
  h3: () => editor.isActive("heading", { level: 3 }),
};

// A press must not take the selection, nor the keyboard of a phone, from the text.
toolbar.addEventListener("mousedown", (event) => event.preventDefault());
toolbar.addEventListener("click", (event) => {
  const name = event.target.closest("[data-command]")?.dataset.command;
  if (name === "link") openLinkDialog();
  else if (name === "image") pictureField().click();
  else if (name) commands[name](editor.chain().focus()).run();
});
editor.on("transaction", showState);

function showState() {
  for (const button of toolbar.querySelectorAll("[aria-pressed]")) {
    const name = button.dataset.command;
    const pressed = isActive[name] ? isActive[name]() : editor.isActive(name);
    button.setAttribute("aria-pressed", String(pressed));
  }
  const tableRow = toolbar.querySelector("[data-in-table]");
  const isOutside = !editor.isActive("table");
  if (tableRow.hidden === isOutside) return;
  tableRow.hidden = isOutside;
  keepOneStop();
}

// -- links ------------------------------------------------------------------------------------

function openLinkDialog() {
  dialog.querySelector("input").value = editor.getAttributes("link").href ?? "";
  dialog.returnValue = "";
  dialog.showModal();
}

dialog.addEventListener("close", () => {
  const href = dialog.querySelector("input").value.trim();
  const chain = editor.chain().focus().extendMarkRange("link");
  if (dialog.returnValue === "remove") chain.unsetLink().run();
  if (dialog.returnValue !== "set" || !href) return;
  const isWord = editor.state.selection.empty && !editor.isActive("link");
  if (isWord) {
    editor.chain().focus().insertContent(linked(href, href)).run();
  } else {
    chain.setLink({ href }).run();
  }
});

// -- pictures ---------------------------------------------------------------------------------

function pictureField() {
  return form.querySelector("input[type=file]");
}

toolbar.querySelector("[data-command=image]").hidden = !pictureField();
const keepOneStop = arrange(toolbar, { hasRoom: window.matchMedia("(min-width: 44rem)") });

// Where the next file goes: behind the block in which one was when the files were chosen, whatever
// is typed until they have arrived. Null when none is on its way.
let placeOfNext = null;

editor.on("transaction", ({ transaction }) => {
  if (placeOfNext !== null) placeOfNext = transaction.mapping.map(placeOfNext, -1);
});
form.addEventListener("upload:chosen", () => {
  placeOfNext ??= behindCurrentBlock();
});
form.addEventListener("upload:settled", () => {
  placeOfNext = null;
});

function behindCurrentBlock() {
  const { $from, to } = editor.state.selection;
  if ($from.depth === 0) return to;
  const block = $from.node(1);
  // Before an empty line, which stays below for what one writes next.
  const isEmptyLine = block.type.name === "paragraph" && block.content.size === 0;
  return isEmptyLine ? $from.before(1) : $from.after(1);
}

form.addEventListener("upload:ready", ({ detail }) => {
  const { kind, url, alt, width, height, name, place } = detail;
  if (place) {
    handedOver.delete(place);
    eachOf(place, (transaction, node, position) => {
      const attrs = { ...node.attrs, src: url, width, height };
      transaction.setNodeMarkup(position, undefined, attrs, node.marks);
    });
  } else if (kind === "picture") {
    insertPicture({ src: url, alt, width, height });
  } else {
    // Documents are listed below the text.
    const content = { type: "paragraph", content: [linked(name, url)] };
    editor.commands.insertContentAt(editor.state.doc.content.size, content, { updateSelection: false });
  }
});

function insertPicture(attrs) {
  const at = placeOfNext ?? behindCurrentBlock();
  const { size } = editor.state.doc.content;
  editor.commands.insertContentAt(at, { type: "image", attrs }, { updateSelection: false });
  placeOfNext = at + editor.state.doc.content.size - size;
  // There must be a line to write on below.
  if (editor.state.doc.nodeAt(placeOfNext) === null) {
    editor.commands.insertContentAt(placeOfNext, { type: "paragraph" }, { updateSelection: false });
  }
}

form.addEventListener("upload:refused", ({ detail }) => {
  handedOver.delete(detail.place);
  eachOf(detail.place, (transaction, node, position) =>
    transaction.delete(position, position + node.nodeSize),
  );
});
form.addEventListener("upload:described", ({ detail }) => {
  eachOf(detail.url, (transaction, node, position) =>
    node.type.name === "image" && transaction.setNodeAttribute(position, "alt", detail.alt),
  );
});
form.addEventListener("upload:removed", ({ detail }) => {
  eachOf(detail.url, (transaction, node, position) =>
    transaction.delete(position, position + node.nodeSize),
  );
});

// -- pictures that are pasted with a text ------------------------------------------------------

const handedOver = new Set();

editor.on("update", lookAtPictures);
lookAtPictures();

// The pages may not load a `data:` URL, and a text has no room for it: it becomes an upload. What is
// on another site is not shown either, and the writer is told.
function lookAtPictures() {
  let others = 0;
  editor.state.doc.descendants((node) => {
    if (node.type.name !== "image") return;
    if (node.attrs.src?.startsWith("data:")) handOver(node.attrs.src);
    else if (!isOwn(node.attrs.src)) others += 1;
  });
  field.querySelector("[data-others]").hidden = others === 0;
}

function isOwn(source) {
  try {
    const { origin, protocol } = new URL(source ?? "data:", location.href);
    return origin === location.origin && protocol.startsWith("http");
  } catch {
    return false;
  }
}

function handOver(source) {
  if (handedOver.has(source) || !pictureField()) return;
  handedOver.add(source);
  const file = new File([bytesOf(source)], "picture", { type: "application/octet-stream" });
  form.dispatchEvent(new CustomEvent("upload:take", { detail: { file, place: source } }));
}

// Nothing comes of what is no base64; the server then refuses it in words.
function bytesOf(source) {
  const [about, text = ""] = source.split(",", 2);
  try {
    const letters = about.toLowerCase().endsWith(";base64") ? atob(decodeURIComponent(text)) : "";
    return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function linked(text, href) {
  return { type: "text", text, marks: [{ type: "link", attrs: { href } }] };
}

// Changes whatever shows or links to one file, from the end, so that positions stay true.
function eachOf(url, change) {
  const { tr, doc } = editor.state;
  const found = [];
  doc.descendants((node, position) => {
    const addresses = [node.attrs.src, ...node.marks.map((mark) => mark.attrs.href)];
    if (addresses.includes(url)) found.push([node, position]);
  });
  for (const [node, position] of found.reverse()) change(tr, node, position);
  if (tr.docChanged) editor.view.dispatch(tr);
}

showState();
