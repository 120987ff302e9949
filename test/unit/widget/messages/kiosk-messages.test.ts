import { expect, test } from "vitest";
import { en } from "../../../../widget/messages/en.ts";
import { kioskEn } from "../../../../widget/messages/kiosk-en.ts";
import { kioskVi, pickKioskMessages } from "../../../../widget/messages/kiosk-messages.ts";
import { technicalEn } from "../../../../widget/messages/technical-en.ts";
import { pickTechnicalMessages, technicalVi } from "../../../../widget/messages/technical-messages.ts";
import { wordsEn } from "../../../../widget/messages/words-en.ts";

const tables = [
  [kioskVi, { ...en, ...wordsEn, ...kioskEn }],
  [technicalVi, technicalEn],
] as const;

test("both languages have the same places to fill in", () => {
  const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [vi, en] of tables) {
    const english: Readonly<Record<string, string>> = en;
    for (const [key, text] of Object.entries(vi))
      expect([key, places(english[key] ?? "")]).toEqual([key, places(text)]);
  }
});

test("a touchpoint's own text replaces ours", () => {
  const say = pickKioskMessages("en", { "q.kiosk": { vi: "Ông/Bà thấy thế nào?" } });
  expect([say("q.kiosk"), say("i.ask", { n: 8 })]).toEqual([
    "Ông/Bà thấy thế nào?",
    "Still here? This screen clears in 8 seconds.",
  ]);
});

test("never uses a word that has a meaning in law for our own feedback, and never shouts", () => {
  const apart = new Set(["l.notpetition"]);
  for (const [key, text] of tables.flatMap(([vi]) => Object.entries(vi))) {
    if (!apart.has(key)) expect(text).not.toMatch(/khiếu nại|tố cáo|phản ánh|SIPAS|!/i);
  }
});

test("one function gives the technician's texts and the kiosk's", () => {
  const say = pickTechnicalMessages("en", pickKioskMessages("en", {}));
  expect([say("d.pin.wait", { n: 5 }), say("x.space")]).toEqual([
    "Too many wrong ones. Try again in 5 minutes.",
    "Space",
  ]);
});
