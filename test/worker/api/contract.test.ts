import { expect, test } from "vitest";
import beforeText from "../../fixtures/contract-before.json?raw";
import { askApi } from "../call-api.ts";
import { type ContractDocument, flatContract } from "./flat-contract.ts";

/** What the contract gained or lost on purpose since `contract-before.json`, by operation. */
const changed: Readonly<Record<string, { readonly gone?: readonly string[]; readonly come?: readonly string[] }>> = {};

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
