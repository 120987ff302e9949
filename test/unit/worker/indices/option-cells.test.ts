import { describe, expect, test } from "vitest";
import type { IndexQuery, PublishedIndex } from "../../../../shared/contract/published-index.ts";
import type { KnownOption } from "../../../../worker/organization/organization.ts";
import { answers, ask, day, rowsOf, unit, type World } from "./sample-agency.ts";

const option = (id: string, isOffered = true): KnownOption => ({ id, text: { vi: `Qua ${id}` }, isOffered });

/** Offered are the counter and a friend; posters hang no more, and nobody ever came by radio. */
const options = [option("poster", false), option("counter"), option("radio", false), option("friend")];

const units = [unit("H20", null), unit("A", "H20"), unit("B", "H20")];

const chose = (count: number, id: string, more: Parameters<typeof answers>[1] = {}) =>
  answers(count, { question: `source:${id}`, level: 1, ...more });

const world: World = {
  units,
  options,
  answers: [
    ...answers(50),
    ...chose(3, "counter"),
    ...chose(1, "counter", { unit: "B", channel: "portal", standing: "flagged" }),
    ...chose(4, "poster", { unit: "B" }),
    ...chose(2, "poster", { unit: "B", standing: "set_aside" }),
    ...chose(5, "counter", { day: day("2026-09-10") }),
    ...chose(5, "friend", { day: day("2026-09-10") }),
  ],
};

const query: IndexQuery = { period: "2026-10", question: "source" };

function brief({ unit, option, tally, value, n }: PublishedIndex): string {
  return `${unit.code} ${option?.id ?? "-"} [${tally.join(", ")}] n=${n} ${value}`;
}

describe("rows of a choice", () => {
  test("are its options in the order of first appearance, each with its share of all who answered", () => {
    expect(rowsOf(world, query).map(brief)).toEqual([
      "H20 poster [4, 4] n=8 50",
      "H20 counter [4, 4] n=8 50",
      "H20 friend [8, 0] n=8 0",
    ]);
  });

  test("have the share's method, interval and text, and both channels of all who answered", () => {
    expect(rowsOf(world, query)[1]).toMatchObject({
      question: "source",
      option: { id: "counter", text: { vi: "Qua counter" } },
      method: "share@1",
      interval: { kind: "wilson", low: 21.52, high: 78.48 },
      channels: { kiosk: 7, portal: 1 },
      flagged: { n: 1, value_without: 42.86 },
      set_aside: { n: 2, value_with: 40 },
      coverage: null,
    });
  });

  test("stand for every unit and every time, also where nobody answered", () => {
    expect(rowsOf(world, { ...query, by: "unit" }).map(brief)).toEqual([
      "A poster [3, 0] n=3 0",
      "A counter [0, 3] n=3 100",
      "A friend [3, 0] n=3 0",
      "B poster [1, 4] n=5 80",
      "B counter [4, 1] n=5 20",
      "B friend [5, 0] n=5 0",
    ]);
    const empty = rowsOf(world, { period: "2026-08", question: "source" });
    expect(empty.map(brief)).toEqual(["H20 counter [0, 0] n=0 null", "H20 friend [0, 0] n=0 null"]);
    const months = rowsOf(world, { from: "2026-09-01", to: "2026-10-31", by: "month", question: "source" });
    expect(months.map(({ period, option, n }) => `${period.from} ${option?.id} ${n}`)).toEqual([
      "2026-09-01 poster 10",
      "2026-09-01 counter 10",
      "2026-09-01 friend 10",
      "2026-10-01 poster 8",
      "2026-10-01 counter 8",
      "2026-10-01 friend 8",
    ]);
  });

  test("are told apart by channel, and narrowed by one", () => {
    expect(rowsOf(world, { ...query, by: "channel" }).map((row) => `${row.channel} ${brief(row)}`)).toEqual([
      "kiosk H20 poster [3, 4] n=7 57.14",
      "kiosk H20 counter [4, 3] n=7 42.86",
      "kiosk H20 friend [7, 0] n=7 0",
      "portal H20 poster [1, 0] n=1 0",
      "portal H20 counter [0, 1] n=1 100",
      "portal H20 friend [1, 0] n=1 0",
    ]);
    expect(rowsOf(world, { ...query, channel: "portal" }).map(brief)).toEqual([
      "H20 counter [0, 1] n=1 100",
      "H20 friend [1, 0] n=1 0",
    ]);
  });

  test("stand among those of all questions, each by its own method", () => {
    expect(rowsOf(world, { period: "2026-10", by: "question" }).map((row) => `${row.method} ${brief(row)}`)).toEqual([
      "top-two@1 H20 - [0, 0, 0, 0, 50] n=50 100",
      "share@1 H20 poster [4, 4] n=8 50",
      "share@1 H20 counter [4, 4] n=8 50",
      "share@1 H20 friend [8, 0] n=8 0",
    ]);
  });

  test("change since an earlier period, also if nobody chose the option then", () => {
    const changes = rowsOf(world, { ...query, compare: "previous" }).map(({ option, change }) => [
      option?.id,
      change?.value,
      change?.n,
    ]);
    expect(changes).toEqual([
      ["poster", 50, 10],
      ["counter", 0, 10],
      ["friend", -50, 10],
    ]);
  });

  test("follow the heirs of a merged unit", () => {
    const merged: World = {
      ...world,
      units: [unit("H20", null), unit("A", "H20"), unit("B", "H20", { validTo: day("2026-10-20") })],
      successions: [{ from: "B", to: "A", onDay: day("2026-10-21"), share: 1 }],
    };
    expect(rowsOf(merged, { ...query, unit: "A" }).map(brief)).toEqual([
      "A poster [4, 4] n=8 50",
      "A counter [4, 4] n=8 50",
      "A friend [8, 0] n=8 0",
    ]);
  });

  test.each([
    [{ method: "top-two@1" }, "scale-unfit", "/method", ["share@1"]],
    [{ method: "weighted-top-two@1" }, "scale-unfit", "/method", ["share@1"]],
    [{ by: "unit", rank: "unit" }, "invalid", "/rank", undefined],
    [{ by: "reason" }, "invalid", "/question", undefined],
    [{ reason: "quick" }, "invalid", "/question", undefined],
  ] satisfies [IndexQuery, string, string, string[] | undefined][])(
    "are refused with %o",
    (more, kind, pointer, fits) => {
      const expected = { kind, errors: [{ pointer }], ...(fits ? { fits } : {}) };
      expect(ask(world, { ...query, ...more })).toMatchObject(expected);
    },
  );
});

test("a rating has no shares of options", () => {
  expect(ask(world, { period: "2026-10", method: "share@1" })).toMatchObject({
    kind: "scale-unfit",
    errors: [{ pointer: "/method", detail: "takes single choices only" }],
  });
});

test("options are not ranked among all questions", () => {
  const rows = rowsOf(world, { period: "2026-10", by: "unit,question", rank: "unit" });
  expect(rows.filter(({ option }) => option).every(({ rank }) => rank === null)).toBe(true);
});
