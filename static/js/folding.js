// Compares names as the server does: without case, width and invisible signs, and
// with one hyphen for all.

export function folded(name) {
  const letters = name.normalize("NFKC").toLowerCase().normalize("NFKC");
  const plain = letters.replace(/[\u02d7\u2010-\u2013\u2043\u2212\ufe63\uff0d]/g, "-");
  return plain.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, "").trim();
}
