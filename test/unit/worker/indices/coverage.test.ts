import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { publishedIndex } from "../../../../shared/contract/published-index.ts";
import type { VolumeRow } from "../../../../worker/counts/rollup-source.ts";
import type { Binding } from "../../../../worker/organization/organization.ts";
import { answer, answers, day, rowOf, rowsOf, unit, type World } from "./sample-agency.ts";

const tree = [unit("H20", null), unit("A", "H20"), unit("B", "H20"), unit("C", "H20")];
const october = { from: day("2026-10-01"), to: day("2026-10-31") };

function volume(transactions: number, more: Partial<VolumeRow> = {}): VolumeRow {
  return { unit: "A", service: null, channel: null, ...october, transactions, ...more };
}

function bound(unit: string, from: string, more: Partial<Binding> = {}): Binding {
  return { fromDay: day(from), unit, service: null, channel: "kiosk", form: "default", name: "Máy", ...more };
}

function coverage(world: Omit<World, "units">, query: object = {}) {
  return rowOf({ units: tree, ...world }, { period: "2026-10", ...query }).coverage;
}

describe("coverage if transactions are known in part", () => {
  it("has no rate if one unit reported and another that was rated did not", () => {
    const world = { units: tree, answers: [...answers(10), ...answers(30, { unit: "B" })], volumes: [volume(100)] };
    const row = rowOf(world, { period: "2026-10" });
    expect(row.coverage).toEqual({ transactions: 100, rate: null, complete: false, reported: 50 });
    expect(row).not.toHaveProperty("interval_of_served");
    expect(publishedIndex.safeParse(row).error).toBeUndefined();
    expect(rowsOf(world, { period: "2026-10", by: "unit" }).map((it) => it.coverage)).toEqual([
      { transactions: 100, rate: 10 },
      null,
      null,
    ]);
  });

  it("has no rate if only a part of the days was reported on which people were asked or answered", () => {
    const half = [volume(100, { to: day("2026-10-15") })];
    expect(coverage({ answers: answers(10), volumes: half })).toEqual({ transactions: 100, rate: 10 });
    const later = [...answers(10), answer({ day: day("2026-10-16") })];
    expect(coverage({ answers: later, volumes: half })).toMatchObject({ rate: null, reported: 48.38 });
    const touchpoints = new Map([["H20-aaaaaaaaaa", [bound("A", "2026-10-01")]]]);
    expect(coverage({ answers: answers(10), volumes: half, touchpoints })).toMatchObject({ reported: 48.38 });
    const until = new Map([["H20-aaaaaaaaaa", [bound("H20", "2026-10-16"), bound("A", "2026-10-01")]]]);
    expect(coverage({ answers: answers(10), volumes: half, touchpoints: until }, { unit: "A" })).toEqual({
      transactions: 100,
      rate: 10,
    });
  });

  it("asks for nothing of a unit without touchpoints, ratings or reports, and takes 0 for a report", () => {
    const silent = new Map([["H20-bbbbbbbbbb", [bound("B", "2026-01-01")]]]);
    const world = { answers: answers(10), volumes: [volume(100)] };
    expect(coverage(world)).toEqual({ transactions: 100, rate: 10 });
    expect(coverage({ ...world, touchpoints: silent })).toMatchObject({ complete: false, reported: 50 });
    expect(coverage({ ...world, touchpoints: silent, volumes: [volume(100), volume(0, { unit: "B" })] })).toEqual({
      transactions: 100,
      rate: 10,
    });
  });

  it("asks for no day in the future and for no day on which the unit did not stand", () => {
    const touchpoints = new Map([["H20-aaaaaaaaaa", [bound("A", "2026-01-01")]]]);
    const november = { from: day("2026-11-01"), to: day("2026-11-24") };
    const known = { answers: answers(10, { day: november.from }), volumes: [volume(100, november)], touchpoints };
    expect(coverage(known, { period: "2026-11" })).toEqual({ transactions: 100, rate: 10 });
    const early = { ...known, volumes: [volume(100, { ...november, to: november.to - 1 })] };
    expect(coverage(early, { period: "2026-11" })).toMatchObject({ complete: false, reported: 95.83 });
    const ended = [unit("H20", null), unit("A", "H20", { validTo: october.to })];
    const row = rowOf(
      { units: ended, answers: answers(10), volumes: [volume(100, { from: day("2026-01-01") })], touchpoints },
      { period: "2026" },
    );
    expect(row.coverage).toEqual({ transactions: 100, rate: 10 });
  });

  it("never looks like all of the days, and may be of none of them", () => {
    const century = { from: "2001-01-01", to: "2100-12-31" };
    const long = volume(100, { from: day(century.from), to: day(century.to) - 1 });
    const last = { today: day(century.to), answers: [answer({ day: day(century.to) })], volumes: [long] };
    expect(coverage(last, { period: undefined, ...century })).toMatchObject({ reported: 99.99 });
    const unnamed = { answers: answers(10), volumes: [volume(100, { service: "1.001" })] };
    expect(coverage(unnamed)).toEqual({ transactions: 100, rate: null, complete: false, reported: 0 });
  });

  it("counts a tally as rating every day of its span", () => {
    const tally = { unit: "A", question: "overall", service: null, channel: "paper", counts: [0, 0, 0, 0, 9] };
    const tallies = [{ ...tally, from: day("2026-07-01"), to: day("2026-09-30") }];
    const july = volume(100, { from: day("2026-07-01"), to: day("2026-07-31") });
    const third = { period: "2026-Q3" };
    expect(coverage({ answers: [], tallies, volumes: [july] }, third)).toMatchObject({ rate: null, reported: 33.69 });
    const rest = volume(80, { from: day("2026-08-01"), to: day("2026-09-30") });
    expect(coverage({ answers: [], tallies, volumes: [july, rest] }, third)).toEqual({ transactions: 180, rate: 5 });
  });

  it("leaves out volumes that reach beyond the period, and then misses their days", () => {
    const beyond = volume(900, { unit: "B", to: day("2026-11-30") });
    const world = { answers: [...answers(10), answer({ unit: "B" })], volumes: [volume(100), beyond] };
    expect(coverage(world)).toEqual({ transactions: 100, rate: null, complete: false, reported: 50 });
    expect(coverage(world, { unit: "B" })).toBeNull();
  });

  it("knows neither unit's days if a volume reaches over a move", () => {
    const units = [
      ...[unit("H20", null), unit("N", "H20"), unit("S", "H20")],
      unit("A", "N", { validTo: day("2026-10-15") }),
      unit("A", "S", { validFrom: day("2026-10-16") }),
    ];
    const world = { units, answers: [...answers(5), ...answers(5, { day: october.to })], volumes: [volume(100)] };
    const rows = rowsOf(world, { period: "2026-10", by: "unit", units_as: "then" });
    expect(rows.map((row) => [row.unit.code, row.n, row.coverage])).toEqual([
      ["N", 5, null],
      ["S", 5, { transactions: 100, rate: null, complete: false, reported: 0 }],
    ]);
    const now = rowsOf(world, { period: "2026-10", by: "unit" });
    expect(now.map((row) => [row.unit.code, row.n, row.coverage])).toEqual([
      ["N", 0, null],
      ["S", 10, { transactions: 100, rate: 10 }],
    ]);
  });
});

