import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runTool } from "../../scripts/run-tool.mjs";
import { root } from "../../scripts/toolchain.mjs";

/** Where a type of question must be known: its answers, its drawing, its acceptance, its counting. */
const places = {
  contract: "shared/contract/form.ts",
  drawing: "widget/visit/asked-questions.ts",
  acceptance: "worker/feedback/accept-feedback.ts",
  counting: "worker/feedback/tally-change.ts",
};

let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "question-types-"));
  for (const folder of ["shared", "widget", "worker"])
    cpSync(join(root, folder), join(copy, folder), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  const { compilerOptions } = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8"));
  const lib = ["es2024", "dom", "dom.iterable"];
  const options = {
    ...compilerOptions,
    lib,
    noEmit: true,
    emitDeclarationOnly: false,
    declaration: false,
    composite: false,
  };
  const config = { compilerOptions: options, files: Object.values(places) };
  writeFileSync(join(copy, "tsconfig.json"), JSON.stringify(config));
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The places in which the compiler finds something wrong. */
async function wrongPlaces(): Promise<string[]> {
  const said = (await runTool("typescript/bin/tsc", { args: ["-p", copy, "--pretty", "false"] })) ?? "";
  return Object.entries(places).flatMap(([name, file]) => (said.includes(`${file}(`) ? [name] : []));
}

function change(file: string, before: string, after: string): void {
  const text = readFileSync(join(copy, file), "utf8");
  if (!text.includes(before)) throw new Error(`${file} has no “${before}”`);
  writeFileSync(join(copy, file), text.replace(before, after));
}

test("a new type of question does not compile before contract, drawing, acceptance and counting know it", async () => {
  expect(await wrongPlaces()).toEqual([]);
  change(places.contract, "[ratingQuestion, choiceQuestion]", "[ratingQuestion, choiceQuestion, placeQuestion]");
  const place = `const placeQuestion = z.strictObject({ id: slug, type: z.literal("place"), text: localizedText });\n`;
  change(places.contract, "/** A question, by its type.", `${place}\n/** A question, by its type.`);
  expect(await wrongPlaces()).toEqual(Object.keys(places));
});
