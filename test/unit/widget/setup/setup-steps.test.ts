import { describe, expect, it } from "vitest";
import { nextStep, type SetUp, snippetOf } from "../../../../widget/setup/setup-steps.ts";

const nothing = { address: "", phone: "", units: [], touchpoint: null, forms: ["default"], isRated: false };
const empty: SetUp = { name: "Tỉnh A", ...nothing };
const touchpoint = { id: "H20-7k3m9q2x4t", name: "Cổng thông tin" };

describe("the set-up", () => {
  it("goes on with the first step that is neither done nor skipped", () => {
    expect(nextStep(empty, [])).toBe("agency");
    expect(nextStep({ ...empty, phone: "0277" }, [])).toBe("units");
    expect(nextStep(empty, ["agency", "units"])).toBe("touchpoint");
    expect(nextStep({ ...empty, touchpoint }, ["agency", "units"])).toBe("page");
  });

  it("ends with the step that shows the ratings", () => {
    const units = [{ code: "A", name: "A" }];
    expect(nextStep({ ...empty, address: "x", units, touchpoint, isRated: true }, [])).toBe("page");
  });

  it("gives two lines, whose link stays where no script runs", () => {
    expect(snippetOf("https://y.vn", touchpoint.id).split("\n")).toEqual([
      '<script type="module" src="https://y.vn/widget/v1/citizen-feedback.js"></script>',
      '<citizen-feedback touchpoint="H20-7k3m9q2x4t"><a href="https://y.vn/rate/H20-7k3m9q2x4t">Đánh giá</a></citizen-feedback>',
    ]);
  });
});
