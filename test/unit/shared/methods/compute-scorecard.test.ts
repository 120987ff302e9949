import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { methodDescription } from "../../../../shared/contract/method-description.ts";
import { type MeasureInputs, measureInputs } from "../../../../shared/contract/measure.ts";
import { allScorecards } from "../../../../shared/methods/all-scorecards.ts";
import { computeScorecard } from "../../../../shared/methods/compute-scorecard.ts";
import { describeScorecard } from "../../../../shared/methods/describe-all-methods.ts";
import { qd766Satisfaction } from "../../../../shared/methods/qd766-satisfaction.ts";
import { tt01 } from "../../../../shared/methods/tt01.ts";
import { fixtureRows } from "../../../fixtures/fixture-rows.ts";
import { isHalfUp } from "./exact-oracle.ts";

function fixture(name: string): Record<string, string>[] {
  return fixtureRows(readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), "utf8"));
}

const fields = [
  "dossiers",
  "overdue",
  "petitioned",
  "reflections",
  "answered_on_time",
  "rated",
  "rated_satisfied",
] as const;

function inputsOf(row: Record<string, string>): MeasureInputs {
  return Object.fromEntries(fields.map((field) => [field, Number(row[field])]));
}

const whole = {
  dossiers: 100,
  overdue: 3,
  petitioned: 2,
  reflections: 10,
  answered_on_time: 9,
  rated: 8,
  rated_satisfied: 4,
};

