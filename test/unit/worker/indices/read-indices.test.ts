import { describe, expect, it } from "vitest";
import { publishedIndex } from "../../../../shared/contract/published-index.ts";
import { parseIndexQuestion } from "../../../../worker/indices/index-question.ts";
import { readIndices } from "../../../../worker/indices/read-indices.ts";
import { memorySource } from "./memory-source.ts";
import { answer, answers, ask, day, organizationOf, rowOf, rowsOf, unit, type World } from "./sample-agency.ts";

const tree = [unit("H20", null), unit("A", "H20"), unit("B", "H20"), unit("A1", "A"), unit("A2", "A")];

describe("a row", () => {
  const world: World = {
    units: tree,
    answers: [
      ...answers(12, { level: 1 }),
      ...answers(20, { level: 2 }),
      ...answers(75, { level: 3 }),
      ...answers(480, { level: 4, channel: "portal", unit: "A1" }),
      ...answers(638, { level: 5, unit: "A2" }),
      ...answers(9, { level: 5, standing: "flagged" }),
      ...answers(3, { level: 1, standing: "set_aside" }),
      ...answers(50, { level: 2, question: "attitude" }),
      ...answers(50, { level: 1, day: day("2026-11-01") }),
      ...answers(50, { level: 1, day: day("2026-09-30") }),
      ...answers(50, { level: 1, unit: "B" }),
    ],
    volumes: [
      { unit: "A", service: null, channel: null, from: day("2026-10-01"), to: day("2026-10-31"), transactions: 2000 },
      { unit: "A1", service: null, channel: null, from: day("2026-10-01"), to: day("2026-10-31"), transactions: 1000 },
      { unit: "A2", service: null, channel: null, from: day("2026-10-01"), to: day("2026-10-31"), transactions: 2000 },
    ],
  };

  it("gives value, n, tally, interval, coverage, channels, flagged and set aside of a subtree", () => {
    const row = rowOf(world, { period: "2026-10", unit: "A" });
    expect(row).toEqual({
      unit: { code: "A", name: "Unit A" },
      period: { from: "2026-10-01", to: "2026-10-31" },
      question: "overall",
      service: null,
      channel: null,
      method: "top-two@1",
      value: 91.33,
      n: 1234,
      tally: [12, 20, 75, 480, 647],
      interval: { confidence: 0.95, kind: "wilson", low: 89.63, high: 92.77 },
      interval_of_served: { confidence: 0.95, kind: "wilson", low: 89.87, high: 92.6 },
      coverage: { transactions: 5000, rate: 24.68 },
      channels: { kiosk: 754, portal: 480 },
      flagged: { n: 9, value_without: 91.27 },
      set_aside: { n: 3, value_with: 91.11 },
      spanning: 0,
      withheld: null,
    });
    expect(publishedIndex.safeParse(row).error).toBeUndefined();
  });

  it("is empty, not zero, if nobody answered", () => {
    const row = rowOf(world, { period: "2025" });
    expect(row).toMatchObject({
      value: null,
      n: 0,
      tally: [0, 0, 0, 0, 0],
      interval: null,
      channels: {},
      coverage: null,
    });
    expect(row.flagged).toEqual({ n: 0, value_without: null });
    expect(row.set_aside).toEqual({ n: 0, value_with: null });
  });

  it("has no value if all was set aside, and shows the value with it", () => {
    const row = rowOf({ units: tree, answers: answers(2, { standing: "set_aside" }) }, { period: "2026" });
    expect(row).toMatchObject({ value: null, n: 0, set_aside: { n: 2, value_with: 100 } });
  });

  it("has the levels of its question and the usual method of their number", () => {
    const world = {
      units: tree,
      answers: [
        answer({ question: "attitude", level: 3 }),
        answer({ question: "wait", level: 4 }),
        answer({ question: "recommend", level: 11 }),
      ],
    };
    expect(rowOf(world, { period: "2026", question: "attitude" })).toMatchObject({
      tally: [0, 0, 1],
      method: "top-two@1",
    });
    expect(rowOf(world, { period: "2026", question: "wait" })).toMatchObject({ tally: [0, 0, 0, 1], method: "mean@1" });
    const recommend = rowOf(world, { period: "2026", question: "recommend" });
    expect(recommend).toMatchObject({ method: "nps@1", value: 100, tally: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] });
  });

  it("comes once for each method asked for, in the order asked", () => {
    const rows = rowsOf(world, { period: "2026-10", unit: "A", method: "mean@1,top-two@1,gds@1" });
    expect(rows.map(({ method, value }) => [method, value])).toEqual([
      ["mean@1", 4.4],
      ["top-two@1", 91.33],
      ["gds@1", 0.8505],
    ]);
  });
});

