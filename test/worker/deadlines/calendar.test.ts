import { beforeEach, describe, expect, test } from "vitest";
import { type Answered, ask, askAsRoot, giveKey, openAgency, putThreeUnits } from "../office.ts";

let made = 0;
let base: string;

beforeEach(async () => {
  made += 1;
  base = await openAgency(`CAL${made}`);
  await putThreeUnits(base);
});

const calendar = {
  days_off: [{ from: "2026-06-04", to: "2026-06-05", name: "Đại hội", source: "Kế hoạch 12/KH-UBND" }],
  working_days: [{ day: "2026-06-13", instead_of: "2026-06-15", source: null }],
  confirmed_years: [{ year: 2028, source: "Thông báo 1" }],
};

const nothing = { days_off: [], working_days: [], confirmed_years: [] };

function put(body: unknown, key?: string): Promise<Answered> {
  return key === undefined ? askAsRoot(`PUT ${base}/calendar`, body) : ask(`PUT ${base}/calendar`, { body, key });
}

async function read(): Promise<Record<string, unknown>> {
  return (await askAsRoot(`GET ${base}/calendar`)).body as Record<string, unknown>;
}

describe("the calendar", () => {
  test("has no days of the agency at first, and the state's days with their decisions", async () => {
    const { public_years, ...own } = await read();
    expect(own).toMatchObject(nothing);
    const years = public_years as { year: number; basis: string; sources: string[]; days_off: unknown[] }[];
    const thisYear = new Date().getUTCFullYear();
    expect(years.map(({ year }) => year)).toContain(thisYear);
    expect(years).toHaveLength(3);
    for (const { sources, days_off } of years) {
      expect(sources.length).toBeGreaterThan(0);
      expect(days_off.length).toBeGreaterThan(10);
    }
  });

  test("keeps the agency's own days, which replace those before", async () => {
    const answer = await put(calendar);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(await read());
    expect(await read()).toMatchObject(calendar);
    expect((await put(nothing)).status).toBe(200);
    expect(await read()).toMatchObject(nothing);
  });

  test("is written by a key on the whole agency with the scope, and read by any key", async () => {
    const reader = await giveKey(base, { scopes: ["indices:read"], unit: "Ward" });
    const north = await giveKey(base, { scopes: ["config:write"], unit: "North" });
    expect((await ask(`GET ${base}/calendar`, { key: reader })).status).toBe(200);
    expect((await ask(`GET ${base}/calendar`)).status).toBe(401);
    expect(await put(calendar, reader)).toMatchObject({ status: 403, kind: "scope-missing" });
    expect(await put(calendar, north)).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect(await read()).toMatchObject(nothing);
  });
});

describe("a calendar is refused, and the one before stays,", () => {
  const dayOff = { from: "2026-06-04", to: "2026-06-05", name: "Nghỉ" };
  test.each<[string, object, string]>([
    ["with a span that ends before it begins", { days_off: [{ ...dayOff, to: "2026-06-03" }] }, "/days_off/0/to"],
    ["with a span of more than a year", { days_off: [{ ...dayOff, to: "2027-06-05" }] }, "/days_off/0/to"],
    ["with a day that no calendar has", { days_off: [{ ...dayOff, from: "2026-02-30" }] }, "/days_off/0/from"],
    ["with a year out of range", { days_off: [{ ...dayOff, from: "1999-06-05" }] }, "/days_off/0/from"],
    ["with a span given twice", { days_off: [dayOff, dayOff] }, "/days_off/1"],
    ["with a day worked and off", { days_off: [dayOff], working_days: [{ day: "2026-06-05" }] }, "/working_days/0/day"],
    [
      "with a day off for another that is worked",
      { working_days: [{ day: "2026-06-06", instead_of: "2026-06-06" }] },
      "/working_days/0/instead_of",
    ],
    [
      "with a working day given twice",
      { working_days: [{ day: "2026-06-06" }, { day: "2026-06-06" }] },
      "/working_days/1",
    ],
    ["with a year confirmed by nothing", { confirmed_years: [{ year: 2028 }] }, "/confirmed_years/0/source"],
    ["with a field that is not known", { holidays: [] }, "/holidays"],
  ])("%s", async (_, different, pointer) => {
    expect((await put(calendar)).status).toBe(200);
    const answer = await put({ ...nothing, ...different });
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect([answer.status, errors.map((error) => error.pointer)]).toEqual([400, [pointer]]);
    expect(await read()).toMatchObject(calendar);
  });
});
