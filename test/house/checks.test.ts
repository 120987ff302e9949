import { describe, expect, it } from "vitest";
import { checks } from "../../scripts/checks.mjs";
import { runTool } from "../../scripts/run-tool.mjs";

describe("the project", () => {
  for (const { name, script, args } of checks) {
    it(name, async () => {
      expect(await runTool(script, { args })).toBe(null);
    });
  }
});
