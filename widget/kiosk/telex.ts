/** Tones by their Telex keys, as combining marks; `z` takes a tone away. */
const toneOf: Readonly<Record<string, string>> = { s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" };
const anyTone = /[\u0300\u0301\u0303\u0309\u0323]/g;

const onsets = new Set(" b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph q qu r s t th tr v x".split(" "));
const codas = new Set(" c ch k m n ng nh p t".split(" "));

/** What the vowels of a syllable, without marks, become by a key. A syllable that is not here takes the key as a letter. */
const marked: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  a: pairs("a:â au:âu ay:ây ua:uâ uay:uây"),
  e: pairs("e:ê eu:êu ie:iê ye:yê ue:uê ieu:iêu yeu:yêu uye:uyê"),
  o: pairs("o:ô oi:ôi uo:uô uoi:uôi"),
  w: pairs("a:ă o:ơ u:ư ua:ưa oa:oă oi:ơi ui:ưi uu:ưu uo:ươ uoi:ươi uou:ươu"),
};

const nuclei = new Set(
  `${Object.values(marked).flatMap(Object.keys).join(" ")} i y ai ao eo ia iu oe oo oay oai oao oeo uy uya uyu uê`.split(
    " ",
  ),
);

function pairs(text: string): Readonly<Record<string, string>> {
  return Object.fromEntries(text.split(" ").map((pair) => pair.split(":")));
}

/** A word apart: letters before the vowels, the vowels with their marks, letters after; the tone as a combining mark. */
type Syllable = { readonly onset: string; readonly nucleus: string; readonly coda: string; readonly tone: string };

/**
 * Types one key by Telex: `aa aw ee oo ow uw w dd` make letters, `s f r x j` tones, `z` takes the tone away, from wherever
 * in the word they are typed (`nguoiwf`: người). The same key again undoes it and stands as a letter (`ass`: as). A word that
 * cannot be Vietnamese takes every key as it is. Tones stand by the traditional rule: hòa, thúy, but hoàn, quý.
 * @param before what stands before the cursor, in NFC
 * @param key one character
 * @param keys keys typed since the word began, without a break: tells `ww` (w) from `uww` (uw)
 * @returns what then stands before the cursor, in NFC
 */
export function typeTelex(before: string, key: string, keys = ""): string {
  const word = /[\p{L}\p{M}]*$/u.exec(before)?.[0] ?? "";
  const rest = before.slice(0, before.length - word.length);
  return rest + typedWord(word, key, keys);
}

function typedWord(word: string, key: string, keys: string): string {
  if (!/\p{L}/u.test(key)) return word + key;
  const low = key.toLowerCase();
  const parts = syllable(word);
  const literal = settled(word + key);
  if (!parts) return literal;
  const letters = low === "d" ? withStroke(parts) : low in marked ? withMark(parts, low, keys) : withTone(parts, low);
  if (!letters) return literal;
  return inCaseOf(word, letters.syllable, key) + (letters.isUndone ? key : "");
}

/** What a key makes of a syllable, and whether it was undone, so that the key follows as a letter. */
type Changed = { readonly syllable: Syllable; readonly isUndone: boolean };

function withStroke(parts: Syllable): Changed | null {
  if (parts.onset === "d") return { syllable: { ...parts, onset: "đ" }, isUndone: false };
  return parts.onset === "đ" ? { syllable: { ...parts, onset: "d" }, isUndone: true } : null;
}

function withMark(parts: Syllable, key: string, keys: string): Changed | null {
  const { onset, nucleus, coda } = parts;
  if (nucleus === "" && key === "w" && coda === "") return { syllable: { ...parts, nucleus: "ư" }, isUndone: false };
  // A letter made by a lone w goes as it came.
  if (nucleus === "ư" && key === "w" && coda === "" && /(^|[^u])w$/i.test(keys)) {
    return { syllable: { ...parts, nucleus: "" }, isUndone: true };
  }
  const base = withoutMarks(nucleus);
  const goal = marked[key]?.[base];
  if (goal === undefined || (/^ư?a$|^oa$|^uu$/.test(goal) && onset === "q")) return null;
  // ươ is one vowel that something follows; nothing follows uơ (thuở, huơ).
  const next = goal === "ươ" && coda === "" && nucleus === "uo" ? "uơ" : goal;
  if (next === nucleus || (goal === "ươ" && nucleus === "uơ")) {
    return { syllable: { ...parts, nucleus: base }, isUndone: true };
  }
  if (key === "w" && base === "ua" && coda !== "") return null;
  return { syllable: { ...parts, nucleus: next }, isUndone: false };
}

function withTone(parts: Syllable, key: string): Changed | null {
  if (parts.nucleus === "" || parts.onset === "q") return null;
  if (key === "z") return parts.tone ? { syllable: { ...parts, tone: "" }, isUndone: false } : null;
  const tone = toneOf[key];
  if (tone === undefined) return null;
  const isUndone = tone === parts.tone;
  return { syllable: { ...parts, tone: isUndone ? "" : tone }, isUndone };
}

/** Returns a word after one more letter: its tone on the right vowel, `uơ` and `ưo` as `ươ` if something follows. */
function settled(word: string): string {
  const parts = syllable(word);
  if (!parts) return word;
  const isFollowed = parts.coda !== "" || /^(uơ|ưo)[iu]$/.test(parts.nucleus);
  const nucleus = isFollowed ? parts.nucleus.replace(/uơ|ưo/, "ươ") : parts.nucleus;
  return inCaseOf(word, { ...parts, nucleus }, "");
}

function syllable(word: string): Syllable | null {
  const apart = word.toLowerCase().normalize("NFD");
  const tones = apart.match(anyTone) ?? [];
  const plain = apart.replace(anyTone, "").normalize("NFC");
  // The u of qu and the i of gi before a vowel belong to the onset.
  const found = /^(qu(?=[aăâeêioôơy])|gi(?=[aăâeêoôơuư])|[^aăâeêioôơuưy]*)([aăâeêioôơuưy]*)(.*)$/.exec(plain);
  const [, onset = "", nucleus = "", coda = ""] = found ?? [];
  const isPossible =
    onsets.has(onset) && codas.has(coda) && (nucleus === "" ? coda === "" : nuclei.has(withoutMarks(nucleus)));
  return isPossible && tones.length < 2 ? { onset, nucleus, coda, tone: tones[0] ?? "" } : null;
}

function withoutMarks(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "");
}

/** Where the tone stands: on a vowel with a mark, the last of them; else on the last vowel before a coda; else see below. */
function toneIndex({ nucleus, coda }: Syllable): number {
  const marks = [...nucleus].map((letter) => /[ăâêôơư]/.test(letter));
  if (marks.includes(true)) return marks.lastIndexOf(true);
  if (coda !== "") return nucleus.length - 1;
  // The first of two (hòa, ái), the middle one of three (ngoái, khuỷu).
  return nucleus.length === 3 ? 1 : 0;
}

/** Writes the syllable with the word's capitals, letter by letter. An added letter has the key's case. */
function inCaseOf(word: string, parts: Syllable, key: string): string {
  const at = parts.onset.length + toneIndex(parts);
  const plain = parts.onset + parts.nucleus + parts.coda;
  const old = word.normalize("NFC");
  return [...plain]
    .map((letter, index) => {
      const whole = (index === at ? letter + parts.tone : letter).normalize("NFC");
      const model = old.charAt(index) || key;
      return model !== model.toLowerCase() ? whole.toUpperCase() : whole;
    })
    .join("");
}
