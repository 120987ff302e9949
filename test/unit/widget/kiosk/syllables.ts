/** A rhyme as it is typed and as it is written, and at which of its letters a tone stands by the traditional rule. */
type Rhyme = readonly [typed: string, written: string, toneAt: number];

/** Tones by their keys: letters as they are decomposed. `""`: no tone. */
const tones = { "": "", s: "\u0301", f: "\u0300", r: "\u0309", x: "\u0303", j: "\u0323" } as const;

const openRhymes: readonly Rhyme[] = [
  ["a", "a", 0],
  ["ai", "ai", 0],
  ["ao", "ao", 0],
  ["au", "au", 0],
  ["ay", "ay", 0],
  ["aau", "âu", 0],
  ["aay", "ây", 0],
  ["e", "e", 0],
  ["eo", "eo", 0],
  ["ee", "ê", 0],
  ["eeu", "êu", 0],
  ["i", "i", 0],
  ["ia", "ia", 0],
  ["ieeu", "iêu", 1],
  ["iu", "iu", 0],
  ["o", "o", 0],
  ["oi", "oi", 0],
  ["oa", "oa", 0],
  ["oai", "oai", 1],
  ["oay", "oay", 1],
  ["oe", "oe", 0],
  ["oo", "ô", 0],
  ["ooi", "ôi", 0],
  ["ow", "ơ", 0],
  ["owi", "ơi", 0],
  ["u", "u", 0],
  ["ua", "ua", 0],
  ["ui", "ui", 0],
  ["uooi", "uôi", 1],
  ["uw", "ư", 0],
  ["uwa", "ưa", 0],
  ["uwowi", "ươi", 1],
  ["uwowu", "ươu", 1],
  ["uwu", "ưu", 0],
  ["uwi", "ưi", 0],
  ["uee", "uê", 1],
  ["uy", "uy", 0],
];
const closedRhymes: readonly Rhyme[] = [
  ["an", "an", 0],
  ["awm", "ăm", 0],
  ["aang", "âng", 0],
  ["anh", "anh", 0],
  ["en", "en", 0],
  ["eenh", "ênh", 0],
  ["ieen", "iên", 1],
  ["ieeng", "iêng", 1],
  ["inh", "inh", 0],
  ["oan", "oan", 1],
  ["oang", "oang", 1],
  ["oawn", "oăn", 1],
  ["ong", "ong", 0],
  ["oong", "ông", 0],
  ["own", "ơn", 0],
  ["uaan", "uân", 1],
  ["ung", "ung", 0],
  ["uoon", "uôn", 1],
  ["uwng", "ưng", 0],
  ["uwowng", "ương", 1],
  ["uyeen", "uyên", 2],
  ["uynh", "uynh", 1],
];
const stoppedRhymes: readonly Rhyme[] = [
  ["at", "at", 0],
  ["awc", "ăc", 0],
  ["aap", "âp", 0],
  ["ach", "ach", 0],
  ["eech", "êch", 0],
  ["ieet", "iêt", 1],
  ["oat", "oat", 1],
  ["oooc", "ooc", 1],
  ["uaat", "uât", 1],
  ["uooc", "uôc", 1],
  ["uwowc", "ươc", 1],
  ["uyeet", "uyêt", 2],
];

const onsets: readonly (readonly [typed: string, written: string])[] = [
  ["", ""],
  ["b", "b"],
  ["ch", "ch"],
  ["dd", "đ"],
  ["d", "d"],
  ["h", "h"],
  ["kh", "kh"],
  ["l", "l"],
  ["m", "m"],
  ["ng", "ng"],
  ["ph", "ph"],
  ["s", "s"],
  ["th", "th"],
  ["tr", "tr"],
  ["x", "x"],
];

/** Syllables of which letters and onset are of one piece: qu, gi, ngh and some that people type every day. */
const others: readonly (readonly [typed: string, written: string])[] = [
  ["quys", "quý"],
  ["quanr", "quản"],
  ["quyeenf", "quyền"],
  ["quawng", "quăng"],
  ["quees", "quế"],
  ["gias", "giá"],
  ["gif", "gì"],
  ["giuwx", "giữ"],
  ["giaays", "giấy"],
  ["gieeng", "giêng"],
  ["nghieem", "nghiêm"],
  ["nghir", "nghỉ"],
  ["yeeu", "yêu"],
  ["ys", "ý"],
  ["khuyur", "khuỷu"],
  ["ngoeof", "ngoèo"],
  ["thuowr", "thuở"],
  ["khuya", "khuya"],
  ["ddawks", "đắk"],
];

/** What is typed with the tone at the end, and what is written, in NFC; with where its tone's key stands. */
export type TypedSyllable = { readonly typed: string; readonly tone: string; readonly written: string };

function withTone([, written, toneAt]: Rhyme, mark: string): string {
  return `${written.slice(0, toneAt + 1)}${mark}${written.slice(toneAt + 1)}`;
}

function syllablesOf(rhymes: readonly Rhyme[], keys: readonly (keyof typeof tones)[]): TypedSyllable[] {
  return onsets.flatMap(([typedOnset, onset]) =>
    rhymes.flatMap((rhyme) =>
      keys.map((tone) => ({
        typed: typedOnset + rhyme[0],
        tone,
        written: (onset + withTone(rhyme, tones[tone])).normalize("NFC"),
      })),
    ),
  );
}

/** Some thousands of syllables by the rules of onset, rhyme and tone, made without the code under test. */
export const syllables: readonly TypedSyllable[] = [
  ...syllablesOf([...openRhymes, ...closedRhymes], ["", "s", "f", "r", "x", "j"]),
  // Only two tones end in a stop.
  ...syllablesOf(stoppedRhymes, ["s", "j"]),
  ...others.map(([typed, written]) => ({ typed, tone: "", written })),
];
