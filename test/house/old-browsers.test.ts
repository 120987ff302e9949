import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";

/** What Chrome 80 doesn't know and the build doesn't replace. The compiler refuses newer members of the language by its `lib`. */
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
