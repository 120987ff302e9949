import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { newFeedback } from "../call-api.ts";
import { ask, askAsRoot, giveKey, rowsOf } from "../office.ts";
import { settleLater } from "./settle-later.ts";
import { closeDay, dateOf, openVisited, send, setTime, type VisitedOffice } from "./visited-office.ts";

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(() => {
  vi.useRealTimers();
});

let made = 0;
let office: VisitedOffice;
let north: string;
let whole: string;

beforeEach(async () => {
  made += 1;
  office = await openVisited(`SETT${made}`);
  north = await giveKey(office.base, { scopes: ["indices:read"], unit: "North" });
  whole = await giveKey(office.base, { scopes: ["indices:read"] });
});

/** So many people who rate one after the other, at noon of a day. */
async function rate(
  day: number,
  count: number,
  different: Record<string, unknown> = {},
  at = office.kiosk,
): Promise<void> {
  setTime(day, 12);
  await send(Array.from({ length: count }, () => newFeedback(at, { level: 5, ...different })));
}

async function read(query: string, key = north): Promise<Record<string, unknown>[]> {
  const answered = await ask(`GET ${office.base}/indices?${query}`, { key });
  if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
  return rowsOf(answered);
}

const month = "period=2031-03";

async function numbers(query: string, ...fields: string[]): Promise<unknown[]> {
  return (await read(query)).map((row) => fields.map((field) => row[field]));
}

