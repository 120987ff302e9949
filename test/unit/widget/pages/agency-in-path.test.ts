import { expect, test } from "vitest";
import { agencyInPath } from "../../../../widget/pages/sealed/agency-in-path.ts";

test.each([
  ["/sealed/H20", "H20"],
  ["/sealed/H20/", "H20"],
  ["/sealed/H20-7k3m9q2x4t", "H20"],
  ["/sealed/", null],
  ["/sealed/h20", null],
  ["/sealed/%E0%A4%A", null],
])("the address %s is about %s", (path, agency) => {
  expect(agencyInPath(path)).toBe(agency);
});
