import { expect, it } from "vitest";
import { baseSheets, withBase } from "../../../build/base-sheets.ts";
import { darkColours, lightColours } from "../../../shared/look/colours.ts";
import { buildSmall } from "./build-small.ts";

it("a page's style sheet has the colours by day and by night, before its own rules", async () => {
  const files = {
    "a.html": '<link rel="stylesheet" href="./a.css" />',
    "a.css": '@import "base";\np { color: var(--ink); }',
  };
  const built = await buildSmall(baseSheets(), { name: "client", files, entries: { a: "a.html" } });
  const sheet = Object.entries(built).find(([name]) => name.endsWith(".css"))?.[1] ?? "";
  expect(sheet).toMatch(/^:root\{.*prefers-color-scheme:\s?dark.*p\{color:var\(--ink\)\}/s);
  for (const [name, colour] of [...Object.entries(lightColours), ...Object.entries(darkColours)])
    expect(sheet).toContain(`--${name}:${colour}`);
});

it("a style sheet that doesn't ask for colours stays as it is", () => {
  expect(withBase("p { margin: 0; }")).toBe("p { margin: 0; }");
});
