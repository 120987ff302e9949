/** Longest id that is made of a text; people may type longer ones, up to 64. */
const mostLetters = 40;

/**
 * An id made of a text: lower case, without diacritics, words joined by hyphens, such as `thai-do-phuc-vu`. Where it is taken,
 * a number follows.
 * @param otherwise where no letter is left of the text
 */
export function madeId(text: string, taken: ReadonlySet<string>, otherwise: string): string {
  const plain = text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
  const words = plain.replace(/[^a-z0-9]+/g, "-").replace(/^[^a-z]+|-+$/g, "");
  const first = shortened(words) || otherwise;
  let id = first;
  for (let number = 2; taken.has(id); number += 1) id = `${first}-${number}`;
  return id;
}

/** Cuts at the end of a word. */
function shortened(words: string): string {
  if (words.length <= mostLetters) return words;
  const cut = words.slice(0, mostLetters + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf("-"), 1));
}

/** Whether the contract takes an id of a form, question, option or reason. */
export function isId(id: string): boolean {
  return /^[a-z][a-z0-9-]{0,63}$/.test(id);
}
