import { describe, expect, it } from "vitest";
import { formatDay, toDay } from "../../../../shared/calendar/day.ts";
import { fail, ok } from "../../../../shared/result.ts";
import type { BoardView } from "../../../../widget/figures/question.ts";
import { whichAreSilent } from "../../../../widget/office-questions/which-are-silent.ts";

const calendar = { days_off: [], working_days: [], confirmed_years: [], public_years: [], years_to_load: [] };
const usualPlaces: readonly Place[] = [
  { id: "H20-steady", unit: "u1", name: "Kiosk 1" },
  { id: "H20-dead", unit: "u2", name: "Kiosk 2" },
  { id: "H20-rare", unit: "u3", name: "Mã QR" },
];
const isWorkday = (day: number): boolean => (((day + 3) % 7) + 7) % 7 < 5;

/**
 * Ratings of a touchpoint on a day. Dead ones are so for nine days from 13 July 2026, a Monday, on; a busy one was for the last
 * seven days of June.
 */
function ratingsOn(id: string, day: number): number {
  if (!isWorkday(day)) return 0;
  if (id === "H20-rare") return day % 29 === 0 ? 1 : 0;
  if (id === "H20-busy") return toDay("2026-06-24") <= day && day <= toDay("2026-06-30") ? 0 : 20;
  const [from, to] = [toDay("2026-07-13"), toDay("2026-07-21")];
  return id.startsWith("H20-dead") && from <= day && day <= to ? 0 : 4;
}

type Place = {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
  readonly closed?: true;
  readonly from?: string;
};

/** An office whose touchpoints are read by week or day; `asked` holds those queries. */
function anOffice(hours: unknown = ok({ data: [], meta: { next_cursor: null } }), more: readonly Place[] = []) {
  const touchpoints = [...usualPlaces, ...more];
  const asked: URLSearchParams[] = [];
  const listed = (data: readonly unknown[]) => ok({ data, meta: { next_cursor: null } });
  const read = async (path: string) => {
    const query = new URLSearchParams(path.split("?")[1]);
    const by = query.get("by") ?? "";
    if (path.startsWith("/calendar")) return ok(calendar);
    if (path.startsWith("/touchpoints")) return listed(touchpoints);
    if (path.startsWith("/devices")) return fail("scope-missing");
    if (by === "weekday,hour") return hours;
    asked.push(query);
    const [from, to] = [toDay(query.get("from") ?? ""), toDay(query.get("to") ?? "")];
    const step = by === "touchpoint,week" ? 7 : 1;
    const within = touchpoints.filter(({ unit }) => [unit, "H20"].includes(query.get("unit") ?? ""));
    return listed(
      within.flatMap(({ id }) => {
        const rows = [];
        for (let day = from; day <= to; day += step) {
          const days = Array.from({ length: Math.min(step, to - day + 1) }, (_, more) => day + more);
          const n = days.reduce((sum, one) => sum + ratingsOn(id, one), 0);
          rows.push({ touchpoint: id, n, period: { from: formatDay(day), to: formatDay(day) } });
        }
        return rows;
      }),
    );
  };
  const state = { unit: "H20", period: "2026-Q3", method: "top-two@1", service: null, find: "", present: null };
  const view = { read, state, today: "2026-11-29", method: { id: "top-two@1" } } as unknown as BoardView;
  return { view, asked };
}

describe("Which places are silent?", () => {
  it("finds the kiosk that was dead for nine days, with its first and last day", async () => {
    const { view } = anOffice();
    expect(await whichAreSilent.load(view)).toMatchObject({
      value: {
        places: [
          { touchpoint: { id: "H20-dead" }, from: toDay("2026-07-13"), to: toDay("2026-07-21"), workingDays: 7 },
        ],
        ...{ unread: 0, quiet: [] },
      },
    });
  });

  it("reads weeks of all, then days of the suspicious unit alone", async () => {
    const { view, asked } = anOffice();
    await whichAreSilent.load(view);
    expect(
      asked.map((query) => `${query.get("by")} ${query.get("unit")} ${query.get("from")} ${query.get("to")}`),
    ).toEqual(["touchpoint,week H20 2026-05-18 2026-09-30", "touchpoint,day u2 2026-07-06 2026-07-26"]);
  });

  it("does not call a touchpoint silent that was closed meanwhile; its silences from before stay", async () => {
    const closed = { unit: "u4", name: "Kiosk 4", closed: true } as const;
    const { view } = anOffice(undefined, [
      { ...closed, id: "H20-dead-1", from: "2026-07-15" },
      { ...closed, id: "H20-dead-2", from: "2026-09-01" },
    ]);
    const found = await whichAreSilent.load(view);
    const { places } = (found as { value: { places: { touchpoint: { id: string } }[] } }).value;
    expect(places.map(({ touchpoint }) => touchpoint.id).sort()).toEqual(["H20-dead", "H20-dead-2"]);
  });

  it("does not show a silence that was over before the period, also if its last week reaches into it", async () => {
    const { view, asked } = anOffice(undefined, [{ id: "H20-busy", unit: "u4", name: "Kiosk 4" }]);
    expect(await whichAreSilent.load(view)).toMatchObject({ value: { places: [{ touchpoint: { id: "H20-dead" } }] } });
    expect(asked.map((query) => query.get("unit"))).toContain("u4");
    const august = { ...view, state: { ...view.state, period: "2026-08" } };
    expect(await whichAreSilent.load(august)).toMatchObject({ value: { places: [] } });
  });

  it("claims nothing of a touchpoint that its unit did not have in those days", async () => {
    const { view } = anOffice();
    const read = (async (path: string) =>
      path.includes("touchpoint%2Cday") || path.includes("touchpoint,day")
        ? ok({ data: [], meta: { next_cursor: null } })
        : view.read(path)) as BoardView["read"];
    expect(await whichAreSilent.load({ ...view, read })).toMatchObject({ value: { places: [] } });
  });

  it("reads the days of twelve units at most, and says how many it left out", async () => {
    const dead = (_: unknown, place: number): Place => ({
      id: `H20-dead-${place}`,
      unit: `unit-${place}`,
      name: "Kiosk",
    });
    const { view, asked } = anOffice(undefined, Array.from({ length: 14 }, dead));
    expect(await whichAreSilent.load(view)).toMatchObject({ value: { unread: 3 } });
    expect(asked.filter((query) => query.get("by") === "touchpoint,day")).toHaveLength(12);
  });

  it("has nothing to say with the key of a unit, whose quiet days are joined", async () => {
    const { view } = anOffice(fail("outside-subtree"));
    expect(await whichAreSilent.load(view)).toEqual(ok("whole-agency"));
  });
});
