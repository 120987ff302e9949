import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pullTexts } from "../../../../widget/reports/pull-texts.ts";

const guide = readFileSync(new URL("../../../../docs/pulling.md", import.meta.url), "utf8");
const place = { server: "https://gopy.example.vn", agency: "H45", year: "2027" };

function blockOf(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(guide)?.[1] ?? "";
}

test("the Python of the page is that of the guide, which is run as written, for one server and agency", () => {
  const asked = 'server, agency, key = os.environ["SERVER"], os.environ["AGENCY"], os.environ["KEY"]';
  expect(blockOf("python")).toContain(asked);
  const filled = 'server, agency, key = "https://gopy.example.vn", "H45", os.environ["KEY"]';
  expect(pullTexts(place).python).toBe(blockOf("python").replace(asked, filled));
});

test("the Power Query of the page is that of the guide for one server, agency and year; no key is in it", () => {
  const filled = blockOf("powerquery")
    .replace("https://HOST", place.server)
    .replace('"H20"', '"H45"')
    .replace('period = "2026"', 'period = "2027"');
  expect(pullTexts(place).excel).toBe(filled);
  expect(pullTexts(place).excel).toContain('Key = "…"');
});
