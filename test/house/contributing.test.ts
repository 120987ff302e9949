import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";

const pathPattern = /`((?:shared|widget|worker|selfhost|scripts|test)\/[a-zA-Z0-9/.-]*)`|\]\(([A-Z]+(?:\.md)?)\)/g;

function pathsIn(page: string): string[] {
  const text = readFileSync(join(projectRoot, page), "utf8");
  return [...text.matchAll(pathPattern)].map(([, path, link]) => path ?? link ?? "");
}

describe("the pages for newcomers", () => {
  it("show the way from the tap to the index", () => {
    expect(pathsIn("CONTRIBUTING.md").length).toBeGreaterThan(40);
  });

  it("show every room", () => {
    const rooms = ["shared", "widget", "worker"].flatMap((house) =>
      readdirSync(join(projectRoot, house), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => `${house}/${name}/`),
    );
    expect(rooms.filter((room) => !pathsIn("CONTRIBUTING.md").includes(room))).toEqual([]);
  });

  it.each(["CONTRIBUTING.md", "README.md"])("name only files that exist: %s", (page) => {
    const missing = pathsIn(page).filter((path) => !existsSync(join(projectRoot, path)));
    expect(missing).toEqual([]);
  });

  it.each(["CONTRIBUTING.md", "docs/comments.md"])("name only functions that are in the file they name: %s", (page) => {
    const text = readFileSync(join(projectRoot, page), "utf8");
    const named = [
      ...text.matchAll(/((?:`\w+`(?:, | and | or )?)+) (?:in |\()`((?:shared|widget|worker|test)\/[^`]+\.ts)`/g),
    ];
    expect(named.length).toBeGreaterThan(0);
    const missing = named.flatMap(([, names = "", path = ""]) => {
      const file = readFileSync(join(projectRoot, path), "utf8");
      const exported = (name: string): boolean => new RegExp(`export (?:const|function|type) ${name}\\b`).test(file);
      return [...names.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name).filter((name) => !exported(name));
    });
    expect(missing).toEqual([]);
  });

  it.each(["CONTRIBUTING.md", "README.md"])("name only scripts that npm knows: %s", (page) => {
    const text = readFileSync(join(projectRoot, page), "utf8");
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { scripts: object };
    const named = [...text.matchAll(/npm (?:run )?(start|test|dev|check|bench|format|deploy|build)\b/g)].map(
      ([, name]) => name,
    );
    expect(named.length).toBeGreaterThan(0);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
});
