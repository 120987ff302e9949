import { expect, test } from "vitest";
import beforeText from "../../fixtures/contract-before.json?raw";
import { askApi } from "../call-api.ts";
import { type ContractDocument, flatContract } from "./flat-contract.ts";

const publishedRow = [
  "answer.data[].quarters?: list",
  "answer.data[].quarters[]: string",
  "answer.data[].rounded?: true",
];

/** What the contract gained or lost on purpose since `contract-before.json`, by operation. */
const changed: Readonly<Record<string, { readonly gone?: readonly string[]; readonly come?: readonly string[] }>> = {
  "GET /v1/agencies/{agency}/publications/latest": { come: publishedRow },
  "GET /v1/agencies/{agency}/publications/{version}": { come: publishedRow },
  // The document describes itself now.
  "GET /v1/openapi.json": { gone: ["answer: any"] },
};

test("the contract is what it was, but for what was changed on purpose", async () => {
  const now = flatContract(await askApi<ContractDocument>("/v1/openapi.json"));
  const was = JSON.parse(beforeText) as Readonly<Record<string, readonly string[]>>;
  expect(Object.keys(now)).toEqual(Object.keys(was));
  for (const [operation, lines] of Object.entries(was)) {
    const gone = lines.filter((line) => !now[operation]?.includes(line));
    const come = now[operation]?.filter((line) => !lines.includes(line)) ?? [];
    const expected = changed[operation] ?? {};
    expect([operation, { gone, come }]).toEqual([operation, { gone: expected.gone ?? [], come: expected.come ?? [] }]);
  }
});