describe("the satisfaction group of decision 766", () => {
  it.each(fixture("qd766-vectors.csv"))("gives $id its points: $procedures + $on_time + $satisfied = $total", (row) => {
    const scored = computeScorecard(qd766Satisfaction, [{ unit: "A", inputs: inputsOf(row) }]);
    expect(scored.parts.map(({ points }) => points?.toFixed(2))).toEqual([row.procedures, row.on_time, row.satisfied]);
    expect([scored.total?.toFixed(2), scored.percent?.toFixed(2)]).toEqual([row.total, row.percent]);
    expect([scored.missing, scored.band]).toEqual([[], undefined]);
  });

  it("gives the percentage of a published total", () => {
    // 16.85 of 18 points, as one department's published total.
    const inputs = {
      ...whole,
      dossiers: 0,
      overdue: 0,
      petitioned: 0,
      reflections: 0,
      answered_on_time: 0,
      rated: 0,
      rated_satisfied: 0,
    };
    const scored = computeScorecard({ ...qd766Satisfaction, total: () => 16.85 }, [{ unit: "A", inputs }]);
    expect(scored.percent).toBe(93.61);
  });

  it("rounds every part half up and adds up the rounded parts, for counts up to 10¹²", () => {
    const count = fc.oneof(fc.nat(12), fc.nat(100_000), fc.nat({ max: 1_000_000_000_000 }));
    const share = (all: number, part: number): number => (all === 0 ? 0 : part % (all + 1));
    fc.assert(
      fc.property(fc.tuple(count, count, count, count, count, count, count), ([t, o, p, d, a, r, b]) => {
        const overdue = share(t, o);
        const inputs = {
          dossiers: t,
          overdue,
          petitioned: share(t - overdue, p),
          reflections: d,
          answered_on_time: share(d, a),
          rated: r,
          rated_satisfied: share(r, b),
        };
        const { parts, total, percent } = computeScorecard(qd766Satisfaction, [{ unit: "A", inputs }]);
        const clean = BigInt(t - inputs.overdue - inputs.petitioned);
        const exact: [bigint, bigint][] = [
          t === 0 ? [0n, 1n] : [6000n * clean, 900n * BigInt(t)],
          d === 0 ? [6n, 1n] : [6n * BigInt(inputs.answered_on_time), BigInt(d)],
          r === 0 ? [6n, 1n] : [6n * BigInt(inputs.rated_satisfied), BigInt(r)],
        ];
        for (const [place, [top, bottom]] of exact.entries()) {
          const capped: [bigint, bigint] = top > 6n * bottom ? [6n, 1n] : [top, bottom];
          expect(isHalfUp(parts[place]?.points ?? -1, capped, 2)).toBe(true);
        }
        const hundredths = parts.reduce(
          (sum, { points }) => sum + Number((points ?? 0).toFixed(2).replace(".", "")),
          0,
        );
        expect(total?.toFixed(2).replace(".", "")).toBe(String(hundredths).padStart(3, "0"));
        expect(isHalfUp(percent ?? -1, [BigInt(hundredths), 18n], 2)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("leaves a part without points where an input was never reported, and names it", () => {
    const { overdue: _, rated: _rated, rated_satisfied: _satisfied, ...some } = whole;
    const scored = computeScorecard(qd766Satisfaction, [{ unit: "A", inputs: { ...some, rated: null } }]);
    expect(scored.parts.map(({ points }) => points)).toEqual([null, 5.4, null]);
    expect(scored).toMatchObject({ total: null, percent: null, missing: ["overdue", "rated", "rated_satisfied"] });
    expect(scored.inputs).toMatchObject({ dossiers: 100, overdue: null, reflections: 10, rated: null });
  });

  it("names every input where nobody reported anything", () => {
    const scored = computeScorecard(qd766Satisfaction, []);
    expect(scored.missing).toEqual([...fields]);
    expect(scored.reportingUnits).toEqual({ procedures: 0, "on-time": 0, satisfied: 0 });
  });

  it("adds up what was reported and says of how many units, leaving half reports out of a part", () => {
    const scored = computeScorecard(qd766Satisfaction, [
      { unit: "A", inputs: whole },
      { unit: "A", inputs: whole },
      { unit: "B", inputs: { dossiers: 1_000_000, reflections: 10, answered_on_time: 1 } },
    ]);
    expect(scored.parts.map(({ points }) => points)).toEqual([6, 3.8, 3]);
    expect(scored.inputs).toMatchObject({ dossiers: 200, overdue: 6, reflections: 30, answered_on_time: 19 });
    expect(scored.reportingUnits).toEqual({ procedures: 1, "on-time": 2, satisfied: 1 });
    expect(scored.missing).toEqual([]);
  });

  it("does not make a part of halves that two units reported", () => {
    const halves = [
      { unit: "A", inputs: { dossiers: 10 } },
      { unit: "B", inputs: { overdue: 1, petitioned: 0 } },
    ];
    const scored = computeScorecard(qd766Satisfaction, halves);
    expect(scored.parts[0]?.points).toBeNull();
    expect(scored.missing.slice(0, 3)).toEqual(["dossiers", "overdue", "petitioned"]);
  });

  it("scores a sum as it scores one unit with that sum", () => {
    const report = fc.tuple(fc.nat(1000), fc.nat(1000), fc.nat(1000)).map(([clean, overdue, petitioned]) => ({
      dossiers: clean + overdue + petitioned,
      overdue,
      petitioned,
    }));
    fc.assert(
      fc.property(fc.array(report, { minLength: 1, maxLength: 8 }), (reports) => {
        const sum = (field: "dossiers" | "overdue" | "petitioned") =>
          reports.reduce((total, one) => total + one[field], 0);
        const together = { dossiers: sum("dossiers"), overdue: sum("overdue"), petitioned: sum("petitioned") };
        const [apart, whole] = [reports, [together]].map((list) =>
          computeScorecard(
            qd766Satisfaction,
            list.map((inputs, place) => ({ unit: `U${place}`, inputs })),
          ),
        );
        expect(apart?.parts).toEqual(whole?.parts);
        expect(apart?.inputs).toEqual(whole?.inputs);
      }),
    );
  });
});

describe("the score of circular 01/2018", () => {
  it.each(fixture("tt01-vectors.csv"))("gives $id $score points, $band", (row) => {
    const points = Array.from({ length: 9 }, (_, index) => Number(row[`p${index + 1}`]));
    const scored = computeScorecard(tt01, [
      { unit: "A", inputs: { tt01: { dossiers: Number(row.dossiers), points } } },
    ]);
    expect(scored.total?.toFixed(1) ?? "").toBe(row.score);
    expect(scored.band ?? "").toBe(row.band);
    expect(scored.missing).toEqual([]);
  });

  it.each([
    [1494, 100, 14.9, "Tốt"],
    [1196, 100, 12, "Tốt"],
    [895, 100, 9, "Khá"],
    [594, 100, 5.9, "Yếu"],
  ])("reads the band of %d points for %d dossiers from the rounded %d: %s", (sum, dossiers, total, band) => {
    const points = [
      sum - 200 * Math.floor(sum / 200),
      ...Array.from({ length: 8 }, (_, index) => (index < Math.floor(sum / 200) ? 200 : 0)),
    ];
    const scored = computeScorecard(tt01, [{ unit: "A", inputs: { tt01: { dossiers, points } } }]);
    expect([scored.total, scored.band]).toEqual([total, band]);
  });

  it("has no score and no band without a dossier, and is missing where nobody reported it", () => {
    const none = { tt01: { dossiers: 0, points: [0, 0, 0, 0, 0, 0, 0, 0, 0] } };
    expect(computeScorecard(tt01, [{ unit: "A", inputs: none }])).toMatchObject({
      total: null,
      band: null,
      missing: [],
    });
    expect(computeScorecard(tt01, [{ unit: "A", inputs: whole }])).toMatchObject({ total: null, missing: ["tt01"] });
  });

  it("takes the total from the exact sum, not from its rounded parts", () => {
    const third = { tt01: { dossiers: 3, points: [1, 1, 1, 1, 1, 1, 1, 1, 1] } };
    const scored = computeScorecard(tt01, [{ unit: "A", inputs: third }]);
    expect(scored.parts.map(({ points }) => points)).toEqual(new Array(9).fill(0.3));
    expect(scored).toMatchObject({ total: 3, percent: 16.67 });
  });
});

describe.each(allScorecards)("the description of $id", (method) => {
  it("keeps to the contract and names no scale", () => {
    const described = describeScorecard(method);
    expect(methodDescription.safeParse(described).error).toBeUndefined();
    expect(described).toMatchObject({ scales: [], range: [0, 18], interval: null });
  });

  it("has an example that comes true", () => {
    const { inputs, value } = describeScorecard(method).example;
    expect(computeScorecard(method, [{ unit: "A", inputs: measureInputs.parse(inputs) }]).total).toBe(value);
  });
});
