import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";

/** What Chrome 80 doesn't know and the build doesn't replace. */
const newer: readonly {
  readonly what: string;
  readonly files: RegExp;
  readonly pattern: RegExp;
  readonly example: string;
}[] = [
  {
    what: "gap in a flex row (Chrome 84): margins do the same",
    files: /\.css$/,
    pattern: /\{(?=[^{}]*display: (?:inline-)?flex)[^{}]*\bgap:[^{}]*\}/,
    example: ".row {\n  display: flex;\n  gap: 8px;\n}",
  },
  {
    what: "aspect-ratio, :has(), containers, small and dynamic viewport units",
    files: /\.css$/,
    pattern: /^\s*aspect-ratio:|:has\(|@container|\d(?:dvh|svh|lvh|cqw)\b/m,
    example: ".face {\n  aspect-ratio: 1;\n}",
  },
  {
    what: "functions of the page that came later: replaceChildren (86), randomUUID (92), structuredClone (98), AbortSignal.timeout (103)",
    files: /\.ts$/,
    pattern:
      /\.replaceChildren\(|\brandomUUID\(|\bstructuredClone\(|AbortSignal\.(?:timeout|any)\(|\.checkVisibility\(/,
    example: "place.replaceChildren(text);",
  },
];

const files = readdirSync(join(projectRoot, "widget"), { recursive: true, encoding: "utf8" }).map(
  (name) => `widget/${name.replaceAll("\\", "/")}`,
);

describe("widget/ uses nothing that Chrome 80 lacks", () => {
  for (const { what, files: kind, pattern, example } of newer)
    it(what, () => {
      expect(example).toMatch(pattern);
      const read = (path: string): string => readFileSync(join(projectRoot, path), "utf8");
      expect(files.filter((path) => kind.test(path) && pattern.test(read(path)))).toEqual([]);
    });
});

/** Members of the language that came after Chrome 80, as a built script has them. */
const newerMembers =
  /\.at\(-|\.replaceAll\(|\.findLast(?:Index)?\(|\.to(?:Sorted|Reversed|Spliced)\(|\bObject\.(?:hasOwn|groupBy)\(|\bPromise\.(?:any|try|withResolvers)\(|\bnew WeakRef\(/;

describe("what browsers are sent has no member of the language that Chrome 80 lacks", () => {
  it("the compiler refuses them in all folders that are built for browsers", () => {
    const newerLibs = ["shared", "widget", "widget/offline"].flatMap((folder) => {
      const { compilerOptions } = JSON.parse(readFileSync(join(projectRoot, folder, "tsconfig.json"), "utf8"));
      const libs: readonly string[] = compilerOptions.lib;
      // Newer parts of Intl are asked for before they are used.
      return libs.filter((lib) => /^es/.test(lib) && !/^es2020$|\.intl$/.test(lib)).map((lib) => `${folder}: ${lib}`);
    });
    expect(newerLibs).toEqual([]);
  });

  it("the built scripts, with all that they bundle, have none", () => {
    expect("0n,BigInt(e.at(-2)??0)").toMatch(newerMembers);
    const site = join(projectRoot, "dist", "site");
    const scripts = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((name) => newerMembers.test(readFileSync(join(site, name), "utf8")))).toEqual([]);
  });
});
