import { convertLegacy, type LegacyEncoding } from "./convert-legacy.ts";
import { isVietnameseSyllable } from "./vietnamese-syllable.ts";

/** What a text was recognised as, and the same in Unicode. */
export interface LegacyText {
  encoding: LegacyEncoding;
  converted: string;
}

interface Evidence {
  /** Words that are Vietnamese once converted, and are not before. */
  gained: number;
  /** Words that are Vietnamese before and would not be any more. */
  lost: number;
  /** Words that are Vietnamese neither way. */
  foreign: number;
  words: number;
  longest: number;
}

/** Letters that neither encoding can have: the text is Unicode already. */
const unicodeOnly = /[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]|\p{Mn}/u;

/** So many words tell; a text that goes on holds nobody up. */
const mostWords = 300;

/** How often each of the first words stands in a text: one that comes again is looked at once. */
function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  let words = 0;
  for (const [word] of text.matchAll(/[A-Za-z\u00a1-\u00ff]{1,64}/g)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    words += 1;
    if (words === mostWords) break;
  }
  return counts;
}

function weigh(counts: ReadonlyMap<string, number>, encoding: LegacyEncoding): Evidence {
  const evidence = { gained: 0, lost: 0, foreign: 0, words: 0, longest: 0 };
  for (const [word, count] of counts) {
    const before = isVietnameseSyllable(word);
    const after = isVietnameseSyllable(convertLegacy(word, encoding));
    evidence.words += count;
    // A letter alone is a letter of an alphabet, or of anything.
    if (after && !before && word.length > 1) {
      evidence.gained += count;
      evidence.longest = Math.max(evidence.longest, word.length);
    }
    if (before && !after) evidence.lost += count;
    if (!before && !after) evidence.foreign += count;
  }
  return evidence;
}

/** One word of two letters may be French ("où"); one longer word is enough only where little else stands. */
function convinces({ gained, lost, foreign, words, longest }: Evidence): boolean {
  if (lost * 10 > gained || foreign * 3 > gained) return false;
  return gained >= 2 || (gained === 1 && longest >= 3 && words <= 4);
}

/**
 * Whether a text was pasted from a document in VNI ("Vieät Nam") or TCVN3 ("ViÖt Nam"), by its words: most of those with
 * accents must be Vietnamese once converted and not before. Null for Unicode, plain ASCII, other languages, and wherever
 * it is not clear; of a long text its first 300 words decide. Offer the conversion, don't force it: a name or two may be wrong.
 */
export function recogniseLegacy(text: string): LegacyText | null {
  const composed = text.normalize("NFC");
  if (!/[\u00a1-\u00ff]/.test(composed) || unicodeOnly.test(composed)) return null;
  const counts = countWords(composed);
  const vni = weigh(counts, "vni");
  const tcvn3 = weigh(counts, "tcvn3");
  const encoding = vni.gained >= tcvn3.gained ? "vni" : "tcvn3";
  if (!convinces(encoding === "vni" ? vni : tcvn3)) return null;
  return { encoding, converted: convertLegacy(composed, encoding) };
}
