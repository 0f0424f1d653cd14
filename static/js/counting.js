// Counts characters as the server does: what people see as one is one (Unicode Standard Annex 29).

const MARKED = /[^\u0000-\u02ff\u1100-\u11ff\u2000-\u200c\u2010-\u2027\u3000-\u3299\uac00-\ud7a3\u4e00-\u9fff]/;
const segmenter = window.Intl?.Segmenter && new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function charactersOf(text) {
  const composed = text.normalize("NFC");
  // Letters of this kind are one code unit each: most texts need no more.
  if (!MARKED.test(composed) && !/[\u1100-\u11ff\r]/.test(composed)) return composed.length;
  if (!segmenter) return [...composed].length;
  let count = 0;
  for (const _ of segmenter.segment(composed)) count += 1;
  return count;
}

// The plain text that is stored of a text: a line for each block, single spaces, no empty line.
export function plainText(text) {
  return text
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter(Boolean)
    .join("\n");
}

export function plainTextOfMarkup(markup) {
  const lines = markup
    .replace(/<\/(?:p|h[2-4]|li|blockquote|pre|tr|figcaption)>|<(?:br|hr)>/g, "\n")
    .replace(/<\/t[dh]>/g, "\t");
  return plainText(new DOMParser().parseFromString(lines, "text/html").body.textContent);
}