describe("rows by unit", () => {
  it("are every child of the period with its subtree, empty or not, and the parent's own", () => {
    const world = {
      units: tree,
      answers: [answer({ unit: "A1" }), answer({ unit: "A" }), ...answers(3, { unit: "H20" })],
    };
    const rows = rowsOf(world, { period: "2026", by: "unit" });
    expect(rows.map((row) => [row.unit.code, row.own ?? false, row.n])).toEqual([
      ["A", false, 2],
      ["B", false, 0],
      ["H20", true, 3],
    ]);
  });

  it("have no row of the parent's own if nothing is bound to it", () => {
    const rows = rowsOf({ units: tree, answers: [answer({ unit: "A1" })] }, { period: "2026", by: "unit" });
    expect(rows.map((row) => row.unit.code)).toEqual(["A", "B"]);
  });

  it("leave out children that did not exist in the period", () => {
    const units = [
      ...tree,
      unit("C", "H20", { validFrom: day("2026-11-01") }),
      unit("D", "H20", { validTo: day("2026-09-30") }),
    ];
    for (const units_as of ["now", "then"] as const) {
      const codes = (period: string) =>
        rowsOf({ units, answers: [] }, { period, by: "unit", units_as }).map((row) => row.unit.code);
      expect(codes("2026-10")).toEqual(["A", "B"]);
      expect(codes("2026-11")).toEqual(["A", "B", "C"]);
      expect(codes("2026-09")).toEqual(["A", "B", "D"]);
      expect(codes("2026")).toEqual(["A", "B", "C", "D"]);
    }
  });

  it("take a moved unit's history along with `now` and leave it with `then`", () => {
    const units = [...tree, unit("A1", "B", { validFrom: day("2026-10-11") })];
    const world = {
      units,
      answers: [
        ...answers(4, { unit: "A1", day: day("2026-10-10") }),
        ...answers(2, { unit: "A1", day: day("2026-10-11") }),
      ],
    };
    const counts = (units_as: "now" | "then") =>
      Object.fromEntries(rowsOf(world, { period: "2026", by: "unit", units_as }).map((row) => [row.unit.code, row.n]));
    expect(counts("now")).toEqual({ A: 0, B: 6 });
    expect(counts("then")).toEqual({ A: 4, B: 2 });
    expect(rowOf(world, { period: "2026", unit: "A", units_as: "then" }).n).toBe(4);
    expect(rowOf(world, { period: "2026", unit: "A" }).n).toBe(0);
  });

  it("keep what belongs to a unit that no longer exists, below its last parent", () => {
    const units = [unit("H20", null), unit("A", "H20"), unit("A1", "A", { validTo: day("2026-10-31") })];
    const world = { units, answers: answers(7, { unit: "A1" }) };
    expect(rowsOf(world, { period: "2026", by: "unit", unit: "A" }).map((row) => [row.unit.code, row.n])).toEqual([
      ["A1", 7],
    ]);
    expect(rowsOf(world, { period: "2026", by: "unit" }).map((row) => [row.unit.code, row.n])).toEqual([["A", 7]]);
  });

  it("keep what belongs to a unit nobody ever described", () => {
    const world = { units: tree, answers: answers(7, { unit: "X9" }) };
    expect(rowOf(world, { period: "2026" }).n).toBe(7);
    const rows = rowsOf(world, { period: "2026", by: "unit" });
    expect(rows.map((row) => [row.unit.code, row.n])).toEqual([
      ["A", 0],
      ["B", 0],
      ["X9", 7],
    ]);
  });

  it("name units as of today with `now` and as of the row's last day with `then`", () => {
    const units = [
      unit("H20", null),
      unit("A", "H20", { name: "Old" }),
      unit("A", "H20", { name: "New", validFrom: day("2026-11-01") }),
    ];
    const names = (units_as: "now" | "then") =>
      rowsOf({ units, answers: [] }, { from: "2026-10-01", to: "2026-11-30", by: "unit,month", units_as }).map(
        (row) => row.unit.name,
      );
    expect(names("now")).toEqual(["New", "New"]);
    expect(names("then")).toEqual(["Old", "New"]);
  });

  it("call the agency by its own name if its root was never described", () => {
    expect(rowOf({ units: [], answers: [] }, { period: "2026" }).unit).toEqual({ code: "H20", name: "Đồng Tháp" });
  });
});

