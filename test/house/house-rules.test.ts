import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";
import { faultsOf, houseRules } from "./house-rules.ts";
import { readSource } from "./read-source.ts";
import { sourceFiles } from "./source-files.ts";

const files = ["shared", "widget", "worker", "test", "scripts", "build"].flatMap(sourceFiles);
const sources = files.map((path) => readSource(path, readFileSync(join(projectRoot, path), "utf8")));

describe("the house", () => {
  it("has files in shared/, widget/ and worker/", () => {
    for (const room of ["shared/", "widget/", "worker/"])
      expect(files.some((path) => path.startsWith(room))).toBe(true);
  });

  for (const rule of houseRules) {
    it(rule.says, () => {
      const found = sources.flatMap((facts) =>
        faultsOf(rule, facts).map(({ line, what }) => `${facts.path}:${line}: ${what}. The rule: ${rule.says}`),
      );
      expect(found).toEqual([]);
    });
  }
});

describe("each rule catches its own example", () => {
  for (const rule of houseRules) {
    it(rule.says, () => {
      const facts = readSource(rule.example.path, rule.example.text);
      expect(faultsOf(rule, facts)).not.toEqual([]);
    });
  }
});

describe("reading a source", () => {
  it("does not count a parameter as a use of the platform", () => {
    const { uses } = readSource("x.ts", "export const send = (fetch: Send): unknown => fetch('/');");
    expect(uses.map(({ name }) => name)).not.toContain("fetch");
  });

  it("does not count a property as a use of the platform", () => {
    const { uses } = readSource(
      "x.ts",
      "export const at = (page: Page): unknown => page.location; const o = { fetch: 1 };",
    );
    const names = uses.map(({ name }) => name);
    expect(names).not.toContain("location");
    expect(names).not.toContain("fetch");
  });

  it("finds uses through the global object", () => {
    const { uses } = readSource("x.ts", "globalThis.fetch('/'); window.indexedDB.open('x');");
    expect(uses.map(({ name }) => name)).toEqual(expect.arrayContaining(["fetch", "indexedDB"]));
  });

  it("counts a function's lines and parameters", () => {
    const { functions } = readSource("x.ts", "function f(a: number, b: number): void {\n  a;\n  b;\n}");
    expect(functions).toEqual([{ name: "f", line: 1, lines: 4, parameters: 2 }]);
  });

  it("tells type-only imports from others", () => {
    const text = 'import type { A } from "a";\nimport { type B } from "b";\nimport { type C, d } from "c";';
    const { imports } = readSource("x.ts", text);
    expect(imports.map(({ typeOnly }) => typeOnly)).toEqual([true, true, false]);
  });
});
