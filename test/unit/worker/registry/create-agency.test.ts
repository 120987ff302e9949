import { describe, expect, test } from "vitest";
import { allowsAgency, isTimeZone } from "../../../../worker/registry/create-agency.ts";

describe("allowsAgency", () => {
  test.each([undefined, "", " ", "all", "ALL", ","])("allows any agency with the setting %j", (setting) => {
    expect(allowsAgency(setting, "H20")).toBe(true);
  });

  test("allows only the agencies in the list", () => {
    expect(allowsAgency("H20, H21", "H21")).toBe(true);
    expect(allowsAgency("H20,H21", "H22")).toBe(false);
    expect(allowsAgency("H20,H21", "H2")).toBe(false);
  });
});

describe("isTimeZone", () => {
  test.each(["Asia/Ho_Chi_Minh", "Asia/Saigon", "UTC"])("knows %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each(["Asia/Nowhere", "+07:00", "", "GMT+7 or so"])("does not know %j", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
