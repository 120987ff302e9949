import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDay } from "../../../../shared/calendar/day.ts";
import { mixed } from "../../../../worker/counts/rollup-source.ts";
import { settlePeople, type UnsettledCell } from "../../../../worker/counts/settle-people.ts";

const fewest = 10;

function day(text: string): number {
  return parseDay(text) ?? 0;
}

function people(count: number, different: Partial<UnsettledCell> = {}): UnsettledCell {
  const place = { unit: "A", channel: "kiosk", touchpoint: "T1", service: "", officer: "", standing: 0 };
  return { ...place, day: day("2026-11-10"), people: count, ...different };
}

/** What settles through a day, each as its days, its people, and what was asked for. */
function settled(
  through: string,
  cells: readonly UnsettledCell[],
  label: keyof UnsettledCell = "touchpoint",
): unknown[] {
  return settlePeople(cells, { fewest, through: day(through) }).map((it) => [
    it.from - day("2026-11-01") + 1,
    it.to - day("2026-11-01") + 1,
    it.cells.reduce((sum, cell) => sum + cell.people, 0),
    (it as Record<string, unknown>)[label],
  ]);
}

const on = (date: number, count: number, different: Partial<UnsettledCell> = {}): UnsettledCell =>
  people(count, { day: day("2026-11-01") + date - 1, ...different });

describe("settlePeople", () => {
  test("settles a day of enough people by itself, and joins other days until they hold enough", () => {
    expect(settled("2026-11-14", [on(10, 10), on(11, 4), on(12, 5), on(13, 25), on(14, 1)])).toEqual([
      [10, 10, 10, "T1"],
      [13, 13, 25, "T1"],
      [11, 14, 10, "T1"],
    ]);
    expect(settled("2026-11-14", [on(11, 9)])).toEqual([]);
  });

  test("leaves a day that is not closed", () => {
    expect(settled("2026-11-14", [on(15, 100)])).toEqual([]);
  });

  test("joins what is left at all touchpoints of the unit at the close of the month, and not before", () => {
    const left = [on(11, 6), on(20, 7, { touchpoint: "T2" })];
    expect(settled("2026-11-29", left)).toEqual([]);
    expect(settled("2026-11-30", left)).toEqual([[11, 20, 13, mixed]]);
    expect(settled("2026-11-30", [on(11, 6), on(20, 3, { touchpoint: "T2" })])).toEqual([]);
  });

  test("divides by service and officer as far as each part has enough people", () => {
    const cells = [on(1, 12, { service: "a" }), on(1, 11, { service: "b" }), on(1, 3, { service: "c" })];
    expect(settled("2026-11-02", cells, "service")).toEqual([
      [1, 1, 14, mixed],
      [1, 1, 12, "a"],
    ]);
    const officers = [on(1, 6, { officer: "x" }), on(1, 6, { officer: "y" })];
    expect(settled("2026-11-02", officers, "officer")).toEqual([[1, 1, 12, mixed]]);
  });

  test("counts few flagged people as the others, and keeps people who are set aside apart", () => {
    expect(settled("2026-11-02", [on(1, 9), on(1, 2, { standing: 1 })], "standing")).toEqual([[1, 1, 11, 0]]);
    expect(settled("2026-11-02", [on(1, 10), on(1, 10, { standing: 1 })], "standing")).toEqual([
      [1, 1, 10, 0],
      [1, 1, 10, 1],
    ]);
    expect(settled("2026-11-30", [on(1, 9), on(1, 9, { standing: 2 })], "standing")).toEqual([]);
  });

  test("settles everybody at most once, and with enough others who share each label that is told", () => {
    const cell = fc.record({
      unit: fc.constant("A"),
      channel: fc.constantFrom("kiosk", "counter"),
      touchpoint: fc.constantFrom("T1", "T2", "T3"),
      service: fc.constantFrom("", "a", "b"),
      officer: fc.constantFrom("", "x", "y"),
      standing: fc.constantFrom(0, 0, 0, 1, 2),
      day: fc.integer({ min: day("2026-10-20"), max: day("2026-12-05") }),
      people: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 60 }), (cells) => {
        const all = settlePeople(cells, { fewest, through: day("2026-12-03") });
        const members = all.flatMap((it) => it.cells);
        expect(new Set(members).size).toBe(members.length);
        for (const { cells: own, from, to, ...labels } of all) {
          expect(own.reduce((sum, it) => sum + it.people, 0)).toBeGreaterThanOrEqual(fewest);
          expect(own.every((it) => it.day >= from && it.day <= to && it.day <= day("2026-12-03"))).toBe(true);
          for (const name of ["channel", "touchpoint", "service", "officer"] as const) {
            if (labels[name] !== mixed) expect(own.every((it) => it[name] === labels[name])).toBe(true);
          }
          const asides = own.filter(({ standing }) => standing === 2).length;
          expect(asides === 0 || asides === own.length).toBe(true);
        }
      }),
    );
  });
});
