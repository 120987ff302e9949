import { describe, expect, test } from "vitest";
import { convertLegacy } from "../../../../shared/encodings/convert-legacy.ts";
import { isVietnameseSyllable } from "../../../../shared/encodings/vietnamese-syllable.ts";
import { allSyllables } from "./all-syllables.ts";
import { tcvn3Of, vniOf } from "./legacy-oracle.ts";

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

describe("legacy encodings", () => {
  const syllables = allSyllables();

  test("every Vietnamese syllable comes back from VNI, small, capitalized and in capitals", () => {
    for (const shape of [(word: string) => word, capitalized, (word: string) => word.toUpperCase()]) {
      const words = syllables.map(shape);
      const converted = convertLegacy(vniOf(words.join(" ")), "vni").split(" ");
      expect(converted.filter((word, place) => word !== words[place])).toEqual([]);
    }
  });

  test("every Vietnamese syllable comes back from TCVN3", () => {
    const converted = convertLegacy(tcvn3Of(syllables.join(" ")), "tcvn3").split(" ");
    expect(converted.filter((word, place) => word !== syllables[place])).toEqual([]);
  });

  test("a heading in the font for capitals comes out in capitals", () => {
    expect(convertLegacy("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "tcvn3")).toBe("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
  });

  test("every syllable is known as one, and words of other languages are not", () => {
    expect(syllables.filter((word) => !isVietnameseSyllable(word))).toEqual([]);
    const foreign = ["école", "straße", "naïve", "window", "Vieät", "ViÖt", "thàc", "ngôi2", "brr", "tóc̀"];
    expect(foreign.filter(isVietnameseSyllable)).toEqual([]);
  });
});
