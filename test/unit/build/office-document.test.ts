import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fingerprint, officeDocument } from "../../../build/api-types/office-document.ts";
import { allOperations } from "../../../worker/agency/all-operations.ts";
import { getOpenapi } from "../../../worker/api/openapi.ts";
import type { Answer, WorkerDeps } from "../../../worker/operations/operation.ts";

const types = "widget/office-ui/api-types.d.ts";

async function document(): Promise<Record<string, unknown>> {
  const read = getOpenapi(() => allOperations).handle as unknown as (
    deps: Partial<WorkerDeps>,
  ) => Promise<{ value: Answer }>;
  const { value } = await read({ environment: {} as WorkerDeps["environment"] });
  return JSON.parse(String(value.body)) as Record<string, unknown>;
}

it("the types of the office's calls are those of the document; after a change run `npm run api-types`", async () => {
  const [first = ""] = readFileSync(types, "utf8").split("\n");
  expect(first).toContain(fingerprint(officeDocument(await document())));
});

it("words and limits are left out, fields of those names are not", () => {
  const answer = { type: "object", description: "x", properties: { description: { type: "string", maxLength: 3 } } };
  const get = {
    operationId: "a",
    parameters: [],
    responses: { 200: { content: { "application/json": { schema: answer } } } },
  };
  const lean = JSON.stringify(officeDocument({ paths: { "/v1/x": { get } } }));
  expect(lean).toContain('"properties":{"description":{"type":"string"}}');
});
