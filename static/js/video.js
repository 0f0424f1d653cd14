// Loads the player of a video when somebody presses its card, and nothing before.
//
// A card is a link to the site of the video; here it becomes a button. The server makes the
// address of the player.

for (const card of document.querySelectorAll("[data-video]")) {
  const link = card.querySelector(".video__play");
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.addEventListener("click", () => play(card, button));
  link.replaceWith(button);
}

function play(card, button) {
  const frame = document.createElement("iframe");
  frame.className = "video__player";
  frame.title = card.dataset.title;
  // Another origin than ours: it may keep its own things, and cannot reach this page.
  frame.sandbox = "allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.allowFullscreen = true;
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = card.dataset.video;
  button.replaceWith(frame);
  frame.focus();
}
