import { expect, test } from "vitest";
import { callApi, rootKey } from "../call-api.ts";
import { listedOperations } from "../listed-operations.ts";

test("no method and path is in the list twice", () => {
  const lines = listedOperations.map(({ line }) => line);
  expect(new Set(lines).size).toBe(lines.length);
});

test("a path with a parameter does not take the place of one that is fixed", async () => {
  const fixed = listedOperations.filter(({ operation }) => !operation.path.includes(":"));
  for (const { operation } of fixed.filter(({ operation }) => operation.method === "GET")) {
    const { status } = await callApi(operation.path, operation.audience === "root" ? { key: rootKey } : {});
    expect([operation.path, status]).toEqual([operation.path, 200]);
  }
});
