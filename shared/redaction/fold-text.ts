/** Replaces a UTF-16 unit that no rule should read: an emoji, a lone surrogate, a private-use character. */
const unread = "¤";

/**
 * A text in lower case without diacritics, invisible characters and special forms of letters and digits: one UTF-16
 * unit per place. Place `i` is `[from[i], to[i])` of the original, in UTF-16 units. Combining marks belong to their
 * letter.
 */
export interface FoldedText {
  letters: string;
  from: readonly number[];
  to: readonly number[];
}

const marks = /\p{M}/gu;
const invisible = /^[\p{M}\p{Cf}]$/u;
const digit = /^\p{Nd}$/u;

/** Returns a digit of any script as an ASCII digit. In Unicode the ten digits of a script stand in order, 0 first. */
function digitValue(codePoint: number): string {
  let steps = 0;
  while (steps < 9 && digit.test(String.fromCodePoint(codePoint - steps - 1))) steps += 1;
  return String(steps);
}

/** Most units that one character may become: `⑳` two, `½` three. No rule reads ligatures of whole phrases. */
const mostUnits = 4;

function foldSign(sign: string): string {
  const plain = sign.normalize("NFKD").replace(marks, "").toLowerCase().replace(marks, "");
  if (plain === "" || plain.length > mostUnits) return unread;
  // Scanners and old fonts write the Icelandic letter in its place.
  if (plain === "đ" || plain === "ð") return "d";
  if (plain === "©") return "@";
  if (digit.test(plain) && plain > "9") return digitValue(plain.codePointAt(0) ?? 0);
  if (/^\p{Pd}|−$/u.test(plain)) return "-";
  if (/^[。・·•∙]$/.test(plain)) return ".";
  if (/^[\n\r\u2028\u2029]$/.test(plain)) return "\n";
  if (/^\s$/.test(plain)) return " ";
  return plain.replace(/[\ud800-\udfff\ue000-\uf8ff]+/g, unread);
}

/**
 * Folds a text in one pass. NFC and NFD, fullwidth digits, digits of other scripts and zero-width characters between
 * digits all give the same result. Time and memory are linear in the length.
 */
export function foldText(text: string): FoldedText {
  const folds = new Map<string, string>();
  const foldOnce = (sign: string): string => {
    const folded = folds.get(sign) ?? foldSign(sign);
    folds.set(sign, folded);
    return folded;
  };
  const from: number[] = [];
  const to: number[] = [];
  let letters = "";
  let at = 0;
  for (const sign of text) {
    const end = at + sign.length;
    if (sign > "\u007f" && invisible.test(sign)) {
      if (to.length > 0) to[to.length - 1] = end;
    } else {
      const folded = sign > "\u007f" ? foldOnce(sign) : sign === "\r" ? "\n" : sign.toLowerCase();
      for (const unit of folded) {
        letters += unit;
        from.push(at);
        to.push(end);
      }
    }
    at = end;
  }
  return { letters, from, to };
}
