import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../server/start-server.ts";

const markdownIn = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name));
const guides = ["SECURITY.md", ...markdownIn("docs"), "test/visual/README.md"];
const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...guides];

const textOf = (page: string): string => readFileSync(join(projectRoot, page), "utf8");

/** Returns the anchors that GitHub makes of a page's headings. */
function anchorsIn(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, "");
  return [...prose.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Returns the links of a page that lead to no file, or to no heading of it. */
function brokenLinks(page: string): string[] {
  const links = [...textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];
  return links.flatMap(([link, path = "", anchor]) => {
    const target = path === "" ? page : join(dirname(page), path);
    if (!existsSync(join(projectRoot, target))) return [link];
    const isFound = anchor === undefined || anchorsIn(textOf(target)).includes(anchor);
    return isFound ? [] : [link];
  });
}

describe("the documentation", () => {
  it("finds the anchors of headings", () => {
    expect(anchorsIn("# Embedding: attributes, looks\n\n```sh\n# none\n```\n## `/v1/` và Mức 1\n")).toEqual([
      "embedding-attributes-looks",
      "v1-và-mức-1",
    ]);
  });

  it.each(pages)("links only to pages and headings that exist: %s", (page) => {
    expect(brokenLinks(page)).toEqual([]);
  });

  it.each(guides)("names only files of the project that exist: %s", (page) => {
    const named = textOf(page).matchAll(/`((?:shared|widget|worker|selfhost|scripts|test|docs)\/[\w./-]*\w\/?)`/g);
    const missing = [...named].map(([, path = ""]) => path).filter((path) => !existsSync(join(projectRoot, path)));
    expect(missing).toEqual([]);
  });

  it("can be reached from the README, page by page", () => {
    const linked = [...textOf("README.md").matchAll(/\]\(([^)#]+\.md)/g)].map(([, path]) => path);
    expect(markdownIn("docs").filter((page) => !linked.includes(page))).toEqual([]);
  });
});
