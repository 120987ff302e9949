import { expect, test } from "vitest";
import { en } from "../../../../widget/messages/en.ts";
import { vi } from "../../../../widget/messages/messages.ts";
import { officeUiEn } from "../../../../widget/office-ui/office-ui-en.ts";
import { officeUiVi } from "../../../../widget/office-ui/office-ui-messages.ts";
import { commentsEn } from "../../../../widget/messages/comments-en.ts";
import { commentsVi } from "../../../../widget/messages/comments-messages.ts";
import { deskEn } from "../../../../widget/desk-words/desk-en.ts";
import { deskVi } from "../../../../widget/desk-words/desk-messages.ts";
import { ticketEn } from "../../../../widget/messages/ticket-en.ts";
import { ticketVi } from "../../../../widget/messages/ticket-messages.ts";
import { wordsEn } from "../../../../widget/messages/words-en.ts";
import { wordsVi } from "../../../../widget/messages/words-messages.ts";

const pairs: readonly (readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>])[] = [
  ["words", wordsVi, { ...en, ...wordsEn }],
  ["comments", commentsVi, commentsEn],
  ["ticket", ticketVi, ticketEn],
  ["desk", deskVi, deskEn],
];

test.each(pairs)("both languages of %s have the same places to fill in", (_, vi, en) => {
  const places = (text = ""): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, text] of Object.entries(vi)) expect([key, places(en[key])]).toEqual([key, places(text)]);
});

test.each(pairs)("%s never shout, and name complaints in law only to say that feedback is not one", (_, vi, en) => {
  for (const text of [...Object.values(vi), ...Object.values(en)]) expect(text).not.toContain("!");
  for (const [key, text] of Object.entries(vi)) {
    if (key !== "l.notpetition") expect(text).not.toMatch(/khiếu nại|tố cáo|phản ánh|kiến nghị|SIPAS/i);
  }
});

test.each([
  ["vi", vi, officeUiVi],
  ["en", en, officeUiEn],
] as const)("the office names a level as people saw it who gave it (%s)", (_, seen, named) => {
  for (const level of [1, 2, 3, 4, 5] as const) expect(named[`ou.level.${level}`]).toBe(seen[`s5.${level}`]);
});
