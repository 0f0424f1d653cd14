// Comments without a reload: htmx does the sending, this says what went wrong and moves the focus.

const WHOLE_PAGE = /^\s*<!doctype/i;

function formOf(element) {
  return element instanceof Element ? element.closest("form.comment-form") : null;
}

function showProblem(element) {
  const form = formOf(element);
  const problem = form?.querySelector("[data-problem]");
  if (!problem) return;
  problem.textContent = form.dataset.failed;
  problem.hidden = false;
}

document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  for (const told of detail.elt.querySelectorAll(".too-often")) told.remove();
  const problem = formOf(detail.elt)?.querySelector("[data-problem]");
  if (problem) problem.hidden = true;
});

// An error page of the site is no fragment: in its place it would take the text away.
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status < 400 || !WHOLE_PAGE.test(detail.serverResponse)) return;
  detail.shouldSwap = false;
  showProblem(detail.requestConfig.elt);
});

for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:swapError"]) {
  document.body.addEventListener(failure, ({ detail }) => showProblem(detail.elt));
}

document.body.addEventListener("htmx:responseError", ({ detail }) => {
  if (detail.xhr.status >= 500) showProblem(detail.requestConfig.elt);
});

// A button that is pressed is disabled until the response is there, and loses the focus by that.
let pressed = "";
document.body.addEventListener("htmx:configRequest", () => {
  pressed = document.activeElement?.id ?? "";
});
document.body.addEventListener("htmx:afterSettle", () => {
  if (pressed && document.activeElement === document.body) document.getElementById(pressed)?.focus();
});

// A form that came for an answer or an edit takes the focus.
document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.matches(".comment__slot")) detail.target.querySelector("textarea")?.focus();
});

// What a menu opens stands below its comment, behind the menu.
document.body.addEventListener("htmx:beforeRequest", ({ detail }) => {
  const menu = detail.elt.closest(".comment__menu");
  if (menu) menu.open = false;
});

// The server names the comment that was just written.
document.body.addEventListener("comment-shown", ({ detail }) => {
  document.getElementById(detail.id)?.focus();
});

document.body.addEventListener("click", (event) => {
  const slot = event.target.closest("[data-cancel]")?.closest(".comment__slot");
  if (!slot) return;
  event.preventDefault();
  slot.replaceChildren();
  slot.closest(".comment")?.focus();
});
