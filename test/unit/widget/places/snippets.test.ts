import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isLocal } from "../../../../widget/office-ui/is-local.ts";
import { checkLinks, snippetsOf } from "../../../../widget/places/snippets.ts";

const projectRoot = join(import.meta.dirname, "..", "..", "..", "..");
const guide = readFileSync(join(projectRoot, "docs", "embedding.md"), "utf8");
const readme = readFileSync(join(projectRoot, "README.md"), "utf8");
const of = { server: "https://HOST", touchpoint: "H20-7k3m9q2x4t", version: "0.1.0", hash: "sha384-…" };

describe("what a webmaster pastes", () => {
  it("is what the guide for embedding and the README say", () => {
    const { rolling, pinned, div, script, csp, place } = snippetsOf(of);
    const lines = (text: string | null): string[] => (text ?? "").split("\n");
    const read = readme.replaceAll(/https?:\/\/(localhost|127\.0\.0\.1):8787/g, "https://HOST");
    for (const line of lines(rolling)) expect(read).toContain(line);
    for (const line of [lines(pinned)[0], script, csp, ...lines(place)]) expect(guide).toContain(line);
    expect(guide).toContain(lines(div)[1]?.replace('"><a', '" data-lang="en"><a'));
  });

  it("has no pinned lines without a hash", () => {
    expect(snippetsOf({ ...of, hash: null }).pinned).toBeNull();
  });
});

describe("the link that opens a page with its check", () => {
  it.each([
    ["https://xa.example/a", "https://xa.example/a?citizen-check", "https://xa.example/a#citizen-check"],
    ["xa.example", "https://xa.example/?citizen-check", "https://xa.example/#citizen-check"],
    ["localhost:8080/a", "https://localhost:8080/a?citizen-check", "https://localhost:8080/a#citizen-check"],
    ["http://xa.example/a?b=1#c", "http://xa.example/a?b=1&citizen-check#c", "http://xa.example/a?b=1#c&citizen-check"],
  ])("is made of %s", (typed, query, fragment) => {
    expect(checkLinks(typed)).toEqual({ query, fragment });
  });

  it.each(["", " ", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.example", "https://"])(
    "is not made of %j",
    (typed) => {
      expect(checkLinks(typed)).toBeNull();
    },
  );
});

describe("an address", () => {
  it.each([
    ["http://localhost:8787", true],
    ["http://127.0.0.1:8787", true],
    ["https://feedback.example", false],
    ["https://localhost-office.example", false],
  ])("%s is reached on this computer alone: %s", (server, isOwn) => {
    expect(isLocal(server)).toBe(isOwn);
  });
});
