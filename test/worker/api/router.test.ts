import { expect, test } from "vitest";
import { callApi } from "../call-api.ts";
import { listedOperations } from "../listed-operations.ts";

test("no method and path is in the list twice", () => {
  const lines = listedOperations.map(({ line }) => line);
  expect(new Set(lines).size).toBe(lines.length);
});

test("a path with a parameter does not take the place of one that is fixed", async () => {
  const fixed = listedOperations.filter(({ operation }) => !operation.path.includes(":"));
  for (const { operation } of fixed.filter(({ operation }) => operation.method === "GET")) {
    expect([operation.path, (await callApi(operation.path)).status]).toEqual([operation.path, 200]);
  }
});
