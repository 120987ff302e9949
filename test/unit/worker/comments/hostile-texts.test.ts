import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { feedbackItem } from "../../../../shared/contract/feedback.ts";
import { cleanWords, mostMarks } from "../../../../worker/feedback/keep-words.ts";
import { keepWords } from "../../../../worker/feedback/keep-words.ts";

type Hostile = { readonly kind: string; readonly text: string };

const url = new URL("../../../fixtures/hostile-texts.json", import.meta.url);
const all = JSON.parse(readFileSync(url, "utf8")) as Hostile[];
const { comment } = feedbackItem.shape;

/** Whether the contract and cleaning leave something to store. */
function isStored(text: string): boolean {
  return comment.safeParse(text).success && cleanWords(text) !== "";
}

const named = all.map(({ kind, text }, place) => ({
  kind,
  text,
  name: `${place} ${kind} ${JSON.stringify(text).slice(0, 40)}`,
}));

describe("hostile texts", () => {
  test("are many, of every kind", () => {
    const kinds = new Set(all.map(({ kind }) => kind));
    expect(all.length).toBeGreaterThanOrEqual(200);
    expect([...kinds].sort()).toEqual(
      ["bidi", "formula", "homoglyphs", "html", "length", "marks", "refused", "sql", "svg", "unseen"].sort(),
    );
  });

  test.each(named.filter(({ kind }) => kind === "refused"))("$name is refused", ({ text }) => {
    expect(isStored(text)).toBe(false);
  });

  const kept = named.filter(({ kind }) => kind !== "refused");

  test.each(kept)("$name is kept without hidden signs, turned direction and piled marks", ({ text }) => {
    expect(isStored(text)).toBe(true);
    const clean = cleanWords(text);
    expect(clean).not.toMatch(/[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u00ad\u3164\ufeff]/u);
    expect(clean).not.toMatch(new RegExp(`\\p{M}{${mostMarks + 1}}`, "u"));
    expect(clean).not.toMatch(/\n{4}/);
    expect(clean).toBe(clean.normalize("NFC"));
    expect(cleanWords(clean)).toBe(clean);
    const { words } = keepWords(text);
    expect(keepWords(words ?? "").words).toBe(words);
  });

  test.each(kept.filter(({ kind }) => kind === "html" || kind === "svg" || kind === "formula" || kind === "sql"))(
    "$name is kept as it was written, since pages show it as text",
    ({ text }) => expect(cleanWords(text)).toBe(text.normalize("NFC").trim()),
  );

  test("of families, Persian and Thai stay as they are written", () => {
    for (const text of ["👨\u200d👩\u200d👧 hài lòng", "می\u200cخواهم", "น้ำ ที่", "שָׁלוֹם", "Ế ẫ ộ"]) {
      expect(cleanWords(text)).toBe(text.normalize("NFC"));
    }
  });
});
