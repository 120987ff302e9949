import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { maskKinds } from "../../../../shared/contract/comment.ts";
import { labelledLines, scoreRedaction } from "../../../fixtures/redaction/score-redaction.ts";

const folder = new URL("../../../fixtures/redaction/", import.meta.url);
const read = (name: string) => labelledLines(readFileSync(new URL(name, folder), "utf8"));
const apart = read("apart.jsonl");
const rules = read("rules.jsonl");
const fresh = read("fresh.jsonl");
const careless = read("careless.jsonl");
const limited = maskKinds.flatMap((kind) => [
  { kind, lines: apart, name: "kept apart", leastMet: 0.97, leastRight: 0.98 },
  { kind, lines: fresh, name: "written by other hands", leastMet: 0.97, leastRight: 0.98 },
  { kind, lines: careless, name: "typed carelessly", leastMet: 0.93, leastRight: 0.98 },
]);

describe("the labelled set", () => {
  test("is large, a third of it traps, and says which lines rules were written on", () => {
    const all = [...apart, ...rules, ...fresh, ...careless];
    expect(all.length).toBeGreaterThanOrEqual(600);
    expect(all.filter(({ spans }) => spans.length === 0).length / all.length).toBeGreaterThan(0.25);
    expect(new Set(apart.map(({ set }) => set))).toEqual(new Set(["apart"]));
    expect(new Set(rules.map(({ set }) => set))).toEqual(new Set(["rules"]));
    expect(new Set(fresh.map(({ set }) => set))).toEqual(new Set(["fresh"]));
    expect(new Set(careless.map(({ set }) => set))).toEqual(new Set(["careless"]));
    expect(new Set(all.map(({ text }) => text)).size).toBe(all.length);
  });

  test.each(limited)(
    "$kind: at least $leastMet are masked and $leastRight of the masks are right, on lines $name",
    ({ kind, lines, leastMet, leastRight }) => {
      const score = scoreRedaction(lines).kinds.find((one) => one.kind === kind);
      expect(score?.labelled).toBeGreaterThanOrEqual(30);
      expect((score?.met ?? 0) / (score?.labelled ?? 1)).toBeGreaterThanOrEqual(leastMet);
      expect((score?.right ?? 0) / (score?.made ?? 1)).toBeGreaterThanOrEqual(leastRight);
    },
  );

  test("has nothing wrong on the lines that rules were written on", () => {
    expect(scoreRedaction(rules).faults).toEqual([]);
  });
});
