import { expect, test } from "vitest";
import type { KioskSettings, Reason } from "../../../../shared/contract/form.ts";
import { kioskPlan, kioskSettings, offeredReasons } from "../../../../widget/visit/asked-questions.ts";
import { counterConfig, kioskConfig } from "../../../fixtures/kiosk-config.ts";

function planOf(change: { kiosk?: KioskSettings; comment?: boolean; reasons?: Reason[] }, chance = 0.99) {
  return kioskPlan({ ...kioskConfig, form: { ...kioskConfig.form, ...change } }, chance);
}

test("asks for reasons and a comment, and about pressure one person in five", () => {
  expect(planOf({}, 0.2)).toEqual({ hasMore: true, questions: [], asksPressure: false });
  expect(planOf({}, 0.199).asksPressure).toBe(true);
  expect(planOf({ kiosk: { pressure_percent: 0 } }, 0).asksPressure).toBe(false);
  expect(planOf({ kiosk: { pressure_percent: 100 } }, 0.999).asksPressure).toBe(true);
});

test("asks the form's further questions, in its order", () => {
  expect(kioskPlan(counterConfig, 0.99).questions).toEqual(["attitude", "recommend"]);
});

test("leaves reasons out for all where only some levels have any and no comment is asked for", () => {
  const low = kioskConfig.form.reasons.filter(({ levels }) => levels.includes(1));
  expect(planOf({ comment: false }).hasMore).toBe(true);
  expect(planOf({ comment: false, reasons: low }).hasMore).toBe(false);
  expect(planOf({ comment: true, reasons: low }).hasMore).toBe(true);
  expect(planOf({ kiosk: { comment: "off" }, reasons: [] }).hasMore).toBe(false);
});

test("the contract's defaults stand where a form says nothing", () => {
  expect(kioskSettings(undefined, true)).toEqual({
    idleMs: 20_000,
    countdownMs: 10_000,
    isTyped: true,
    isByPhone: true,
    pressurePercent: 20,
  });
  expect(kioskSettings({ comment: "phone", idle_seconds: 30 }, true)).toMatchObject({ isTyped: false, idleMs: 30_000 });
  expect(kioskSettings({ comment: "both" }, false)).toMatchObject({ isTyped: false, isByPhone: false });
});

const reason = (id: string, levels: number[], channels?: Reason["channels"]): Reason => ({
  id,
  levels,
  text: { vi: id },
  ...(channels ? { channels } : {}),
});

test("fits level and channel, in the form's order; without channels it fits all of them", () => {
  const reasons = [
    reason("b", [1, 2]),
    reason("kiosk", [1, 2], ["kiosk"]),
    reason("a", [2, 3], ["portal"]),
    reason("high", [5]),
  ];
  expect(offeredReasons(reasons, 2, "portal").map(({ id }) => id)).toEqual(["b", "a"]);
});

test("a form may have many, and none is left out", () => {
  const reasons = Array.from({ length: 12 }, (_, index) => reason(`r${index}`, [1]));
  expect(offeredReasons(reasons, 1, "portal")).toHaveLength(12);
});
