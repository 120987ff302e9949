import { describe, expect, test } from "vitest";
import type { PublishedRow } from "../../../../shared/contract/publication.ts";
import { isFound, standingOf, unitGroups } from "../../../../widget/questions/unit-standing.ts";
import { publishedFigure, tallyOf } from "../../../fixtures/published-figure.ts";

const whole = publishedFigure(tallyOf(5000, 80));

function unit(code: string, people: number, percent: number, different: Partial<PublishedRow> = {}): PublishedRow {
  return publishedFigure(tallyOf(people, percent), { unit: { code, name: `Xã ${code}` }, ...different });
}

describe("how a unit's figure lies to that of the whole", () => {
  test("is above or below only where the intervals do not overlap", () => {
    expect(standingOf(unit("a", 400, 90), whole)).toBe("above");
    expect(standingOf(unit("a", 400, 82), whole)).toBe("same");
    expect(standingOf(unit("a", 400, 70), whole)).toBe("below");
  });

  test("is not distinguishable where the intervals touch", () => {
    const { interval } = whole;
    const low = interval?.high ?? 0;
    const touching = { confidence: 0.95, kind: "wilson", low, high: 99 } as const;
    expect(standingOf(unit("a", 400, 95, { interval: touching }), whole)).toBe("same");
    expect(standingOf(unit("a", 400, 95, { interval: { ...touching, low: low + 0.01 } }), whole)).toBe("above");
  });

  test("is not said under 30 answers, however far off the figure is", () => {
    expect(standingOf(unit("a", 29, 0), whole)).toBe("few");
    expect(standingOf(unit("a", 30, 0), whole)).toBe("below");
  });

  test("is not above by a mean whose answers are all the same: its interval has no width", () => {
    const none = { confidence: 0.95, kind: "normal-mean", low: 5, high: 5 } as const;
    const all = { ...whole, interval: { ...none, low: 4.1, high: 4.2 } };
    expect(standingOf(unit("a", 40, 100, { interval: none, tally: [0, 0, 0, 0, 40] }), all)).toBe("same");
    expect(standingOf(unit("a", 40, 100, { interval: none, tally: [0, 0, 0, 1, 39] }), all)).toBe("above");
  });

  test("is not said where a year or half-year holds other quarters than that of the whole", () => {
    const year = { ...whole, quarters: ["2026-Q1", "2026-Q2"] };
    expect(standingOf(unit("a", 400, 90, { quarters: ["2026-Q2"] }), year)).toBe("other-parts");
    expect(standingOf(unit("a", 400, 90, { quarters: ["2026-Q1", "2026-Q2"] }), year)).toBe("above");
  });

  test("is not said of what is withheld, of nobody, or beside a whole without a figure", () => {
    expect(standingOf(unit("a", 400, 90, { withheld: "too-few" }), whole)).toBe("withheld");
    expect(standingOf(unit("a", 0, 0), whole)).toBe("empty");
    expect(standingOf(unit("a", 400, 90), null)).toBe("alone");
    expect(standingOf(unit("a", 400, 90), unit("whole", 29, 50))).toBe("alone");
  });
});

describe("units in order", () => {
  const rows = [
    unit("5", 400, 70),
    unit("4", 400, 95),
    unit("3", 400, 81),
    unit("2", 400, 79),
    unit("1", 12, 10),
    unit("6", 400, 92),
  ].map((row) => ({ row, standing: standingOf(row, whole) }));
  const codes = (order: "group" | "code" | "name"): string =>
    unitGroups(rows, order)
      .map((group) => `${group.kind}: ${group.rows.map(({ row }) => row.unit.code).join(" ")}`)
      .join(" | ");

  test("stand in groups that the intervals allow, inside each by code and never by value", () => {
    expect(codes("group")).toBe("above: 4 6 | same: 2 3 | below: 5 | rest: 1");
  });

  test("stand in one group by code", () => {
    expect(codes("code")).toBe("null: 1 2 3 4 5 6");
  });

  test("stand by name in Vietnamese order", () => {
    const named = ["Xã Ôn", "Xã Đa", "Xã Dừa", "Xã An"].map((name, at) => {
      return { row: unit(`${at}`, 40, 80, { unit: { code: `${at}`, name } }), standing: "same" as const };
    });
    const [group] = unitGroups(named, "name");
    expect(group?.rows.map(({ row }) => row.unit.name)).toEqual(["Xã An", "Xã Dừa", "Xã Đa", "Xã Ôn"]);
  });
});

test("a unit is found by name or code, with or without Vietnamese marks, in whichever form they were typed", () => {
  const row = unit("29869", 40, 80, { unit: { code: "29869", name: "Phường Đức Hòa" } });
  for (const find of ["", "  ", "đức", "DUC HOA", "hoà phường", "Đức Hòa".normalize("NFD"), "298"]) {
    expect(isFound(row, find), find).toBe(true);
  }
  expect(isFound(row, "duc hue")).toBe(false);
});
