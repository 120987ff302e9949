import { expect, test } from "vitest";
import { pickSealedMessages, sealedVi } from "../../../../widget/messages/sealed-messages.ts";
import { sealedEn } from "../../../../widget/messages/sealed-en.ts";

test("both languages have the same places to fill in", () => {
  const places = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const [key, text] of Object.entries(sealedVi)) {
    expect([key, places(sealedEn[key as keyof typeof sealedEn])]).toEqual([key, places(text)]);
  }
});

test("names the recipient where it says who can read", () => {
  expect(pickSealedMessages("vi")("r.who", { recipient: "Thanh tra tỉnh" })).toMatch(/^Chỉ Thanh tra tỉnh đọc được/);
});

test("names denunciations only to say that a report is not one, and never shouts", () => {
  for (const [key, text] of Object.entries(sealedVi)) {
    if (!key.startsWith("r.law")) expect(text).not.toMatch(/khiếu nại|tố cáo|phản ánh|!/i);
  }
});
