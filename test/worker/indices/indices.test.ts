import { beforeAll, describe, expect, test } from "vitest";
import { formatDay, parseDay } from "../../../shared/calendar/day.ts";
import { askApi, newId } from "../call-api.ts";
import { type BusyOffice, busyOffice, type Fact } from "./busy-office.ts";
import { type IndexReader, type IndexRow, indexReader } from "./index-reader.ts";

let readPage: IndexReader["readPage"];
let problemOf: IndexReader["problemOf"];
let office: BusyOffice;
let days: string;

beforeAll(async () => {
  office = await busyOffice("IDX");
  ({ readPage, problemOf } = indexReader(office));
  days = `from=${office.from}&to=${office.to}`;
});

describe("a period", () => {
  beforeAll(async () => {
    const dated: [string, number][] = [
      ["2023-01-05", 1],
      ["2023-02-10", 2],
      ["2023-05-20", 4],
      ["2023-07-01", 8],
      ["2023-12-31", 16],
    ];
    const tallies = dated.map(([day, people]) => ({
      ...{ id: newId(), unit: "B", question: "overall", channel: "paper", source: "s" },
      ...{ from: day, to: day, counts: [0, 0, 0, 0, people] },
    }));
    await askApi(`${office.base}/tallies`, { key: office.key, body: { tallies } });
  });

  test.each([
    ["period=2023", 31, "2023-01-01", "2023-12-31"],
    ["period=2023-H1", 7, "2023-01-01", "2023-06-30"],
    ["period=2023-H2", 24, "2023-07-01", "2023-12-31"],
    ["period=2023-Q1", 3, "2023-01-01", "2023-03-31"],
    ["period=2023-Q3", 8, "2023-07-01", "2023-09-30"],
    ["period=2023-02", 2, "2023-02-01", "2023-02-28"],
    ["period=2023-W06", 2, "2023-02-06", "2023-02-12"],
    ["period=2023-W52", 16, "2023-12-25", "2023-12-31"],
    ["period=2023-12-31", 16, "2023-12-31", "2023-12-31"],
    ["from=2023-02-10&to=2023-07-01", 14, "2023-02-10", "2023-07-01"],
    ["from=2023-02-11&to=2023-06-30", 4, "2023-02-11", "2023-06-30"],
  ])("of %s holds %i people, from %s to %s", async (query, n, from, to) => {
    expect((await readPage(query)).data).toMatchObject([{ n, period: { from, to }, value: 100 }]);
  });

  test.each([
    ["", "/period"],
    ["period=2023-13", "/period"],
    ["period=2023-Q5", "/period"],
    ["period=2023-H3", "/period"],
    ["period=2023-W53", "/period"],
    ["period=2023-02-30", "/period"],
    ["period=2023-1", "/period"],
    ["period=", "/period"],
    ["from=2023-01-01", "/to"],
    ["from=2023-02-01&to=2023-01-31", "/from"],
    ["from=2023-02-30&to=2023-03-31", "/from"],
    ["period=2023&from=2023-01-01&to=2023-01-31", "/period"],
  ])("that is none is refused, and pointed at: %s", async (query, pointer) => {
    expect(await problemOf(query)).toEqual([400, "invalid", pointer]);
  });
});

describe("nothing to count", () => {
  test("gives one row of n 0 and null figures without grouping", async () => {
    const { data } = await readPage("period=2021");
    expect(data).toEqual([
      {
        unit: { code: office.code, name: `Tỉnh ${office.code}` },
        period: { from: "2021-01-01", to: "2021-12-31" },
        ...{ question: "overall", service: null, channel: null, method: "top-two@1" },
        ...{ value: null, n: 0, tally: [0, 0, 0, 0, 0], interval: null, coverage: null, channels: {} },
        ...{
          flagged: { n: 0, value_without: null },
          set_aside: { n: 0, value_with: null },
          spanning: 0,
          withheld: null,
        },
      },
    ]);
  });

  test("gives every child and every day, and nothing else", async () => {
    const rows = async (by: string): Promise<unknown[]> =>
      (await readPage(`from=2021-02-27&to=2021-03-01&by=${by}`)).data.map(({ unit, period, n }) => [
        unit.code,
        period.from,
        n,
      ]);
    expect(await rows("unit")).toEqual(["A", "B", "Z"].map((code) => [code, "2021-02-27", 0]));
    const feb = ["2021-02-27", "2021-02-28", "2021-03-01"];
    expect(await rows("day")).toEqual(feb.map((day) => [office.code, day, 0]));
    expect(await rows("month")).toEqual([feb[0], feb[2]].map((day) => [office.code, day, 0]));
    for (const by of ["channel", "service", "question", "touchpoint"]) expect(await rows(by)).toEqual([]);
  });
});