describe("indices of a unit's key", () => {
  test("end with the last closed day", async () => {
    await rate(0, 12);
    expect(await numbers(month, "n", "tally")).toEqual([[0, [0, 0, 0, 0, 0]]]);
    expect((await read(month, whole))[0]?.n).toBe(12);
    await closeDay(office, 0);
    expect((await read(month))[0]?.n).toBe(12);
  });

  test("join days until they hold the minimum group, which counts where all its days are asked for", async () => {
    for (const day of [0, 1, 2]) {
      await rate(day, 4);
      await closeDay(office, day);
      expect((await read(month))[0]?.n).toBe(day === 2 ? 12 : 0);
    }
    expect(await numbers(`period=${dateOf(2)}`, "n", "spanning")).toEqual([[0, 12]]);
    expect(await numbers(`from=${dateOf(0)}&to=${dateOf(3)}&by=day`, "n", "period")).toEqual([
      [12, { from: dateOf(0), to: dateOf(2) }],
      [0, { from: dateOf(3), to: dateOf(3) }],
    ]);
    expect(await numbers(`from=${dateOf(0)}&to=${dateOf(2)}&by=touchpoint`, "n", "touchpoint")).toEqual([
      [12, office.kiosk],
    ]);
  });

  test("take in at once what comes late for closed days, as soon as enough people are together, and count it once", async () => {
    await rate(0, 12);
    await closeDay(office, 0);
    const noonOfDay0 = `${dateOf(0)}T12:00:00.000+07:00`;
    const late = (count: number, level: number): Promise<void> => {
      setTime(3, 9);
      return send(Array.from({ length: count }, () => newFeedback(office.kiosk, { level, answered_at: noonOfDay0 })));
    };
    await closeDay(office, 2);
    await late(9, 1);
    expect((await read(month))[0]?.tally).toEqual([0, 0, 0, 0, 12]);
    await late(1, 2);
    expect((await read(month))[0]?.tally).toEqual([9, 1, 0, 0, 12]);
    await late(4, 3);
    expect((await read(month))[0]?.tally).toEqual([9, 1, 0, 0, 12]);
    await rate(3, 11);
    await closeDay(office, 3);
    expect((await read(month))[0]?.tally).toEqual([9, 1, 0, 0, 23]);
    setTime(5, 9);
    await send(Array.from({ length: 6 }, () => newFeedback(office.kiosk, { level: 3, answered_at: noonOfDay0 })));
    expect((await read(month))[0]?.tally).toEqual([9, 1, 10, 0, 23]);
    await closeDay(office, 5);
    expect((await read(month))[0]?.tally).toEqual([9, 1, 10, 0, 23]);
    expect((await read(month, whole))[0]?.tally).toEqual([9, 1, 10, 0, 23]);
  });

  test("show what a new office hands in for closed days before its first close", async () => {
    setTime(6, 9);
    const answered_at = `${dateOf(1)}T12:00:00.000+07:00`;
    await send(Array.from({ length: 30 }, () => newFeedback(office.kiosk, { level: 4, answered_at })));
    await send(Array.from({ length: 30 }, () => newFeedback(office.kiosk, { level: 1 })));
    expect((await read(month))[0]?.tally).toEqual([0, 0, 0, 30, 0]);
    await closeDay(office, 6);
    expect((await read(month))[0]?.tally).toEqual([30, 0, 0, 30, 0]);
  });

  test("keep the days of a busy touchpoint apart, and tell whose days reach over them", async () => {
    for (const day of [0, 1, 2]) {
      await rate(day, 11);
      await rate(day, 4, {}, office.counter);
      await closeDay(office, day);
    }
    expect(await numbers(`from=${dateOf(0)}&to=${dateOf(2)}&by=day`, "n", "spanning")).toEqual([
      [11, 12],
      [11, 12],
      [11, 12],
    ]);
    expect(await numbers(`from=${dateOf(0)}&to=${dateOf(2)}`, "n", "spanning")).toEqual([[45, 0]]);
  });

  test("follow the agency's minimum group size", async () => {
    const code = `${office.code}K`;
    const made = await askAsRoot("POST /v1/agencies", { code, name: "Tỉnh", publication_threshold: 5 });
    expect(made.status).toBe(201);
    const base = `/v1/agencies/${code}`;
    const unit = { code: "North", name: "Xã", kind: "commune", valid_from: "2025-07-01" };
    await askAsRoot(`PUT ${base}/units`, { units: [unit] });
    const at = `${code}-0000000001`;
    const touchpoint = { id: at, unit: "North", channel: "kiosk", name: "Máy", from: "2026-01-01" };
    await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [touchpoint] });
    const key = await giveKey(base, { scopes: ["indices:read"], unit: "North" });
    await rate(0, 5, {}, at);
    await closeDay({ ...office, code }, 0);
    expect(rowsOf(await ask(`GET ${base}/indices?${month}`, { key }))[0]?.n).toBe(5);
  });

  test("settle what is left at the touchpoints of a unit at the close of the month", async () => {
    await rate(29, 6);
    await rate(29, 5, {}, office.counter);
    await closeDay(office, 29);
    expect((await read(month))[0]?.n).toBe(0);
    await closeDay(office, 30);
    expect(await numbers(month, "n", "channels")).toEqual([[11, { mixed: 11 }]]);
    expect(await read(`${month}&by=touchpoint`)).toEqual([]);
    expect(await read(`${month}&channel=kiosk`)).toMatchObject([{ n: 0 }]);
  });

  test("show a late rating only with as many others, and never move by one", async () => {
    await rate(0, 12);
    await closeDay(office, 0);
    await rate(1, 10);
    setTime(1, 13);
    const answered_at = new Date(Date.now() - 86_400_000).toISOString();
    await send([newFeedback(office.kiosk, { level: 1, answered_at })]);
    await closeDay(office, 1);
    expect((await read(month))[0]?.tally).toEqual([0, 0, 0, 0, 22]);
    await rate(2, 9);
    await closeDay(office, 2);
    expect((await read(month))[0]?.tally).toEqual([1, 0, 0, 0, 31]);
  });

  test("stay as they settled if somebody changes their rating afterwards", async () => {
    setTime(0, 12);
    const item = newFeedback(office.kiosk, { level: 5 });
    await send([item]);
    await rate(0, 11);
    await closeDay(office, 0);
    setTime(1, 12);
    await send([{ ...item, revision: 2, level: 1, revised_at: item.answered_at }]);
    await closeDay(office, 1);
    expect((await read(month))[0]?.tally).toEqual([0, 0, 0, 0, 12]);
    expect((await read(month, whole))[0]?.tally).toEqual([1, 0, 0, 0, 11]);
  });

  test("never show who said that somebody told them what to choose, and other flags from enough people on", async () => {
    await rate(0, 12);
    await rate(0, 12, { pressure: "office" });
    await rate(0, 3, { signs: ["drumming"] });
    await closeDay(office, 0);
    expect(await read(month)).toMatchObject([{ n: 27, flagged: { n: 0 } }]);
    expect((await read(month, whole))[0]).toMatchObject({ n: 27, flagged: { n: 15 } });
    await rate(1, 30);
    await rate(1, 11, { signs: ["drumming"], level: 1 });
    await closeDay(office, 1);
    expect(await read(month)).toMatchObject([{ n: 68, flagged: { n: 11, value_without: 100 } }]);
  });

  test("show a service only of as many people, and withhold a reason that fewer named", async () => {
    await rate(0, 11, { service: "1.004227" });
    await rate(0, 14, { reasons: ["attitude"] });
    await rate(0, 3, { reasons: ["waiting"], level: 1 });
    await closeDay(office, 0);
    expect(await numbers(`${month}&by=service`, "service", "n")).toEqual([
      [null, 17],
      ["1.004227", 11],
    ]);
    expect(await numbers(`${month}&by=reason`, "reason", "n", "withheld", "tally")).toEqual([
      ["attitude", 14, null, [0, 0, 0, 0, 14]],
      ["waiting", 3, "too-few", []],
    ]);
    await rate(1, 4, { service: "1.004227" });
    await rate(1, 9);
    await closeDay(office, 1);
    expect(await numbers(`${month}&by=service`, "service", "n")).toEqual([
      [null, 17],
      ["1.004227", 11],
    ]);
    expect((await read(month))[0]?.n).toBe(41);
  });

  test("add up over the units below, so that no subtraction leaves fewer than the minimum group", async () => {
    await rate(0, 13);
    await rate(0, 4, {}, office.ward);
    await closeDay(office, 0);
    expect(await numbers(`${month}&by=unit`, "unit", "n")).toEqual([
      [{ code: "North", name: "Xã Bắc" }, 13],
      [{ code: "Ward", name: "Ấp Bắc" }, 0],
    ]);
    expect((await read(month))[0]?.n).toBe(13);
    await rate(1, 6, {}, office.ward);
    await closeDay(office, 1);
    expect((await read(month)).map(({ n }) => n)).toEqual([23]);
    expect((await read(`${month}&unit=Ward`)).map(({ n }) => n)).toEqual([10]);
  });

  test.each([1, 2, 3, 4, 5])("count everybody once if settling breaks off after step %i", async (most) => {
    await rate(0, 7);
    await rate(0, 6, { level: 4 });
    setTime(1, 1);
    await settleLater(office.code, { days: 0, atOnce: 5, most });
    await settleLater(office.code, { days: 0, atOnce: 5 });
    expect((await read(month))[0]?.tally).toEqual([0, 0, 0, 6, 7]);
  });

  test("are the same in files, and hold paper as it was handed in", async () => {
    await rate(0, 12);
    await closeDay(office, 0);
    const day = dateOf(0);
    const tally = { id: crypto.randomUUID(), unit: "North", question: "overall", service: null, channel: "paper" };
    const tallies = [{ ...tally, from: day, to: day, counts: [1, 0, 0, 0, 1], source: "Sổ" }];
    expect((await askAsRoot(`POST ${office.base}/tallies`, { tallies })).status).toBe(200);
    expect((await read(month))[0]?.tally).toEqual([1, 0, 0, 0, 13]);
    const file = await ask(`GET ${office.base}/exports/indices.ndjson?${month}`, { key: north });
    expect(JSON.parse(String(file.body))).toMatchObject({ n: 14, n1: 1, n5: 13 });
  });
});
