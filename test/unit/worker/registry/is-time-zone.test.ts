import { describe, expect, test } from "vitest";
import { isTimeZone } from "../../../../worker/registry/is-time-zone.ts";

describe("isTimeZone", () => {
  test.each(["Asia/Ho_Chi_Minh", "Asia/Saigon", "UTC"])("knows %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each(["Asia/Nowhere", "+07:00", "", "GMT+7 or so"])("does not know %j", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