type Grouping = readonly [by: string, labelOf: (fact: Fact) => string, shownOf: (row: IndexRow) => string];

/** First day of a fact's week, month, quarter or year, reckoned by the platform's dates; clipped to the period. */
function startOf(unit: "week" | "month" | "quarter" | "year", { day }: Fact): string {
  const [year = "", month = "01"] = day.split("-");
  const quarter = String(Math.floor((Number(month) - 1) / 3) * 3 + 1).padStart(2, "0");
  const date = new Date(`${day}T00:00:00Z`);
  const monday = new Date(date.getTime() - ((date.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
  const starts = {
    week: monday,
    month: `${year}-${month}-01`,
    quarter: `${year}-${quarter}-01`,
    year: `${year}-01-01`,
  };
  return starts[unit] < office.from ? office.from : starts[unit];
}

const groupings: readonly Grouping[] = [
  ["day", ({ day }) => day, ({ period }) => period.from],
  ...(["week", "month", "quarter", "year"] as const).map(
    (unit): Grouping => [unit, (fact) => startOf(unit, fact), ({ period }) => period.from],
  ),
  ["service", ({ service }) => service ?? "none", ({ service }) => service ?? "none"],
  ["channel", ({ channel }) => channel, ({ channel }) => channel ?? "none"],
  ["question", ({ question }) => question, ({ question }) => question],
  ["touchpoint", ({ touchpoint }) => touchpoint, ({ touchpoint }) => touchpoint ?? "none"],
];

/** People per level of each label, from the facts alone. */
function recount(facts: readonly Fact[], labelOf: (fact: Fact) => string): Map<string, number[]> {
  const tallies = new Map<string, number[]>();
  for (const fact of facts) {
    const tally = tallies.get(labelOf(fact)) ?? new Array<number>(fact.question === "queue" ? 3 : 5).fill(0);
    tally[fact.level - 1] = (tally[fact.level - 1] ?? 0) + 1;
    tallies.set(labelOf(fact), tally);
  }
  return tallies;
}

function shown(rows: readonly IndexRow[], labelOf: (row: IndexRow) => string): Map<string, number[]> {
  const tallies = new Map(rows.filter(({ n }) => n > 0).map((row) => [labelOf(row), row.tally]));
  expect(tallies.size).toBe(rows.filter(({ n }) => n > 0).length);
  return tallies;
}

const childOf = ({ unit }: Fact): string => (unit === "Ward" ? "A" : unit === office.code ? `${unit} own` : unit);
const shownUnit = ({ unit, own }: IndexRow): string => (own ? `${unit.code} own` : unit.code);

describe("indices grouped", () => {
  const overall = (): Fact[] => office.facts.filter(({ question }) => question === "overall");

  test("by unit are the children with their subtrees, and the parent's own", async () => {
    const { data } = await readPage(`${days}&by=unit`);
    expect(shown(data, shownUnit)).toEqual(recount(overall(), childOf));
    expect(data.map(shownUnit)).toEqual(
      ["A", "B", office.code, "Z"].map((code) => (code === office.code ? `${code} own` : code)),
    );
    const below = await readPage(`${days}&by=unit&unit=A`);
    const within = overall().filter(({ unit }) => unit === "A" || unit === "Ward");
    expect(shown(below.data, shownUnit)).toEqual(recount(within, ({ unit }) => (unit === "A" ? "A own" : unit)));
  });

  test.each(groupings)("by %s are what a recount gives", async (by, labelOf, shownOf) => {
    const facts = by === "question" ? office.facts : overall();
    const { data } = await readPage(`${days}&by=${by}&limit=1000`);
    expect(shown(data, shownOf)).toEqual(recount(facts, labelOf));
  });

  test.each(groupings)("by unit and %s are what a recount gives", async (by, labelOf, shownOf) => {
    const facts = by === "question" ? office.facts : overall();
    const { data } = await readPage(`${days}&by=unit,${by}&limit=1000`);
    const expected = recount(facts, (fact) => `${childOf(fact)} ${labelOf(fact)}`);
    expect(shown(data, (row) => `${shownUnit(row)} ${shownOf(row)}`)).toEqual(expected);
    expect((await readPage(`${days}&by=${by},unit&limit=1000`)).data).toEqual(data);
  });

  test.each([
    ["channel=kiosk", ({ channel }: Fact) => channel === "kiosk"],
    ["service=1.004227", ({ service }: Fact) => service === "1.004227"],
    ["unit=Ward", ({ unit }: Fact) => unit === "Ward"],
    ["unit=A&channel=kiosk&service=1.004227", (it: Fact) => it.unit === "A" && it.channel === "kiosk"],
  ])("are filtered by %s", async (filter, holds) => {
    const { data } = await readPage(`${days}&${filter}`);
    expect(data.map(({ tally }) => tally)).toEqual([...recount(overall().filter(holds), () => "").values()]);
  });

  test("over any window are what a recount of its days gives, whole months within or not", async () => {
    const shift = (day: string, by: number): string => formatDay((parseDay(day) ?? 0) + by);
    const seen = async (from: string, to: string): Promise<unknown> =>
      (await readPage(`from=${from}&to=${to}`)).data.map(({ tally }) => tally);
    const expected = (from: string, to: string): unknown => {
      const within = overall().filter(({ day }) => from <= day && day <= to);
      return [...recount(within, () => "").values(), [0, 0, 0, 0, 0]].slice(0, 1);
    };
    for (let cut = shift(office.from, -1); cut <= office.to; cut = shift(cut, 1)) {
      const before = [shift(office.from, -100), cut] as const;
      const after = [shift(cut, 1), shift(office.to, 100)] as const;
      expect([cut, await seen(...before), await seen(...after)]).toEqual([
        cut,
        expected(...before),
        expected(...after),
      ]);
    }
  });

  test("tell people per channel, which add up to n", async () => {
    const [row] = (await readPage(days)).data;
    const perChannel = [...recount(overall(), ({ channel }) => channel)].map(([channel, tally]) => [
      channel,
      tally.reduce((sum, people) => sum + people),
    ]);
    expect(row?.channels).toEqual(Object.fromEntries(perChannel));
    expect(row?.n).toBe(overall().length);
  });
});

describe("a query that makes no sense", () => {
  test.each([
    ["by=unit,unit", "invalid", "/by"],
    ["by=day,month", "invalid", "/by"],
    ["by=weather", "invalid", "/by"],
    ["by=", "invalid", "/by"],
    ["by=unit&by=day", "invalid", "/by"],
    ["unit=Nowhere", "unknown-unit", "/unit"],
    ["question=weather", "unknown-question", "/question"],
    ["service=9", "unknown-service", "/service"],
    ["channel=Kiosk", "invalid", "/channel"],
    ["method=top-two", "unknown-method", "/method"],
    ["method=nps@1", "scale-unfit", "/method"],
    ["units_as=tomorrow", "invalid", "/units_as"],
    ["format=xml", "invalid", "/format"],
    ["format=csv&locale=fr", "invalid", "/locale"],
    ["locale=vi", "invalid", "/locale"],
    ["limit=0", "invalid", "/limit"],
    ["limit=1001", "invalid", "/limit"],
    ["colour=red", "unknown-field", "/colour"],
    ["__proto__=1", "unknown-field", "/__proto__"],
    ["cursor=made-up", "bad-cursor", "/cursor"],
    ["cursor=", "bad-cursor", "/cursor"],
  ])("is refused, and pointed at: %s", async (query, kind, pointer) => {
    // A thing that does not exist is a 404, wherever it is named.
    const status = /^unknown-(?!field)/.test(kind) ? 404 : 400;
    expect(await problemOf(`${days}&${query}`)).toEqual([status, kind, pointer]);
  });
});
