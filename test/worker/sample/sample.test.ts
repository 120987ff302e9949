import { expect, test } from "vitest";
import { askAsRoot } from "../office.ts";

test("a sample agency is filled", async () => {
  const made = await askAsRoot("POST /v1/agencies", { code: "X99", name: "Tỉnh Mẫu", sample: true });
  expect(made.status).toBe(201);
  const begun = performance.now();
  const filled = await askAsRoot("POST /v1/agencies/X99/sample");
  console.log(filled.body, performance.now() - begun);
  expect(filled.status).toBe(201);
});
