import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { publishedIndex } from "../../../../shared/contract/published-index.ts";
import type { VolumeRow } from "../../../../worker/counts/rollup-source.ts";
import { answer, answers, ask, day, rowOf, rowsOf, unit, type World } from "./sample-agency.ts";

const units = [unit("H20", null), unit("A", "H20"), unit("A1", "A"), unit("B", "H20")];
const october = { period: "2026-10" };

function volume(transactions: number, more: Partial<VolumeRow> = {}): VolumeRow {
  return {
    unit: "A",
    service: "1.001",
    channel: null,
    from: day("2026-10-01"),
    to: day("2026-10-31"),
    transactions,
    ...more,
  };
}

/** 9 of 10 satisfied with births, 1 of 5 with buildings; 900 and 100 transactions. */
const world: World = {
  units,
  answers: [
    ...answers(9, { service: "1.001" }),
    answer({ service: "1.001", level: 2 }),
    answer({ service: "1.002", level: 4 }),
    ...answers(4, { service: "1.002", level: 1 }),
  ],
  volumes: [volume(900), volume(100, { service: "1.002" })],
};

const weighted = { ...october, method: "weighted-top-two@1" };

describe("a row by weighted-top-two@1", () => {
  it("stands beside the plain one, of the same people", () => {
    const [plain, row] = rowsOf(world, { ...october, method: "top-two@1,weighted-top-two@1" });
    expect(plain).toMatchObject({ method: "top-two@1", value: 66.67, n: 15 });
    expect(plain).not.toHaveProperty("weights");
    expect(row).toMatchObject({
      method: "weighted-top-two@1",
      value: 83,
      n: 15,
      tally: plain?.tally,
      coverage: { transactions: 1000, rate: 1.5 },
      weights: { by: "service", effective_n: 12.05, design_effect: 1.245 },
    });
    expect(row).not.toHaveProperty("interval_of_served");
    expect(publishedIndex.safeParse(row).error).toBeUndefined();
  });

  it("weights each unit's subtree and each month by its own transactions", () => {
    const more: World = {
      ...world,
      answers: [
        ...world.answers,
        answer({ service: "1.001", unit: "A1", day: day("2026-11-02") }),
        answer({ service: "1.002", unit: "A1", day: day("2026-11-02"), level: 1 }),
        answer({ service: "1.001", unit: "B" }),
      ],
      volumes: [
        ...(world.volumes ?? []),
        volume(3, { unit: "A1", from: day("2026-11-01"), to: day("2026-11-30") }),
        volume(1, { unit: "A1", service: "1.002", from: day("2026-11-01"), to: day("2026-11-30") }),
        volume(8, { unit: "B" }),
      ],
    };
    const rows = rowsOf(more, { from: "2026-10-01", to: "2026-11-30", by: "unit,month", method: "weighted-top-two@1" });
    expect(rows.map((row) => [row.unit.code, row.period.from.slice(0, 7), row.value])).toEqual([
      ["A", "2026-10", 83],
      ["A", "2026-11", 75],
      ["B", "2026-10", 100],
      ["B", "2026-11", null],
    ]);
    expect(rows[3]).toMatchObject({ n: 0, weights: { effective_n: null } });
    expect(rows[3]?.weights).not.toHaveProperty("refused");
  });

  it("weights channels if that is asked, within a service too", () => {
    const channels: World = {
      units,
      answers: [
        ...answers(9, { service: "1.001", channel: "kiosk" }),
        answer({ service: "1.001", channel: "kiosk", level: 2 }),
        answer({ service: "1.001", channel: "portal", level: 4 }),
        ...answers(4, { service: "1.001", channel: "portal", level: 1 }),
      ],
      volumes: [volume(900, { channel: "kiosk" }), volume(100, { channel: "portal" })],
    };
    const byChannel = { ...weighted, weights_by: "channel" as const };
    const known = { value: 83, weights: { by: "channel", effective_n: 12.05, design_effect: 1.245 } };
    expect(rowOf(channels, byChannel)).toMatchObject(known);
    expect(rowOf(channels, { ...byChannel, service: "1.001" })).toMatchObject(known);
    expect(rowsOf(channels, { ...byChannel, by: "service" })).toMatchObject([{ service: "1.001", ...known }]);
    const kioskOnly = rowOf({ ...channels, volumes: [volume(900, { channel: "kiosk" })] }, byChannel);
    expect(kioskOnly.weights?.refused).toEqual({ reason: "no-volume", channels: ["portal"] });
    expect(rowOf({ ...channels, volumes: [volume(1000)] }, byChannel).weights?.refused).toEqual({
      reason: "no-volume",
      channels: ["kiosk", "portal"],
    });
    expect(publishedIndex.safeParse(kioskOnly).error).toBeUndefined();
  });

  it("is refused if transactions of a service are known for one unit, and another was rated for it", () => {
    const more = { ...world, answers: [...world.answers, answer({ service: "1.001", unit: "B" })] };
    expect(rowOf(more, weighted).weights?.refused).toEqual({ reason: "partial-volume", services: ["1.001"] });
    expect(rowOf(more, { ...weighted, unit: "A" }).value).toBe(83);
  });

  it("has the change since an earlier period, each weighted by its own transactions", () => {
    const september = { from: day("2026-09-01"), to: day("2026-09-30") };
    const earlier: World = {
      ...world,
      answers: [
        ...world.answers,
        ...answers(8, { service: "1.001", day: september.from }),
        ...answers(2, { service: "1.001", day: september.from, level: 1 }),
        ...answers(5, { service: "1.002", day: september.from, level: 1 }),
      ],
      volumes: [...(world.volumes ?? []), volume(500, september), volume(500, { ...september, service: "1.002" })],
    };
    const compared = { ...weighted, compare: "previous" as const };
    const row = rowOf(earlier, compared);
    // 83 less 40, with effective samples of 12.05 and 13.33.
    expect(row.change).toMatchObject({ value: 43, n: 15, beyond_chance: true, interval: { kind: "newcombe" } });
    expect(publishedIndex.safeParse(row).error).toBeUndefined();
    const untold = rowOf({ ...earlier, volumes: world.volumes ?? [] }, compared);
    expect(untold).toMatchObject({ value: 83, change: { value: null, interval: null, refused: "no-volume" } });
    expect(publishedIndex.safeParse(untold).error).toBeUndefined();
  });

  it("is refused with the services that have transactions and no ratings", () => {
    const row = rowOf({ ...world, answers: answers(3, { service: "1.001" }) }, weighted);
    expect(row).toMatchObject({
      value: null,
      interval: null,
      n: 3,
      weights: { effective_n: null, refused: { reason: "empty-stratum", services: ["1.002"] } },
    });
    expect(publishedIndex.safeParse(row).error).toBeUndefined();
  });

  it("is refused if ratings have no transactions: of a service, or of none", () => {
    const nameless = rowOf({ ...world, answers: [...world.answers, answer()] }, weighted);
    expect(nameless.weights?.refused).toEqual({ reason: "no-volume", services: [null] });
    const unreported = rowOf({ ...world, volumes: [volume(900)] }, weighted);
    expect(unreported.weights?.refused).toEqual({ reason: "no-volume", services: ["1.002"] });
    const wholeUnit = rowOf({ ...world, volumes: [volume(1000, { service: null })] }, weighted);
    expect(wholeUnit.weights?.refused).toEqual({ reason: "no-volume", services: ["1.001", "1.002"] });
  });

  it("shows its value without flagged ratings and with those set aside, as far as these can be weighted", () => {
    const standing: World = {
      ...world,
      answers: [
        ...world.answers,
        answer({ service: "1.002", level: 1, standing: "flagged" }),
        answer({ service: "1.001", level: 1, standing: "set_aside" }),
      ],
    };
    const row = rowOf(standing, weighted);
    // Buildings 1 of 6 with the flagged one; births 9 of 11 with the one set aside.
    expect([row.value, row.flagged.value_without, row.set_aside.value_with]).toEqual([82.67, 83, 75.3]);
  });

  it("takes tallies of a service as it takes feedback", () => {
    const tallies = [
      {
        unit: "A",
        question: "overall",
        service: "1.001",
        channel: "paper",
        from: day("2026-10-01"),
        to: day("2026-10-31"),
        counts: [0, 1, 0, 0, 9],
      },
      {
        unit: "A",
        question: "overall",
        service: "1.002",
        channel: "paper",
        from: day("2026-10-01"),
        to: day("2026-10-31"),
        counts: [4, 0, 0, 1, 0],
      },
    ];
    expect(rowOf({ ...world, answers: [], tallies }, weighted)).toMatchObject({
      value: 83,
      n: 15,
      channels: { paper: 15 },
    });
  });

  it("is there for questions of 5 and 3 levels only", () => {
    expect(ask(world, { ...weighted, question: "wait" })).toMatchObject({
      kind: "scale-unfit",
      fits: ["mean@1", "happy@1"],
    });
    expect(rowOf(world, { ...weighted, question: "attitude" })).toMatchObject({ n: 0, value: null });
  });
});

