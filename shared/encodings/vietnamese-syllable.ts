const onsets = "b|ch?|[dđ]|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu(?=[aăâeêiôơ])|q(?=u)|r|s|th?|tr|v|x";

/** What may follow the initial consonant, without tones. */
const rimes = [
  "a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?",
  "ă(?:c|m|ng?|p|t)",
  "â(?:c|m|ng?|p|t|u|y)",
  "e(?:c|m|ng?|o|p|t)?",
  "ê(?:ch?|m|ng?|nh|p|t|u)?",
  "i(?:ch?|m|n|nh|p|t|u|a|ê(?:c|m|ng?|p|t|u))?",
  "o(?:c|i|m|ng?|p|t|oc|ong|a(?:ch?|i|m|ng?|nh|o|p|t|y)?|ă(?:c|m|ng?|t)|e(?:n|o|t)?)?",
  "ô(?:c|i|m|ng?|p|t)?",
  "ơ(?:i|m|n|p|t)?",
  "u(?:c|i|m|ng?|p|t|a|ô(?:c|i|m|ng?|t)|ơ|y(?:a|ch|n|nh|t|u|ên|êt)?|ê(?:ch|nh|n|t)?|â(?:ng?|t|y))?",
  "ư(?:c|i|m|ng?|t|u|a|ơ(?:c|i|m|ng?|p|t|u))?",
  "y(?:ê(?:m|ng?|t|u))?",
].join("|");

const shape = new RegExp(`^(?:${onsets})?(?:${rimes})$`);
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/**
 * Whether a word can be spelled as a Vietnamese syllable; it need not exist. The first letter or all may be capitals. A
 * syllable has at most one tone; before a final c, ch, p or t the tone is sắc or nặng, as in the whole language.
 */
export function isVietnameseSyllable(word: string): boolean {
  if (word !== word.toUpperCase() && word.slice(1) !== word.slice(1).toLowerCase()) return false;
  const apart = word.toLowerCase().normalize("NFD");
  const found = apart.match(tones) ?? [];
  const plain = apart.replace(tones, "").normalize("NFC");
  if (found.length > 1 || !shape.test(plain)) return false;
  return found.length === 0 || !/(?:c|ch|p|t)$/.test(plain) || /[\u0301\u0323]/.test(found[0] ?? "");
}
