// The order of notices by a grip: dragged with the mouse, a finger or a pen, or moved with the arrow
// keys. Without this, each has buttons. What is sent is the whole order; the server says how it is.

const form = document.querySelector("[data-notice-order]");
const list = form?.querySelector("ol");

const rowsOf = () => [...list.children];
const orderOf = () => rowsOf().map((row) => row.dataset.post);
const titleOf = (row) => row.querySelector(".notice-order__title a").textContent;
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

let stored = list ? orderOf() : [];
let isSending = false;

function arrange(order) {
  for (const post of order) list.append(list.querySelector(`[data-post="${post}"]`));
  mend();
}

// The first has nothing above it, the last nothing below.
function mend() {
  const rows = rowsOf();
  rows.forEach((row, place) => {
    row.querySelector('[name="up"]').disabled = place === 0;
    row.querySelector('[name="down"]').disabled = place === rows.length - 1;
  });
}

function tell(row) {
  const place = rowsOf().indexOf(row) + 1;
  const told = filled(form.dataset.moved, { title: titleOf(row), place, all: list.children.length });
  form.querySelector("[data-status]").textContent = told;
}

function showProblem(sentence) {
  const problem = form.querySelector("[data-problem]");
  problem.textContent = sentence;
  problem.hidden = !sentence;
}

async function ask(order) {
  const body = new FormData(form);
  body.set("order", order.join(","));
  const response = await fetch(form.action, {
    method: "POST",
    headers: { Accept: "application/json" },
    body,
  });
  if (![200, 409, 422].includes(response.status)) throw new Error(response.statusText);
  return { isSaved: response.ok, ...(await response.json()) };
}

function take(answer) {
  const now = answer.order.map(String);
  if ([...now].sort().join() !== [...stored].sort().join()) {
    location.reload(); // another moderator has pinned or unpinned one
    return;
  }
  form.elements.version.value = answer.version;
  stored = now;
  if (answer.isSaved) return;
  arrange(stored);
  showProblem(answer.told);
}

// One after the other: each order is sent with the version that the answer before it gave.
async function save() {
  mend();
  if (isSending) return;
  isSending = true;
  try {
    while (orderOf().join() !== stored.join()) {
      showProblem("");
      take(await ask(orderOf()));
    }
  } catch {
    arrange(stored);
    showProblem(form.dataset.failed);
  } finally {
    isSending = false;
  }
}

// The others are moved around the row: taken out of the page, it would lose the pointer and the focus.
function place(row, at) {
  const others = rowsOf().filter((each) => each !== row);
  const above = at < 0 ? others : others.slice(0, at);
  for (const each of above) {
    if (each.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_PRECEDING) row.before(each);
  }
  for (const each of others.slice(above.length).reverse()) {
    if (each.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING) row.after(each);
  }
}

function step(row, by) {
  const at = rowsOf().indexOf(row) + by;
  if (at < 0 || at >= list.children.length) return;
  place(row, at);
  tell(row);
  save();
}

// A finger that drags does not scroll, so the page does where the finger is near an edge of it, as far
// as there is more of the list: above it (negative) or below.
function beyondEdge(y) {
  const { top, bottom } = list.getBoundingClientRect();
  const low = innerHeight - EDGE;
  if (y < EDGE && top < EDGE) return y - EDGE;
  return y > low && bottom > low ? y - low : 0;
}

function drag(row, grip, event) {
  const before = orderOf();
  row.dataset.dragged = "";
  grip.setPointerCapture(event.pointerId);

  let y; // of the pointer, once it moves
  let frame;

  const follow = () => {
    const others = rowsOf().filter((each) => each !== row);
    const below = others.find((each) => {
      const { top, height } = each.getBoundingClientRect();
      return y < top + height / 2;
    });
    place(row, others.indexOf(below));
  };
  const move = ({ clientY }) => {
    y = clientY;
    follow();
    frame ??= requestAnimationFrame(scroll);
  };
  const scroll = () => {
    const by = beyondEdge(y);
    if (by) {
      scrollBy({ top: by / 4, behavior: "instant" });
      follow();
    }
    frame = requestAnimationFrame(scroll);
  };
  const end = ({ type, key }) => {
    if (type === "keydown" && key !== "Escape") return;
    cancelAnimationFrame(frame);
    grip.removeEventListener("pointermove", move);
    for (const name of ENDS) grip.removeEventListener(name, end);
    delete row.dataset.dragged;
    if (type === "pointerup") {
      if (before.join() === orderOf().join()) return;
      tell(row);
      save();
    } else arrange(before);
  };
  grip.addEventListener("pointermove", move);
  for (const name of ENDS) grip.addEventListener(name, end);
}

const EDGE = 64; // pixels
const ENDS = ["pointerup", "pointercancel", "keydown"];

function addGrip(row) {
  const grip = document.createElement("button");
  grip.type = "button";
  grip.className = "notice-order__grip";
  grip.textContent = "≡";
  grip.setAttribute("aria-label", filled(form.dataset.grip, { title: titleOf(row) }));
  grip.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by || "dragged" in row.dataset) return;
    event.preventDefault();
    step(row, by);
    grip.focus();
  });
  grip.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || "dragged" in row.dataset) return;
    grip.focus();
    event.preventDefault();
    drag(row, grip, event);
  });
  row.prepend(grip);
}

if (list) rowsOf().forEach(addGrip);