describe("the interval of all served", () => {
  it("stands beside the interval if transactions are known and not all were rated", () => {
    const row = rowOf(world, october);
    expect(row).toMatchObject({
      interval: { low: 41.71, high: 84.82 },
      interval_of_served: { kind: "wilson", low: 41.88, high: 84.74 },
    });
  });

  it.each([
    ["no volumes", { volumes: [] }, {}],
    ["a channel asked for", {}, { channel: "kiosk" }],
    ["as many ratings as transactions", { volumes: [volume(15)] }, {}],
    ["more ratings than transactions", { volumes: [volume(14)] }, {}],
    ["no ratings", { answers: [] }, {}],
  ])("is absent with %s", (_, more, query) => {
    expect(rowOf({ ...world, ...more }, { ...october, ...query })).not.toHaveProperty("interval_of_served");
  });

  it("is never wider than the interval, for any of the methods", () => {
    const methods = ["top-two@1", "mean@1", "mean-percent@1", "gds@1", "happy@1", "csat@1"].join(",");
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 20 }),
        fc.nat(40),
        (levels, more) => {
          const rated = {
            units,
            answers: levels.map((level) => answer({ level })),
            volumes: [volume(levels.length + more, { service: null })],
          };
          for (const { interval, interval_of_served: served, coverage } of rowsOf(rated, {
            ...october,
            method: methods,
          })) {
            expect(coverage?.transactions).toBe(levels.length + more);
            expect(served === undefined).toBe(more === 0);
            if (served === undefined || interval === null) continue;
            expect(served.low).toBeGreaterThanOrEqual(interval.low);
            expect(served.high).toBeLessThanOrEqual(interval.high);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
