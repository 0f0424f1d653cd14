// The keyboard and the place of a toolbar: one stop of the Tab key, arrows within it, and on a phone
// always right above the on-screen keyboard.

export function arrange(toolbar, { hasRoom }) {
  const more = toolbar.querySelector("[data-more]");
  const panel = document.getElementById(more.getAttribute("aria-controls"));

  // Where there is room, the rare buttons stand beside the others.
  function showByRoom() {
    more.hidden = hasRoom.matches;
    open(hasRoom.matches);
  }

  function open(isOpen) {
    panel.hidden = !isOpen;
    more.setAttribute("aria-expanded", String(isOpen));
    keepOneStop();
  }

  more.addEventListener("click", () => open(panel.hidden));
  // The panel covers a part of the text: what is done once closes it.
  panel.addEventListener("click", ({ target }) => {
    const command = target.closest("[data-command]")?.dataset.command;
    if (command && !["undo", "redo"].includes(command) && !more.hidden) open(false);
  });
  hasRoom.addEventListener("change", showByRoom);
  toolbar.addEventListener("focusin", ({ target }) => keepOneStop(target));
  toolbar.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !more.hidden && !panel.hidden) {
      open(false);
      more.focus();
      return;
    }
    const buttons = shown();
    const here = buttons.indexOf(document.activeElement);
    const next = {
      ArrowRight: (here + 1) % buttons.length,
      ArrowLeft: (here - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (next === undefined || here < 0) return;
    event.preventDefault();
    buttons[next].focus();
  });

  function shown() {
    return [...toolbar.querySelectorAll("button")].filter((button) => !button.closest("[hidden]"));
  }

  function keepOneStop(wanted = toolbar.querySelector('button[tabindex="0"]')) {
    const buttons = shown();
    const stop = buttons.includes(wanted) ? wanted : buttons[0];
    for (const button of toolbar.querySelectorAll("button")) {
      button.tabIndex = button === stop ? 0 : -1;
    }
  }

  showByRoom();
  standAboveKeyboard(toolbar);
  return keepOneStop;
}

// The keyboard of a phone covers the page without making it smaller.
function standAboveKeyboard(toolbar) {
  const seen = window.visualViewport;
  if (!seen) return;
  let isWaiting = false;
  function measure() {
    isWaiting = false;
    const covered = window.innerHeight - seen.height - seen.offsetTop;
    const isZoomed = seen.scale > 1.05;
    toolbar.style.setProperty("--keyboard", `${isZoomed ? 0 : Math.max(0, Math.round(covered))}px`);
  }
  function soon() {
    if (!isWaiting) requestAnimationFrame(measure);
    isWaiting = true;
  }
  seen.addEventListener("resize", soon);
  seen.addEventListener("scroll", soon);
}
