import { expect, test } from "vitest";
import { touchpointId } from "../../../../shared/codes.ts";
import { touchpointConfig as contract } from "../../../../shared/contract/touchpoint.ts";
import { isTouchpointConfig, isTouchpointId } from "../../../../widget/config/touchpoint-config.ts";
import { touchpointConfig } from "../../../fixtures/touchpoint-config.ts";

test("takes what the contract describes, and what a newer server adds to it", () => {
  expect(contract.safeParse(touchpointConfig).success).toBe(true);
  expect(isTouchpointConfig(touchpointConfig)).toBe(true);
  expect(isTouchpointConfig({ ...touchpointConfig, newer: { than: "us" } })).toBe(true);
});

test.each([
  ["nothing", null],
  ["a text", "Đăng nhập mạng"],
  ["a problem", { type: "about:blank", title: "Not found", status: 404, detail: "unknown" }],
  ["no form", { ...touchpointConfig, form: undefined }],
  ["a form without a version", { ...touchpointConfig, form: { ...touchpointConfig.form, version: undefined } }],
  [
    "a question without words",
    { ...touchpointConfig, form: { ...touchpointConfig.form, questions: [{ id: "a", scale: 5 }] } },
  ],
  [
    "a reason without levels",
    { ...touchpointConfig, form: { ...touchpointConfig.form, reasons: [{ id: "a", text: { vi: "a" } }] } },
  ],
  ["texts without Vietnamese", { ...touchpointConfig, texts: { "b.send": { en: "Send" } } }],
  ["no privacy notice", { ...touchpointConfig, privacy: undefined }],
])("%s is no config", (_what, value) => {
  expect(isTouchpointConfig(value)).toBe(false);
});

test("knows a touchpoint's id as the contract does", () => {
  for (const id of [
    "H20-7k3m9q2x4t",
    "H20-7k3m9q2x4",
    "h20-7k3m9q2x4t",
    "H20-7k3m9q2xit",
    "H-7k3m9q2x4t",
    "",
    "H20-7k3m9q2x4t ",
  ]) {
    expect([id, isTouchpointId(id)]).toEqual([id, touchpointId.safeParse(id).success]);
  }
});
