// Offers existing tags while one is typed. The field stays a line of text with commas.

import { combobox } from "./combobox.js";
import { folded } from "./folding.js";

const field = document.querySelector("[data-tags]");
const input = field.querySelector("input");
const HASH = /^\s*[#＃]+/;

const { list } = combobox(input, {
  id: "tag-suggestions",
  label: field.dataset.suggestions,
  url: field.dataset.tags,
  typed: () => parts().at(-1).trim().replace(HASH, ""),
  found({ tags }) {
    const used = new Set(parts().slice(0, -1).map((part) => folded(part.replace(HASH, ""))));
    return tags.filter((name) => !used.has(folded(name)));
  },
  contentOf: (name) => [name],
  choose(name) {
    const before = parts().slice(0, -1).map((part) => part.trim()).filter(Boolean);
    input.value = [...before, name, ""].join(", ");
    input.dispatchEvent(new Event("input", { bubbles: true }));
  },
});
field.append(list);

function parts() {
  return input.value.split(/[,，、]/);
}
