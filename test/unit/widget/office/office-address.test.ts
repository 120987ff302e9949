import { describe, expect, test } from "vitest";
import { arrivalOf, codeOf, officeAddress, placeOf } from "../../../../widget/office/office-address.ts";

describe("addresses of the office", () => {
  test.each([
    ["/office/", { agency: "", page: "" }],
    ["/office/H20", { agency: "H20", page: "" }],
    ["/office/H20/units", { agency: "H20", page: "units" }],
    ["/office/H20/units/", { agency: "H20", page: "units" }],
    ["/office/comments/", { agency: "", page: "comments" }],
    ["/office/h20/units", { agency: "", page: "" }],
    ["/elsewhere/H20/units", { agency: "", page: "" }],
  ])("%s names a place", (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });

  test("a page has an address with its state", () => {
    expect(officeAddress("H20", "audit", { what: "key" })).toBe("/office/H20/audit?what=key");
    expect(officeAddress("H20")).toBe("/office/H20");
  });

  test("a code is taken in small letters, and with blanks around it", () => {
    expect([codeOf(" h20 "), codeOf("20H"), codeOf("H"), codeOf("")]).toEqual(["H20", "", "", ""]);
  });

  test("an invitation and a failure are taken out of the address; the rest of it stays", () => {
    const at = { pathname: "/office/H20", search: "?failed=refused&lang=en", hash: "" };
    expect(arrivalOf(at)).toEqual({ invitation: null, failed: "refused", rest: "/office/H20?lang=en" });
    const link = { pathname: "/office/", search: "", hash: "#invitation=c0-de_1&agency=H20" };
    expect(arrivalOf(link)).toEqual({ invitation: { agency: "H20", code: "c0-de_1" }, failed: null, rest: "/office/" });
  });

  test("half an invitation is none", () => {
    for (const hash of ["#invitation=c0de", "#agency=H20", "#invitation=c0de&agency=../x"]) {
      expect(arrivalOf({ pathname: "/office/", search: "", hash }).invitation).toBeNull();
    }
  });
});
