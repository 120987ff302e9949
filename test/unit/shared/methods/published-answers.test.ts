import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findMethod } from "../../../../shared/methods/all-methods.ts";
import { computeIndex, computeValue } from "../../../../shared/methods/compute-index.ts";
import type { Method } from "../../../../shared/methods/method.ts";
import { exactValue } from "./exact-oracle.ts";

type KnownIndex = { id: string; method: string; tally: number[]; expected: number | null };
type KnownShare = { id: string; x: number; n: number; expected: [number, number] | null };

function fixture(name: string): string {
  return readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), "utf8");
}

function rows(name: string): string[][] {
  const lines = fixture(name).trim().split("\n");
  return lines
    .filter((line) => !line.startsWith("#"))
    .slice(1)
    .map((line) => line.split(","));
}

function method(id: string): Method {
  const found = findMethod(id);
  if (found === undefined) throw new Error(`no method ${id}`);
  return found;
}

const known = JSON.parse(fixture("known-answers.json")) as { indices: KnownIndex[]; shares: KnownShare[] };

describe("published counts", () => {
  const counts = rows("a11-counts.csv");

  it("are 595 rows", () => {
    expect(counts).toHaveLength(595);
  });

  it("give the published score in every row", () => {
    const differing = counts.filter((row) => {
      return computeValue(method("mean@1"), row.slice(2, 7).map(Number))?.toFixed(2) !== row[7];
    });
    expect(differing).toEqual([]);
  });

  it.each(rows("a11-half-ties.csv"))("round up at the exact tie of row %s, question %s", (...row) => {
    const tally = row.slice(2, 7).map(Number);
    const [numerator, denominator] = exactValue(method("mean@1"), tally);
    const [top, bottom] = (row[8] ?? "").split("/").map(BigInt);
    expect(numerator * (bottom ?? 0n)).toBe((top ?? 0n) * denominator);
    expect(computeValue(method("mean@1"), tally)?.toFixed(2)).toBe(row[7]);
  });
});

describe("known answers", () => {
  it.each(known.indices)("$id: $method of $tally is $expected", ({ method: id, tally, expected }) => {
    expect(computeValue(method(id), tally)).toBe(expected);
  });

  it.each(known.shares)("$id: the interval of $x in $n is $expected", ({ x, n, expected }) => {
    const { interval } = computeIndex(method("top-two@1"), [0, 0, n - x, x, 0]);
    if (expected === null) {
      expect(interval).toBeNull();
      return;
    }
    // The table's ends are shares with 4 decimals, which are percentages with 2.
    expect(interval?.low.toFixed(2)).toBe((expected[0] * 100).toFixed(2));
    expect(interval?.high.toFixed(2)).toBe((expected[1] * 100).toFixed(2));
  });
});
