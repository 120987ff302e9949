/** Stands for one UTF-16 unit that no rule should read: an emoji, a lone surrogate, a sign from a private area. */
const unread = "¤";

/**
 * A text without case, diacritics, invisible signs and other shapes of letters and digits, one UTF-16 unit to a place.
 * Place `i` was written at `[from[i], to[i])` of the original, in UTF-16 units; marks that follow belong to their letter.
 */
export interface FoldedText {
  letters: string;
  from: readonly number[];
  to: readonly number[];
}

const marks = /\p{M}/gu;
const invisible = /^[\p{M}\p{Cf}]$/u;
const digit = /^\p{Nd}$/u;

/** Unicode keeps the ten digits of a script together, from zero up. */
function digitValue(codePoint: number): string {
  let steps = 0;
  while (steps < 9 && digit.test(String.fromCodePoint(codePoint - steps - 1))) steps += 1;
  return String(steps);
}

/** Longest that a sign may become: `⑳` two, `½` three. Ligatures of whole phrases are nothing that a rule reads. */
const mostUnits = 4;

function foldSign(sign: string): string {
  const plain = sign.normalize("NFKD").replace(marks, "").toLowerCase().replace(marks, "");
  if (plain === "" || plain.length > mostUnits) return unread;
  if (plain === "đ") return "d";
  if (digit.test(plain) && plain > "9") return digitValue(plain.codePointAt(0) ?? 0);
  if (/^\p{Pd}|−$/u.test(plain)) return "-";
  if (/^[。・·•∙]$/.test(plain)) return ".";
  if (/^[\n\r\u2028\u2029]$/.test(plain)) return "\n";
  if (/^\s$/.test(plain)) return " ";
  return plain.replace(/[\ud800-\udfff\ue000-\uf8ff]+/g, unread);
}

/**
 * Folds a text of any normal form in one pass: NFC and NFD, fullwidth and other scripts' digits, zero-width signs
 * between digits all come out alike. Time and memory grow with the length alone.
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