describe("days to report", () => {
  it("are those of each unit alone, whatever days other units report by", () => {
    const rated = { answers: [...answers(10), answer({ unit: "B" })] };
    const halves = [volume(50, { to: day("2026-10-10") }), volume(50, { from: day("2026-10-11") })];
    const part = { transactions: 100, rate: null, complete: false, reported: 50 };
    expect(coverage({ ...rated, volumes: [volume(100)] })).toEqual(part);
    expect(coverage({ ...rated, volumes: halves })).toEqual(part);
    const days = Array.from({ length: 31 }, (_, place) => october.from + place);
    expect(coverage({ ...rated, volumes: days.map((it) => volume(1, { from: it, to: it })) })).toMatchObject({
      reported: 50,
    });
    const gap = [volume(50, { to: day("2026-10-10") }), volume(50, { from: day("2026-10-21") })];
    const beside = { ...rated, answers: answers(1, { unit: "B" }) };
    expect(coverage({ ...beside, volumes: gap })).toMatchObject({ reported: 40.38 });
  });
});

describe("coverage of a service", () => {
  const volumes = [volume(60, { service: "1.001" }), volume(40, { service: "1.002", unit: "B" })];
  const named = [...answers(6, { service: "1.001" }), ...answers(4, { service: "1.002", unit: "B" })];

  it("asks only units that have anything of it", () => {
    const rows = rowsOf({ units: tree, answers: named, volumes }, { period: "2026-10", by: "service" });
    expect(rows.map((row) => [row.service, row.coverage])).toEqual([
      ["1.001", { transactions: 60, rate: 10 }],
      ["1.002", { transactions: 40, rate: 10 }],
    ]);
    expect(coverage({ answers: named, volumes }, { service: "1.001" })).toEqual({ transactions: 60, rate: 10 });
    expect(coverage({ answers: named, volumes })).toEqual({ transactions: 100, rate: 10 });
  });

  it("is incomplete if another unit was rated for it and reported nothing of it", () => {
    const more = { answers: [...named, answer({ service: "1.001", unit: "B" })], volumes };
    const part = { transactions: 60, rate: null, complete: false, reported: 50 };
    expect(coverage(more, { service: "1.001" })).toEqual(part);
    const rows = rowsOf({ units: tree, ...more }, { period: "2026-10", by: "service" });
    expect(rows.map((row) => row.coverage)).toEqual([part, { transactions: 40, rate: 10 }]);
    expect(coverage(more)).toMatchObject({ complete: false });
  });

  it("takes a service that a report leaves out of a month for one without transactions", () => {
    const touchpoints = new Map([["H20-aaaaaaaaaa", [bound("A", "2026-09-01")]]]);
    const september = { from: day("2026-09-01"), to: day("2026-09-30") };
    const both = [volume(60, { service: "1.001" }), volume(7, { service: "1.002", ...september })];
    const span = { period: undefined, from: "2026-09-01", to: "2026-10-31", service: "1.001" };
    const world = { answers: answers(6, { service: "1.001" }), touchpoints, today: october.to };
    expect(coverage({ ...world, volumes: both }, span)).toEqual({ transactions: 60, rate: 10 });
    expect(coverage({ ...world, volumes: both.slice(0, 1) }, span)).toMatchObject({ complete: false, reported: 50.81 });
  });
});