describe("rows by time", () => {
  it("are all buckets, clipped to the period, empty or not, for each unit before the next", () => {
    const world = { units: tree, answers: [answer({ unit: "B", day: day("2026-10-20") })] };
    const rows = rowsOf(world, { from: "2026-09-15", to: "2026-10-20", by: "month,unit" });
    expect(rows.map(({ unit, period, n }) => [unit.code, period.from, period.to, n])).toEqual([
      ["A", "2026-09-15", "2026-09-30", 0],
      ["A", "2026-10-01", "2026-10-20", 0],
      ["B", "2026-09-15", "2026-09-30", 0],
      ["B", "2026-10-01", "2026-10-20", 1],
    ]);
  });

  it("can be taken a window at a time", () => {
    const organization = organizationOf(tree);
    const asking = { organization, root: "H20", today: day("2026-11-24") };
    const question = parseIndexQuestion({ period: "2026", by: "unit,day", method: "mean@1,top-two@1" }, asking);
    if (!question.ok) throw new Error("refused");
    const source = memorySource({ answers: [answer({ unit: "A1" }), answer({ unit: "H20" })] });
    const rows = readIndices(question.value, { source, organization, today: day("2026-11-24") });
    if (!rows.ok) throw new Error("refused");
    expect(rows.value.length).toBe(3 * 365 * 2);
    const all = rows.value.slice();
    expect(all).toHaveLength(rows.value.length);
    for (const [from, to] of [
      [0, 7],
      [728, 740],
      [2185, 9999],
      [5, 5],
    ] as const) {
      expect(rows.value.slice(from, to)).toEqual(all.slice(from, to));
    }
    expect(rows.value.slice(-3)).toEqual(all.slice(-3));
  });
});

describe("rows by service, channel, question or touchpoint", () => {
  const world: World = {
    units: tree,
    answers: [
      answer({ service: "1.002", channel: "portal" }),
      answer({ service: "1.001" }),
      answer({ unit: "B", service: "" }),
      answer({ question: "attitude", level: 2 }),
      answer({ question: "recommend", level: 9, touchpoint: "H20-bbbbbbbbbb" }),
      answer({ touchpoint: "H20-bbbbbbbbbb", level: 1 }),
    ],
  };

  it("are only what occurs, in order, feedback without a service by itself", () => {
    const rows = rowsOf(world, { period: "2026", by: "service" });
    expect(rows.map((row) => [row.service, row.n])).toEqual([
      [null, 2],
      ["1.001", 1],
      ["1.002", 1],
    ]);
    expect(rowsOf({ units: tree, answers: [] }, { period: "2026", by: "service" })).toEqual([]);
  });

  it("combine with unit and time", () => {
    const rows = rowsOf(world, { from: "2026-09-01", to: "2026-10-31", by: "unit,channel,month" });
    expect(rows.map((row) => [row.unit.code, row.period.from, row.channel, row.n])).toEqual([
      ["A", "2026-09-01", "kiosk", 0],
      ["A", "2026-09-01", "portal", 0],
      ["A", "2026-10-01", "kiosk", 2],
      ["A", "2026-10-01", "portal", 1],
      ["B", "2026-09-01", "kiosk", 0],
      ["B", "2026-10-01", "kiosk", 1],
    ]);
  });

  it("have each question with its own usual method, or those asked for that fit", () => {
    const usual = rowsOf(world, { period: "2026", by: "question" });
    expect(usual.map((row) => [row.question, row.method, row.n])).toEqual([
      ["attitude", "top-two@1", 1],
      ["overall", "top-two@1", 4],
      ["recommend", "nps@1", 1],
    ]);
    const asked = rowsOf(world, { period: "2026", by: "question", method: "mean@1,nps@1" });
    expect(asked.map((row) => [row.question, row.method])).toEqual([
      ["attitude", "mean@1"],
      ["overall", "mean@1"],
      ["recommend", "nps@1"],
    ]);
  });

  it("show a filter on every row", () => {
    expect(rowOf(world, { period: "2026", service: "1.002", channel: "portal" })).toMatchObject({
      service: "1.002",
      channel: "portal",
      n: 1,
    });
  });

  it("show a touchpoint's closed days only", () => {
    const today = day("2026-10-16");
    const late = { ...world, today, answers: [...world.answers, ...answers(5, { day: today })] };
    const rows = rowsOf(late, { period: "2026-10", by: "touchpoint" });
    expect(rows.map((row) => [row.touchpoint, row.period.to, row.n])).toEqual([
      ["H20-aaaaaaaaaa", "2026-10-15", 3],
      ["H20-bbbbbbbbbb", "2026-10-15", 1],
    ]);
    expect(rowsOf(late, { period: "2026-10-16", by: "touchpoint" })).toEqual([]);
    expect(rowOf(late, { period: "2026-10-16" }).n).toBe(5);
  });
});

