import { expect, test } from "vitest";
import type * as z from "zod/mini";
import { putAgency } from "../../../../shared/contract/agency.ts";
import { openingHours } from "../../../../shared/contract/device.ts";
import { service } from "../../../../shared/contract/service.ts";
import { unitVersion } from "../../../../shared/contract/unit.ts";
import { detailWords } from "../../../../widget/office-ui/detail-words.ts";
import { readTable } from "../../../../worker/imports/read-table.ts";
import { checkContract } from "../../../../worker/operations/check-contract.ts";
import { errorsOf } from "../../../../worker/problems/failure.ts";

const columns = [
  { field: "id", kind: "code", needed: true },
  { field: "n", kind: "whole" },
  { field: "day", kind: "day" },
] as const;

function readDetails(text: string): string[] {
  const read = readTable({ format: "csv", bytes: new TextEncoder().encode(text) }, columns);
  const errors = read.ok ? read.value.errors : errorsOf(read.failure);
  return errors.map(({ detail }) => detail);
}

function contractDetails(schema: z.ZodMiniType, value: unknown): string[] {
  const checked = checkContract(schema, value);
  return checked.ok ? [] : errorsOf(checked.failure).map(({ detail }) => detail);
}

const said = [
  ...readDetails("id,n,day\n,5.000,32/1/2026\nA,1,1/1/2026,x"),
  ...readDetails("id,id,what\nA,B,C"),
  ...["n\n1", "", "id", '"id\nA', 'id\n"A"x'].flatMap(readDetails),
  ...contractDetails(service, { id: "a b", name: "x".repeat(501) }),
  ...contractDetails(service, { name: "\u200b" }),
  ...contractDetails(putAgency, { contact: { email: "x" }, privacy_contact: {}, privacy_url: "x" }),
  ...contractDetails(putAgency, { targets: [{ method: "csat@1", value: "x", from: "2026-1-1", source: "x" }] }),
  ...contractDetails(openingHours, [{ days: [1], from: "7", to: "8" }]),
  ...contractDetails(openingHours, [{ days: [1], from: "08:00", to: "07:00" }]),
  ...contractDetails(unitVersion, { code: "", name: "a\u0000", kind: "", valid_from: "1.1.2026", more: 1 }),
];

test("what the reader of tables and the contract say of a cell or a field has Vietnamese words", () => {
  expect(said.length).toBeGreaterThan(21);
  const untold = said.filter((detail) => /\b(is|must|has|the|of)\b/.test(detailWords(detail, "vi")));
  expect(untold).toEqual([]);
});

test("the wrong value is told, and the row and column are left to who shows them", () => {
  const [, wrong = ""] = readDetails("id,n,day\nA,5.000,32/1/2026");
  expect(wrong).toMatch(/^row 2, column day: /);
  expect(detailWords(wrong, "vi")).toBe("phải là ngày, ví dụ 24/11/2026; đang là “32/1/2026”");
  expect(detailWords(wrong, "en")).toBe("must be a day such as 2026-11-24 or 24/11/2026; it is “32/1/2026”");
});

test("words that nobody foresaw stay as the server said them", () => {
  expect(detailWords("row 3, column x: is odd", "vi")).toBe("is odd");
});
