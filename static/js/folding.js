// Compares names as the server does: without case, width and invisible signs.

export function folded(name) {
  const plain = name.normalize("NFKC").toLowerCase().normalize("NFKC");
  return plain.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, "").trim();
}
