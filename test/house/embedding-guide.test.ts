import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tokens } from "../../widget/ui/tokens.ts";
import { projectRoot } from "../server/start-server.ts";

const guide = readFileSync(join(projectRoot, "docs", "embedding.md"), "utf8");
const code = ["portal", "visit", "ui"]
  .map((room) => join(projectRoot, "widget", room))
  .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")))
  .join("\n");

function found(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap(([, name = ""]) => name.split(/\W+/)))].filter(Boolean).sort();
}

const section = (title: string): string => guide.split(`\n## ${title}\n`)[1]?.split("\n## ")[0] ?? "";

describe("the embedding guide", () => {
  it("names the current version", () => {
    const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { version: string };
    expect([...new Set(guide.match(/\/widget\/\d[^/]*\//g))]).toEqual([`/widget/${version}/`]);
  });

  it("names every attribute of the element, and no others", () => {
    const read = found(code, /(?:_given|attribute)\("([a-z]+)"\)/g);
    expect(found(section("Attributes"), /^\| `([a-z]+)` \|/gm)).toEqual(read);
  });

  it("names every event of the element, and no others", () => {
    const told = [...new Set(code.match(/"feedback-[a-z]+"(?!:)/g))].map((name) => name.slice(1, -1));
    expect([...guide.matchAll(/^\| `(feedback-[a-z]+)` \|/gm)].map(([, name]) => name).sort()).toEqual(told.sort());
  });

  it("names every CSS property of the element, and no others", () => {
    const properties = (text: string): string[] => [...new Set(text.match(/--citizen-[a-z-]+(?=[,`)])/g))].sort();
    expect(properties(guide)).toEqual([...new Set([...properties(code), ...properties(tokens(".panel"))])].sort());
  });

  it("names every part of the element, and no others", () => {
    const drawn = [...code.matchAll(/ part=(?:"([a-z ]+)"|\$\{([^}]+))/g)].flatMap(([, plain, filled = ""]) =>
      plain === undefined ? found(filled, /["`]([a-z ]+)["`$]/g) : [plain],
    );
    const made = found(code, /part(?:: |",.* \? )"([a-z ]+)"/g);
    const kinds = found(code, /kind: "([a-z]+)" \| ""/g);
    const named = /With `citizen-feedback::part\(panel\)` and so on: ([^.]+)\./.exec(guide)?.[1] ?? "";
    expect(found(named, /`([a-z]+)`/g)).toEqual([...new Set([...drawn, ...made, ...kinds])].sort());
  });
});
