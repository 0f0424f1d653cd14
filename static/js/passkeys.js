// Shows what only a browser with passkeys can use, and says so when a key does not answer.

if (window.PublicKeyCredential) {
  for (const section of document.querySelectorAll("[data-passkeys]")) section.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const place of document.querySelectorAll("[data-passkey-error]")) {
    place.textContent = place.dataset.passkeyError;
  }
});
