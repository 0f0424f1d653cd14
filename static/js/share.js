// Copies the link of the page, or hands it to the device's own sharing.

const share = document.querySelector(".share");
const said = share.querySelector(".share__said");
const copyButton = share.querySelector("[data-copy]");
const shareButton = share.querySelector("[data-share]");

async function copy() {
  try {
    await navigator.clipboard.writeText(copyButton.dataset.copy);
    said.textContent = copyButton.dataset.copied;
  } catch {
    said.textContent = copyButton.dataset.failed;
  }
}

async function handOver() {
  try {
    await navigator.share({ title: shareButton.dataset.title, url: shareButton.dataset.share });
  } catch {
    // Whoever closes the device's dialog has changed their mind.
  }
}

copyButton.hidden = false;
copyButton.addEventListener("click", copy);
if (navigator.share) {
  shareButton.hidden = false;
  shareButton.addEventListener("click", handOver);
}
