// Lets editor.js, the next script of the page, put the site's editor into the admin's form of a post.
//
// What the editor makes of a text may differ from what is stored, though nobody typed: the stored
// text is sent back then, so that saving another field makes no version of the post.

const field = document.querySelector("[data-body]");
const textarea = field.querySelector("textarea");
const form = textarea.form;

form.dataset.writing = "";
// The admin's own label names the editor from now on.
const label = form.querySelector(`label[for="${textarea.id}"]`);
label.id = "body-label";
label.removeAttribute("for");
const kind = document.createElement("input");
kind.type = "hidden";
kind.name = "markup";
form.append(kind);

const stored = textarea.value;
let untouched = null;
new MutationObserver((_changes, observer) => {
  untouched = textarea.value;
  observer.disconnect();
}).observe(textarea, { attributeFilter: ["hidden"] });

form.addEventListener("formdata", ({ formData }) => {
  if (textarea.value === untouched) formData.set("body", stored);
  formData.delete("markup");
});
