import { describe, expect, test } from "vitest";
import { allowsAgency } from "../../../../worker/registry/allows-agency.ts";

describe("allowsAgency", () => {
  test.each([undefined, "", " ", "all", "ALL", ","])("takes any agency for the setting %j", (setting) => {
    expect(allowsAgency(setting, "H20")).toBe(true);
  });

  test("takes only the agencies named", () => {
    expect(allowsAgency("H20, H21", "H21")).toBe(true);
    expect(allowsAgency("H20,H21", "H22")).toBe(false);
    expect(allowsAgency("H20,H21", "H2")).toBe(false);
  });
});