describe("a tally", () => {
  const tally = (from: string, to: string, more = {}) => ({
    unit: "A1",
    question: "overall",
    service: null,
    channel: "paper",
    from: day(from),
    to: day(to),
    counts: [1, 2, 3, 4, 5],
    ...more,
  });
  const world: World = { units: tree, answers: [answer({ unit: "A1" })], tallies: [tally("2026-07-01", "2026-09-30")] };

  it("counts in a period that contains its whole span", () => {
    expect(rowOf(world, { period: "2026" })).toMatchObject({
      n: 16,
      tally: [1, 2, 3, 4, 6],
      channels: { kiosk: 1, paper: 15 },
      spanning: 0,
    });
    expect(rowOf(world, { period: "2026-Q3" })).toMatchObject({ n: 15, spanning: 0, value: 60 });
  });

  it("stands in `spanning` if a period only touches it, and nowhere in other periods", () => {
    const rows = rowsOf(world, { period: "2026", by: "month" });
    expect(rows.map((row) => row.spanning)).toEqual([0, 0, 0, 0, 0, 0, 15, 15, 15, 0, 0, 0]);
    expect(rows.map((row) => row.n)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
    expect(rowOf(world, { period: "2026-09-30" }).spanning).toBe(15);
    expect(rowOf(world, { period: "2026-10-01" }).spanning).toBe(0);
  });

  it("stands in both months that it touches with a single day each", () => {
    const edge = { ...world, tallies: [tally("2026-09-30", "2026-10-01"), tally("2026-09-30", "2026-09-30")] };
    const rows = rowsOf(edge, { from: "2026-08-01", to: "2026-11-30", by: "month" });
    expect(rows.map((row) => [row.n, row.spanning])).toEqual([
      [0, 0],
      [15, 15],
      [1, 15],
      [0, 0],
    ]);
  });

  it("counts only for its unit, question, service and channel", () => {
    const n = (query: object) => rowOf(world, { period: "2026-Q3", ...query }).n;
    expect([n({ unit: "A" }), n({ unit: "B" }), n({ channel: "paper" }), n({ channel: "kiosk" })]).toEqual([
      15, 0, 15, 0,
    ]);
    expect([n({ service: "1.001" }), n({ question: "attitude" })]).toEqual([0, 0]);
    const served = { ...world, tallies: [tally("2026-07-01", "2026-07-01", { service: "1.001" })] };
    expect(rowsOf(served, { period: "2026-Q3", by: "service" }).map((row) => [row.service, row.n])).toEqual([
      ["1.001", 15],
    ]);
  });

  it("goes with `then` to where its unit stood on its last day", () => {
    const moved = { ...world, units: [...tree, unit("A1", "B", { validFrom: day("2026-09-30") })] };
    const counts = rowsOf(moved, { period: "2026-Q3", by: "unit", units_as: "then" }).map((row) => [
      row.unit.code,
      row.n,
    ]);
    expect(counts).toEqual([
      ["A", 0],
      ["B", 15],
    ]);
  });

  it("is refused as too large, not rounded, if a sum passes 2⁵³", () => {
    const huge = { ...world, tallies: [tally("2026-07-01", "2026-07-01", { counts: [0, 0, 0, 0, 2 ** 53 - 1] })] };
    expect(rowOf(huge, { period: "2026-07" })).toMatchObject({ n: 2 ** 53 - 1, value: 100 });
    const more = {
      ...huge,
      tallies: [...huge.tallies, tally("2026-07-02", "2026-07-02", { counts: [1, 0, 0, 0, 0] })],
    };
    expect(ask(more, { period: "2026-07" })).toEqual({ kind: "sum-too-large" });
    expect(rowsOf(more, { period: "2026-07", by: "day" })).toHaveLength(31);
  });
});

describe("coverage", () => {
  const volume = (from: string, to: string, more = {}) => ({
    unit: "A",
    service: null as string | null,
    channel: null as string | null,
    from: day(from),
    to: day(to),
    transactions: 100,
    ...more,
  });
  const coverage = (volumes: ReturnType<typeof volume>[], query: object = {}, more: Partial<World> = {}) => {
    const row = rowOf({ units: tree, answers: answers(30), volumes, ...more }, { period: "2026-10", ...query });
    return [row.coverage, row.coverage_note];
  };

  it("takes volumes that lie within the period, of the same subtree", () => {
    const october = volume("2026-10-01", "2026-10-31");
    expect(coverage([october])).toEqual([{ transactions: 100, rate: 30 }, undefined]);
    expect(coverage([volume("2026-10-31", "2026-11-01")])).toEqual([null, undefined]);
    expect(
      coverage([october, volume("2026-10-01", "2026-10-31", { unit: "A2", transactions: 7 })], { unit: "A" }),
    ).toEqual([{ transactions: 107, rate: 28.04 }, undefined]);
    expect(coverage([october], { unit: "B" })).toEqual([null, undefined]);
  });

  it("prefers a unit's whole figure to those of its services", () => {
    const services = [
      volume("2026-10-01", "2026-10-15", { service: "1.001", transactions: 60 }),
      volume("2026-10-16", "2026-10-31", { service: "1.002", transactions: 40 }),
    ];
    const named = {
      answers: [...answers(30, { service: "1.001" }), ...answers(6, { service: "1.002", day: day("2026-10-16") })],
    };
    expect(coverage(services, {}, named)[0]).toEqual({ transactions: 100, rate: 36 });
    expect(coverage([...services, volume("2026-10-01", "2026-10-15", { transactions: 200 })], {}, named)[0]).toEqual({
      transactions: 240,
      rate: 15,
    });
  });

  it("takes only the volumes of a service, if one is asked for", () => {
    const volumes = [
      volume("2026-10-01", "2026-10-31", { transactions: 1000 }),
      volume("2026-10-01", "2026-10-31", { service: "1.001", transactions: 60 }),
    ];
    const answered = { answers: [...answers(30, { service: "1.001" }), ...answers(5)] };
    expect(coverage(volumes, { service: "1.001" }, answered)[0]).toEqual({ transactions: 60, rate: 50 });
    expect(coverage(volumes, { service: "1.002" }, answered)[0]).toBeNull();
    const rows = rowsOf({ units: tree, volumes, ...answered }, { period: "2026-10", by: "service" });
    expect(rows.map((row) => [row.service, row.coverage])).toEqual([
      [null, null],
      ["1.001", { transactions: 60, rate: 50 }],
    ]);
  });

  it("is absent by channel, question and touchpoint", () => {
    const volumes = [volume("2026-10-01", "2026-10-31")];
    for (const by of ["channel", "question", "touchpoint"])
      expect(coverage(volumes, { by })).toEqual([null, undefined]);
    expect(coverage(volumes, { channel: "kiosk" })).toEqual([null, undefined]);
  });

  it("says so if there are more ratings than transactions, and counts flagged but not set-aside ones", () => {
    expect(coverage([volume("2026-10-01", "2026-10-31", { transactions: 29 })])).toEqual([
      null,
      "more-ratings-than-transactions",
    ]);
    expect(coverage([volume("2026-10-01", "2026-10-31", { transactions: 30 })])).toEqual([
      { transactions: 30, rate: 100 },
      undefined,
    ]);
    const mixed = {
      answers: [...answers(3, { standing: "flagged" as const }), ...answers(9, { standing: "set_aside" as const })],
    };
    expect(coverage([volume("2026-10-01", "2026-10-31")], {}, mixed)[0]).toEqual({ transactions: 100, rate: 3 });
    expect(coverage([volume("2026-10-01", "2026-10-31", { transactions: 0 })], {}, { answers: [] })).toEqual([
      null,
      undefined,
    ]);
    expect(coverage([volume("2026-10-01", "2026-10-31", { transactions: 0 })])).toEqual([
      null,
      "more-ratings-than-transactions",
    ]);
  });

  it("is told for each unit and time", () => {
    const volumes = [
      volume("2026-10-01", "2026-10-31"),
      volume("2026-10-05", "2026-10-31", { unit: "H20", transactions: 300 }),
    ];
    const world = { units: tree, volumes, answers: [...answers(30), ...answers(3, { unit: "H20" })] };
    const rows = rowsOf(world, { from: "2026-09-01", to: "2026-10-31", by: "unit,month" });
    expect(rows.map((row) => row.coverage?.rate ?? null)).toEqual([null, 30, null, null, null, 1]);
  });
});

describe("hours that are still being counted", () => {
  it("are not read, while everything else is", () => {
    const organization = organizationOf(tree);
    const asking = { organization, root: "H20", today: day("2026-11-24") };
    const source = { ...memorySource({ answers: answers(3) }), hasHours: () => false };
    for (const [by, kind] of [
      ["hour", "not-counted-yet"],
      ["weekday", "not-counted-yet"],
      ["channel", null],
    ] as const) {
      const question = parseIndexQuestion({ period: "2026-10", by }, asking);
      const read = question.ok ? readIndices(question.value, { source, ...asking }) : question;
      expect([by, read.ok ? null : read.failure.kind]).toEqual([by, kind]);
    }
  });
});
