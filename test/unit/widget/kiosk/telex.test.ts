import fc from "fast-check";
import { expect, test } from "vitest";
import { typeTelex } from "../../../../widget/kiosk/telex.ts";
import { syllables } from "./syllables.ts";

/** Types key after key, as the comment's field does. */
function typed(keys: string, before = ""): string {
  let text = before;
  let word = "";
  for (const key of keys) {
    text = typeTelex(text, key, word);
    word = /\p{L}/u.test(key) ? word + key : "";
  }
  return text;
}

test("writes every syllable of Vietnamese's rules, its tone typed at the end", () => {
  expect(syllables.length).toBeGreaterThan(5000);
  const wrong = syllables.filter(({ typed: keys, tone, written }) => typed(keys + tone) !== written);
  expect(wrong.map(({ typed: keys, tone, written }) => [keys + tone, typed(keys + tone), written])).toEqual([]);
});

test("writes the same wherever after the vowels the tone is typed, and wherever the sentence stands", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...syllables),
      fc.constantFrom("", "xin ", "(", "12"),
      ({ typed: keys, tone, written }, before) => {
        const afterVowels = keys.search(/[^aeiouyw][^aeiouyw]*$/);
        const isClosed = afterVowels > 0 && /[aeiouyw]/.test(keys.slice(0, afterVowels));
        const early = isClosed ? keys.slice(0, afterVowels) + tone + keys.slice(afterVowels) : keys + tone;
        expect(typed(early, before)).toBe(before + written);
      },
    ),
  );
});

test("writes capitals where they were typed", () => {
  fc.assert(
    fc.property(fc.constantFrom(...syllables), ({ typed: keys, tone, written }) => {
      expect(typed((keys + tone).toUpperCase())).toBe(written.toUpperCase());
    }),
  );
  expect(typed("Ddieenj")).toBe("Điện");
  expect(typed("NguyeenX")).toBe("Nguyễn");
});

test.each([
  ["nguoiwf", "người"],
  ["dduongwf", "đường"],
  ["dduocjw", "được"],
  ["tiengse", "tiếng"],
  ["vietje", "việt"],
  ["huowng", "hương"],
  ["thuowng", "thương"],
  ["did", "đi"],
  ["nhwng", "nhưng"],
  ["tw", "tư"],
  ["toow", "tơ"],
  ["towo", "tô"],
  ["hosf", "hò"],
  ["hosz", "ho"],
  ["hoas", "hóa"],
  ["hoasn", "hoán"],
  ["dduwocj", "được"],
  ["nguwoif", "người"],
  ["giuwongf", "giường"],
  ["ruwouj", "rượu"],
  ["DDUWONGF", "ĐƯỜNG"],
])("takes its keys in any place: %s is %s", (keys, written) => {
  expect(typed(keys)).toBe(written);
});

test.each([
  ["aaa", "aa"],
  ["aww", "aw"],
  ["ooo", "oo"],
  ["eee", "ee"],
  ["uww", "uw"],
  ["ww", "w"],
  ["ddd", "dd"],
  ["ass", "as"],
  ["hoff", "hof"],
  ["www", "ww"],
  ["wweb", "web"],
  ["xooong", "xoong"],
  ["z", "z"],
  ["hoz", "hoz"],
])("the same key again undoes it and stands as a letter: %s is %s", (keys, written) => {
  expect(typed(keys)).toBe(written);
});

test.each(["craft", "blog", "fpt", "sms", "12s", "s", "f", "http"])(
  "leaves %s alone, which is not Vietnamese",
  (word) => {
    expect(typed(word)).toBe(word);
  },
);

test("keeps a word whole when a sign or a line's end follows it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...syllables),
      fc.constantFrom("\n", " ", ",", ".", "?", "-", "/", "1"),
      ({ typed: keys, tone, written }, sign) => {
        expect(typed(`xin ${keys}${tone}${sign}`)).toBe(`xin ${written}${sign}`);
      },
    ),
  );
});

test("never touches what stands before the word, loses no letter and always answers NFC", () => {
  const letter = fc.constantFrom(..."aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ AWS.1");
  const key = fc.constantFrom(..."abcdefghijklmnopqrstuvwxyzAWSDF 1.");
  fc.assert(
    fc.property(fc.array(letter), key, fc.string({ maxLength: 3 }), (letters, pressed, keys) => {
      const before = letters.join("");
      const after = typeTelex(before, pressed, keys);
      const rest = before.replace(/[\p{L}\p{M}]*$/u, "");
      expect(after.startsWith(rest)).toBe(true);
      expect(after).toBe(after.normalize("NFC"));
      const lost = [...before].length - [...after].length;
      // A lone w's letter may go as it came; nothing else gets shorter.
      expect(lost).toBeLessThanOrEqual(pressed.toLowerCase() === "w" ? 1 : 0);
    }),
  );
});
