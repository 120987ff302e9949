import { expect, test } from "vitest";
import type { KioskSettings, Reason } from "../../../../shared/contract/form.ts";
import { kioskSettings } from "../../../../widget/visit/kiosk-settings.ts";
import { visitPlan } from "../../../../widget/visit/visit-plan.ts";
import { counterConfig, kioskConfig } from "../../../fixtures/kiosk-config.ts";

function planOf(change: { kiosk?: KioskSettings; comment?: boolean; reasons?: Reason[] }, chance = 0.99) {
  return visitPlan({ ...kioskConfig, form: { ...kioskConfig.form, ...change } }, chance);
}

test("asks for reasons and a comment, and about pressure one person in five", () => {
  expect(planOf({}, 0.2)).toEqual({ hasMore: true, questions: [], asksPressure: false });
  expect(planOf({}, 0.199).asksPressure).toBe(true);
  expect(planOf({ kiosk: { pressure_percent: 0 } }, 0).asksPressure).toBe(false);
  expect(planOf({ kiosk: { pressure_percent: 100 } }, 0.999).asksPressure).toBe(true);
});

test("asks the form's further questions, in its order", () => {
  expect(visitPlan(counterConfig, 0.99).questions).toEqual(["attitude", "recommend"]);
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
