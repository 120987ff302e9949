import { expect, test } from "vitest";
import { failureKinds } from "../../../worker/problems/problems.ts";
import { callApi } from "../call-api.ts";

test("the type of a problem leads to its entry on a page", async () => {
  const problem = (await (await callApi("/v1/nowhere")).json()) as { type: string };
  const address = new URL(problem.type, "https://feedback.test");
  const page = await callApi(address.pathname);
  expect(page.status).toBe(200);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await page.text()).toContain(`id="${address.hash.slice(1)}"`);
});

test("the page has an entry for every kind of problem", async () => {
  const page = await (await callApi("/docs/problems")).text();
  expect(failureKinds.filter((kind) => !page.includes(`id="${kind}"`))).toEqual([]);
});
