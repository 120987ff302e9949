import { expect, test } from "vitest";
import { en } from "../../../../widget/messages/en.ts";
import { pickLanguage, pickMessages, vi } from "../../../../widget/messages/messages.ts";
import { pickWordsMessages } from "../../../../widget/messages/words-messages.ts";

test.each([
  ["", "vi"],
  ["vi", "vi"],
  ["vi-VN", "vi"],
  ["en", "en"],
  ["EN-us", "en"],
  ["enm", "vi"],
  ["fr", "vi"],
])("lang %j is shown in %s", (tag, language) => {
  expect(pickLanguage(tag)).toBe(language);
});

test("both languages have the same places to fill in", () => {
  const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, text] of Object.entries(vi))
    expect([key, places(en[key as keyof typeof vi])]).toEqual([key, places(text)]);
});

test("fills in the values that it gets, and leaves places without a value", () => {
  const say = pickWordsMessages("en", { "c.count": { vi: "Còn {n}", en: "{n} of {all} left" } });
  expect(say("c.count", { n: 0 })).toBe("0 of {all} left");
});

test("a touchpoint's own text replaces ours, in Vietnamese if it has no English", () => {
  const say = pickMessages("en", { "q.kiosk": { vi: "Ông/Bà thấy thế nào?" } });
  expect(say("q.kiosk")).toBe("Ông/Bà thấy thế nào?");
  expect(say("b.again")).toBe("Send again");
});

test("never uses a word that has a meaning in law, except to say that feedback is not that", () => {
  const apart = new Set(["l.notpetition"]);
  const said = Object.entries(vi).filter(([key]) => !apart.has(key));
  for (const [, text] of said) expect(text).not.toMatch(/khiếu nại|tố cáo|phản ánh|SIPAS|!/i);
});
