import { describe, expect, test } from "vitest";
import { quarterOf } from "../../../../shared/calendar/period.ts";
import { roundedRows } from "../../../../worker/publications/made-rows.ts";
import { day } from "../indices/sample-agency.ts";

function verdicts(people: readonly number[], exact: number, family: "service" | "question" = "service"): string[] {
  const counts = people.map((one, place) => ({ family, value: `${place}`, tally: [one, 0, 0, 0, 0] }));
  const rows = roundedRows(quarterOf(day("2026-01-01")), counts, {
    code: "H20",
    threshold: 10,
    exact: [exact, 0, 0, 0, 0],
  });
  return rows.map(({ verdict }) => verdict);
}

describe("rounded rows", () => {
  test("are shown from twice the minimum group size on", () => {
    expect(verdicts([30, 20, 19], 69)).toEqual(["too-few", "shown", "shown"]);
  });

  test("withhold the smallest shown one where too few would be left", () => {
    expect(verdicts([30, 40, 9], 79)).toEqual(["too-few", "protects-another", "shown"]);
    expect(verdicts([30, 40, 9, 1], 80)).toEqual(["too-few", "too-few", "shown", "shown"]);
  });

  test("withhold the smallest one where the exact figure counts others and nothing hides it", () => {
    expect(verdicts([25], 25)).toEqual(["shown"]);
    expect(verdicts([25], 24)).toEqual(["protects-another"]);
    expect(verdicts([45], 25)).toEqual(["protects-another"]);
    expect(verdicts([45, 15], 59)).toEqual(["too-few", "shown"]);
  });

  test("of questions are no parts of a whole", () => {
    expect(verdicts([30, 9], 100, "question")).toEqual(["too-few", "shown"]);
  });
});
