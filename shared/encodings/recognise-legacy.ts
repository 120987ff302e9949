import { convertLegacy, type LegacyEncoding } from "./convert-legacy.ts";
import { isVietnameseSyllable } from "./vietnamese-syllable.ts";

/** The encoding of a text, and the text in Unicode. */
export interface LegacyText {
  encoding: LegacyEncoding;
  converted: string;
}

interface Evidence {
  /** Words that are Vietnamese only after conversion. */
  gained: number;
  /** Words that are Vietnamese only before conversion. */
  lost: number;
  /** Words that are not Vietnamese, before or after conversion. */
  foreign: number;
  words: number;
  longest: number;
}

/** Letters that neither encoding has: such a text is already Unicode. */
const unicodeOnly = /[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]|\p{Mn}/u;

/** Only the first words are looked at, so a long text costs no more time. */
const mostWords = 300;

/** Counts the first words of a text, so that each different word is checked once. */
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
    // A single letter proves nothing.
    if (after && !before && word.length > 1) {
      evidence.gained += count;
      evidence.longest = Math.max(evidence.longest, word.length);
    }
    if (before && !after) evidence.lost += count;
    if (!before && !after) evidence.foreign += count;
  }
  return evidence;
}

/** A single two-letter word may be French ("où"). A single longer word is enough only in a short text. */
function convinces({ gained, lost, foreign, words, longest }: Evidence): boolean {
  if (lost * 10 > gained || foreign * 3 > gained) return false;
  return gained >= 2 || (gained === 1 && longest >= 3 && words <= 4);
}

/**
 * Recognises a text that was pasted from a document in VNI ("Vieät Nam") or TCVN3 ("ViÖt Nam"). Most of its words with
 * accents must be Vietnamese after conversion and not before; the first 300 words decide. Null for Unicode, plain
 * ASCII, other languages, and unclear texts. Offer the conversion, don't force it: a name may come out wrong.
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
