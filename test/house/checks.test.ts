import { describe, expect, it } from "vitest";
import { runTool } from "../../scripts/run-tool.mjs";

/** What must hold besides the tests. Each is checked by a tool. */
const checks = [
  { name: "every file has its types", script: "typescript/bin/tsc", args: ["-b"] },
  {
    name: "every file is formatted, linted and imports what it may",
    script: "@biomejs/biome/bin/biome",
    args: ["check", "."],
  },
  { name: "no export, file or dependency is dead", script: "knip/bin/knip.js", args: ["--no-config-hints"] },
  { name: "the element's first load stays within its budget", script: "size-limit/bin.js", args: [] },
];

describe("the project", () => {
  for (const { name, script, args } of checks) {
    it(name, async () => {
      expect(await runTool(script, { args })).toBe(null);
    });
  }
});
