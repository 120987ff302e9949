import { describe, expect, test } from "vitest";
import { en } from "../../../../widget/messages/en.ts";
import { loadTexts, pickLanguage, pickMessages, sayFrom, textsOf, vi } from "../../../../widget/messages/messages.ts";
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

describe("texts whose English is loaded when it is asked for", () => {
  const hello = { hello: "Xin chào {name}" };

  test("Vietnamese needs nothing; English is loaded once, also for what was picked before", async () => {
    let loads = 0;
    const pick = textsOf(hello, async () => {
      loads += 1;
      return { hello: "Hello {name}" };
    });
    const [vietnamese, english] = [pick("vi"), pick("en")];
    expect(loadTexts("vi")).toBeNull();
    expect([english("hello", { name: "An" }), loads]).toEqual(["Xin chào An", 0]);
    await loadTexts("en");
    expect([english("hello", { name: "An" }), vietnamese("hello", { name: "An" })]).toEqual([
      "Hello An",
      "Xin chào An",
    ]);
    expect([loadTexts("en"), loads]).toEqual([null, 1]);
  });

  test("a key that one language lacks does not compile", () => {
    // @ts-expect-error English lacks one
    textsOf({ one: "một", two: "hai" }, async () => ({ one: "one" }));
    // @ts-expect-error Vietnamese lacks one
    textsOf({ one: "một" }, async () => ({ one: "one", two: "two" }));
    // @ts-expect-error English lacks one
    sayFrom({ vi: { one: "một", two: "hai" }, en: { one: "one" } }, "en");
    // @ts-expect-error Vietnamese lacks one
    sayFrom({ vi: { one: "một" }, en: { one: "one", two: "two" } }, "en");
  });

  test("what cannot be loaded is said in Vietnamese, and is tried again; the rest is English", async () => {
    let isThere = false;
    const lost = textsOf(hello, async () => (isThere ? { hello: "Hello" } : Promise.reject(new Error("no network"))))(
      "en",
    );
    const there = textsOf(hello, async () => ({ hello: "Good day" }))("en");
    await loadTexts("en");
    expect([lost("hello"), there("hello")]).toEqual([hello.hello, "Good day"]);
    isThere = true;
    await loadTexts("en");
    expect(lost("hello")).toBe("Hello");
  });
});
