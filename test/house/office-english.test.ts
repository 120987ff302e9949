import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../server/start-server.ts";
import { resolveImport } from "./import-rules.ts";

const textOf = (path: string): string => readFileSync(join(projectRoot, path), "utf8");
const list = "widget/office/all-pages.ts";

/** The files whose English is loaded with an element: found through all that is imported with it, not what is loaded later. */
function englishWith(path: string, seen: Set<string> = new Set()): string[] {
  if (seen.has(path) || !path.endsWith(".ts")) return [];
  seen.add(path);
  const text = textOf(path);
  const own = /import\("(\.\/[\w-]+-en\.ts)"\)/.exec(text)?.[1];
  const imports = text.matchAll(/^(?:import|export) (?!type )[^;]*?"(\.[^"]+)";/gm);
  return [
    ...(own ? [resolveImport(path, own)] : []),
    ...[...imports].flatMap(([, from = ""]) => englishWith(resolveImport(path, from), seen)),
  ];
}

/** Each page's line in the list: its element, and the English that is loaded beside it. */
const lines = textOf(list)
  .split(/(?=\bid: ")/)
  .slice(1)
  .map((line) => {
    const [id = ""] = /(?<=id: ")[\w-]+/.exec(line) ?? [];
    const files = [...line.matchAll(/import\("([^"]+)"\)/g)].map(([, from = ""]) => resolveImport(list, from));
    return { id, element: files[0] ?? "", english: files.slice(1) };
  });

describe("a page of the office loads its English beside its own script, not after it", () => {
  const frame = englishWith("widget/office/start-office.ts");

  test("the frame has English of its own, and the list has every page", () => {
    expect(frame).toContain("widget/office/office-en.ts");
    expect(lines).toHaveLength(15);
  });

  test.each(lines)("$id", ({ element, english }) => {
    const needed = englishWith(element).filter((file) => !frame.includes(file));
    expect(english.sort()).toEqual(needed.sort());
    expect(english).not.toEqual([]);
  });
});
