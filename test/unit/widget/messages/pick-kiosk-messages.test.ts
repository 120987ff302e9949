import { expect, test } from "vitest";
import { kioskEn } from "../../../../widget/messages/kiosk-en.ts";
import { kioskVi } from "../../../../widget/messages/kiosk-vi.ts";
import { pickKioskMessages } from "../../../../widget/messages/pick-kiosk-messages.ts";

test("both languages have the same places to fill in", () => {
  const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, text] of Object.entries(kioskVi))
    expect([key, places(kioskEn[key as keyof typeof kioskEn])]).toEqual([key, places(text)]);
});

test("a touchpoint's own text stands before ours", () => {
  const say = pickKioskMessages("en", { "q.kiosk": { vi: "Ông/Bà thấy thế nào?" } });
  expect([say("q.kiosk"), say("i.ask", { n: 8 })]).toEqual([
    "Ông/Bà thấy thế nào?",
    "Still here? This screen clears in 8 seconds.",
  ]);
});

test("never uses a word that has a meaning in law for our own feedback, and never shouts", () => {
  const apart = new Set(["l.notpetition"]);
  for (const [key, text] of Object.entries(kioskVi)) {
    if (!apart.has(key)) expect(text).not.toMatch(/khiếu nại|tố cáo|phản ánh|SIPAS|!/i);
  }
});
