import { expect, test } from "vitest";
import { en } from "../../../../widget/messages/en.ts";
import { kioskEn } from "../../../../widget/messages/kiosk-en.ts";
import { kioskVi } from "../../../../widget/messages/kiosk-messages.ts";
import { vi } from "../../../../widget/messages/messages.ts";
import { wordsEn } from "../../../../widget/messages/words-en.ts";
import { wordsVi } from "../../../../widget/messages/words-messages.ts";
import { rateWords } from "../../../../worker/pages/rate-words.ts";

test.each([
  ["vi", { ...kioskVi, ...wordsVi, ...vi }],
  ["en", { ...kioskEn, ...wordsEn, ...en }],
] as const)("the form without a script says in %s what the element says", (language, said: Record<string, string>) => {
  const both = Object.entries(rateWords[language]).filter(([key]) => key in said);
  expect(both.length).toBeGreaterThan(30);
  for (const [key, text] of both) expect([key, text]).toEqual([key, said[key]]);
});
