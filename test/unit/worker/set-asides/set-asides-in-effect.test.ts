import { describe, expect, test } from "vitest";
import type { FeedbackRow } from "../../../../worker/feedback/feedback-row.ts";
import type { StoredSetAside } from "../../../../worker/set-asides/set-aside-store.ts";
import { isAbout, setAsidesInEffect } from "../../../../worker/set-asides/set-asides-in-effect.ts";

const filter = { touchpoint: "H20-0000000001", sign: "burst", fromMs: 1000, beforeMs: 2000 };
const row = {
  correctedMs: 1000,
  flags: ["clock", "burst"],
  snapshot: { touchpoint: "H20-0000000001" },
} as unknown as FeedbackRow;

describe("a set-aside is about a row", () => {
  test.each<[string, object, object, boolean]>([
    ["of its touchpoint, with its sign, within its span", {}, {}, true],
    ["not at its end", {}, { correctedMs: 2000 }, false],
    ["not before it begins", {}, { correctedMs: 999 }, false],
    ["not of another touchpoint", {}, { snapshot: { touchpoint: "H20-0000000002" } }, false],
    ["not without the sign", {}, { flags: ["clock"] }, false],
    ["of any touchpoint if it names none", { touchpoint: null }, { snapshot: { touchpoint: "H20-0000000002" } }, true],
    ["with any flags or none if it names no sign", { sign: null }, { flags: [] }, true],
  ])("%s", (_, other, different, expected) => {
    expect(isAbout({ ...filter, ...other }, { ...row, ...different })).toBe(expected);
  });
});

test("what is in effect is read once, and again after it was told to forget", () => {
  let reads = 0;
  let stored: readonly StoredSetAside[] = [];
  const inEffect = setAsidesInEffect({
    inEffect() {
      reads += 1;
      return [...stored];
    },
  });
  expect([inEffect.hold(row), inEffect.hold(row), reads]).toEqual([false, false, 1]);
  stored = [filter as StoredSetAside];
  expect(inEffect.hold(row)).toBe(false);
  inEffect.forget();
  expect([inEffect.hold(row), reads]).toEqual([true, 2]);
});
