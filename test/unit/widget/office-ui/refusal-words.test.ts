import { expect, it } from "vitest";
import { refusalWords } from "../../../../widget/office-ui/refusal-words.ts";
import { allOperations } from "../../../../worker/agency/all-operations.ts";
import { failuresOf } from "../../../../worker/api/openapi.ts";
import { needsNoKey } from "../../../../worker/operations/operation.ts";

/** What a page of the office never asks for by what it does itself. */
const elsewhere = /sealed|Sealed|Sample|Readiness/;
const unheard: readonly string[] = ["method-not-allowed", "version-needed"];

it("every reason for which the server refuses a call of the office has words in Vietnamese", () => {
  const kinds = Object.entries(allOperations)
    .filter(([name, { audience }]) => !elsewhere.test(name) && !needsNoKey(audience))
    .flatMap(([, operation]) => failuresOf(operation));
  const wordless = [...new Set<string>(kinds)].filter(
    (kind) => !unheard.includes(kind) && refusalWords(kind, "vi") === null,
  );
  expect(wordless).toEqual([]);
});
