// Solves the challenge of a form (altcha's format) while somebody types, with Web Crypto.
// Without it, or without a secure connection, the field stays empty and the form is sent all the same.

const encoder = new TextEncoder();

const hex = (buffer) =>
  Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function solve({ algorithm, challenge, maxNumber, salt, signature }) {
  for (let number = 0; number <= maxNumber; number += 1) {
    const digest = await crypto.subtle.digest(algorithm, encoder.encode(salt + number));
    if (hex(digest) === challenge) {
      return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    }
  }
  return "";
}

function prove(field) {
  const { form } = field;
  field.value = ""; // what came back with an error was used up
  let solving;
  const begin = () => {
    solving ??= solve(JSON.parse(field.dataset.challenge)).then((solution) => {
      field.value = solution;
    }, () => {});
    return solving;
  };
  form.addEventListener("focusin", begin, { once: true });
  form.addEventListener("submit", async (event) => {
    if (field.value || field.dataset.done) return;
    event.preventDefault();
    await begin();
    field.dataset.done = "true";
    form.requestSubmit(event.submitter);
  });
}

if (globalThis.crypto?.subtle) document.querySelectorAll("input[data-challenge]").forEach(prove);