const services = ["1.001", "1.002"];
const channels = ["kiosk", "portal"];
const months = [
  { from: day("2026-09-01"), to: day("2026-09-30") },
  { from: day("2026-10-01"), to: day("2026-10-31") },
];

/** True transactions by service and channel, in which ways they were reported, and for which services people answered. */
const unitMonth = fc.record({
  truth: fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 }),
  grains: fc.uniqueArray(fc.constantFrom("whole", "channels", "services", "both"), { maxLength: 4 }),
  answered: fc.uniqueArray(fc.constantFrom("", ...services)),
});

type UnitMonth = { readonly truth: number[]; readonly grains: string[]; readonly answered: string[] };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function volumesOf({ truth, grains }: UnitMonth, place: Pick<VolumeRow, "unit" | "from" | "to">): VolumeRow[] {
  const of = (service: string | null, channel: string | null): VolumeRow => ({
    ...{ ...place, service, channel },
    transactions: sum(
      truth.filter(
        (_, at) =>
          (service ?? services[at >> 1]) === services[at >> 1] && (channel ?? channels[at & 1]) === channels[at & 1],
      ),
    ),
  });
  return grains.flatMap((grain) => {
    if (grain === "whole") return [of(null, null)];
    if (grain === "channels") return channels.map((channel) => of(null, channel));
    if (grain === "services") return services.map((service) => of(service, null));
    return services.flatMap((service) => channels.map((channel) => of(service, channel)));
  });
}

/** The figures that count, of all that were reported. */
function kindOf({ grains }: Pick<UnitMonth, "grains">): string | undefined {
  return ["whole", "channels", "services", "both"].find((grain) => grains.includes(grain));
}

describe("however transactions are reported", () => {
  it("they are counted once, and are complete exactly if each unit's asked days are known", () => {
    fc.assert(
      fc.property(fc.array(unitMonth, { minLength: 4, maxLength: 4 }), (list) => {
        const placed = list.map((it, at) => ({ ...it, unit: at < 2 ? "A" : "B", ...(months[at % 2] ?? october) }));
        const world: World = {
          units: tree,
          answers: placed.flatMap(({ unit, from, answered }) =>
            answered.flatMap((service) => channels.map((channel) => answer({ unit, day: from, service, channel }))),
          ),
          volumes: placed.flatMap((it) => volumesOf(it, { unit: it.unit, from: it.from, to: it.to })),
        };
        const days = { asked: 0, reported: 0 };
        for (const { unit, grains, from, to } of placed) {
          // Months that are reported in the same way are one stretch: a rating that no report holds spoils all of it.
          const stretch = placed.filter((it) => it.unit === unit && kindOf(it) === kindOf({ grains }));
          const answered = stretch.flatMap((it) => it.answered);
          if (grains.length === 0 && answered.length === 0) continue;
          days.asked += to - from + 1;
          const ofAll = grains.includes("whole") || grains.includes("channels");
          if (ofAll || (grains.length > 0 && !answered.includes(""))) days.reported += to - from + 1;
        }
        const told = placed.filter(({ grains }) => grains.length > 0);
        const transactions = sum(told.flatMap(({ truth }) => truth));
        const row = rowOf(world, { from: "2026-09-01", to: "2026-10-31" });
        if (told.length === 0) expect(row.coverage).toBeNull();
        else if (days.reported < days.asked) {
          const reported = Math.floor((10_000 * days.reported) / days.asked) / 100;
          expect(row.coverage).toEqual({ transactions, rate: null, complete: false, reported });
        } else if (row.n > transactions) expect(row.coverage_note).toBe("more-ratings-than-transactions");
        else if (transactions > 0) expect(row.coverage?.transactions).toBe(transactions);
      }),
      { numRuns: 500 },
    );
  });
});
