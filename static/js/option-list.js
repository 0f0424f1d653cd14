// A list of suggestions below a field: its options, which of them is selected, and its keys.

import { isComposing } from "./input-method.js";

// Makes the list, empty and nowhere on the page. `contentOf` gives what an option shows of a
// suggestion; `choose` is called with the suggestion that is picked, `close` when none is wanted.
export function optionList(field, { id, label, className = "", picksBy = ["Enter"], contentOf, choose, close }) {
  const list = document.createElement("ul");
  let suggestions = [];

  list.id = id;
  list.className = `suggestions ${className}`.trim();
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => pick(target.closest("[role=option]")));

  function pick(option) {
    if (option) choose(suggestions[[...list.children].indexOf(option)]);
  }

  function selected() {
    return list.querySelector("[aria-selected=true]");
  }

  function optionOf(suggestion, index) {
    const option = document.createElement("li");
    option.id = `${id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.append(...contentOf(suggestion));
    return option;
  }

  function fill(found) {
    suggestions = found;
    list.replaceChildren(...found.map(optionOf));
    field.removeAttribute("aria-activedescendant");
  }

  function select(index) {
    const options = [...list.children];
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === index)));
    field.setAttribute("aria-activedescendant", options[index].id);
    return options[index];
  }

  function move(step) {
    const count = list.children.length;
    const from = [...list.children].indexOf(selected());
    const to = (from + step + count + (from < 0 && step < 0 ? 1 : 0)) % count;
    select(to).scrollIntoView({ block: "nearest" });
  }

  function onKey(event) {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (picksBy.includes(event.key) && selected()) pick(selected());
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  }

  return { list, fill, select, onKey };
}
