// Sends the form of a post once, however often its button is pressed.

const form = document.querySelector("[data-writing]");
let isSent = false;

form.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault();
  isSent = true;
  form.setAttribute("aria-busy", "true");
});

// Whoever comes back to the page may send it again.
window.addEventListener("pageshow", () => {
  isSent = false;
  form.removeAttribute("aria-busy");
});
