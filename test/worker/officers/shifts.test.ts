import { beforeAll, describe, expect, test } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import { askApi, callApi, inAWord, makeAgency, newFeedback, sendFeedback, type TestAgency } from "../call-api.ts";
import { todayInVietnam } from "../indices/busy-office.ts";

type Row = {
  readonly officer?: string;
  readonly n: number;
  readonly value: number | null;
  readonly withheld: string | null;
};

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const yesterday = todayInVietnam() - 1;
const noonMs = yesterday * dayMs + 5 * hourMs;
const period = `period=${formatDay(yesterday)}`;

const at = (ms: number): string => new Date(ms).toISOString();

/** An agency with a counter on A. */
async function officeWithCounter(): Promise<TestAgency & { base: string; counter: string }> {
  const office = await makeAgency("SHF");
  const base = `/v1/agencies/${office.code}`;
  const counter = `${office.code}-c000000001`;
  const touchpoints = [{ id: counter, unit: "A", channel: "counter", name: "Quầy 1", from: "2020-01-01" }];
  await askApi(`${base}/touchpoints`, { method: "PUT", key: office.key, body: { touchpoints } });
  return { ...office, base, counter };
}

type Office = Awaited<ReturnType<typeof officeWithCounter>>;

function putShifts({ base, key }: Office, shifts: readonly object[]): Promise<Response> {
  return callApi(`${base}/shifts`, { method: "PUT", key, body: { shifts } });
}

/** So many satisfied people at the counter, a second apart. */
async function serve({ counter }: Office, count: number, fromMs: number): Promise<Record<string, unknown>[]> {
  const items = Array.from({ length: count }, (_, place) =>
    newFeedback(counter, { answered_at: at(fromMs + place * 1000), level: 5 }),
  );
  expect((await sendFeedback(items)).map(inAWord)).toEqual(items.map(() => "accepted"));
  return items;
}

async function byOfficer({ base, key }: Office, query = ""): Promise<unknown[]> {
  const { data } = await askApi<{ data: Row[] }>(`${base}/indices?${period}&by=officer${query}`, { key });
  return data.map(({ officer, n, value, withheld }) => [officer, n, value, withheld]);
}

async function rollupsDiffer({ base, key }: Office): Promise<unknown> {
  const { data } = await askApi<{ data: { rollup: string; differences: number }[] }>(`${base}/rollups/verify`, {
    method: "POST",
    key,
  });
  return data.filter(({ differences }) => differences > 0).map(({ rollup }) => rollup);
}

describe("shifts", () => {
  let office: Office;
  let items: Record<string, unknown>[];

  beforeAll(async () => {
    office = await officeWithCounter();
    const shift = { touchpoint: office.counter, officer: "CB-01", from: at(noonMs), to: at(noonMs + hourMs) };
    expect((await putShifts(office, [shift])).status).toBe(200);
    items = await serve(office, 31, noonMs);
    await serve(office, 35, noonMs + hourMs);
  });

  test("give each rating to the officer who served then", async () => {
    expect(await byOfficer(office)).toEqual([["CB-01", 31, 100, null]]);
    expect(await rollupsDiffer(office)).toEqual([]);
  });

  test("stay with an amended rating", async () => {
    const { answered_at, ...item } = items[0] ?? {};
    const revised_at = at(Date.parse(String(answered_at)) + 60_000);
    const amended = { ...item, answered_at, revision: 2, revised_at, level: 1 };
    expect((await sendFeedback([amended])).map(inAWord)).toEqual(["accepted"]);
    expect(await byOfficer(office)).toEqual([["CB-01", 31, 96.77, null]]);
    expect(await rollupsDiffer(office)).toEqual([]);
  });

  test("written later count earlier ratings, and may be changed and removed", async () => {
    const { counter } = office;
    const second = { touchpoint: counter, officer: "CB-02", from: at(noonMs + hourMs), to: at(noonMs + 2 * hourMs) };
    expect((await putShifts(office, [second])).status).toBe(200);
    expect(await byOfficer(office)).toEqual([
      ["CB-01", 31, 96.77, null],
      ["CB-02", 35, 100, null],
    ]);
    expect((await putShifts(office, [{ ...second, to: at(noonMs + hourMs + 10_000) }])).status).toBe(200);
    expect((await byOfficer(office))[1]).toEqual(["CB-02", 10, null, "too-few"]);
    expect((await putShifts(office, [{ ...second, officer: null }])).status).toBe(200);
    expect(await byOfficer(office)).toHaveLength(1);
    expect(await rollupsDiffer(office)).toEqual([]);
  });

  test("are listed for a key on the whole agency alone", async () => {
    const { base, key, counter } = office;
    const listed = await askApi<{ data: unknown[] }>(`${base}/shifts`, { key });
    expect(listed.data).toEqual([{ touchpoint: counter, officer: "CB-01", from: at(noonMs), to: at(noonMs + hourMs) }]);
    const body = { name: "A", scopes: ["config:write", "indices:read"], unit: "A" };
    const { key: onA } = await askApi<{ key: string }>(`${base}/keys`, { key, body });
    expect((await callApi(`${base}/shifts`, { key: onA })).status).toBe(403);
    expect((await callApi(`${base}/shifts`)).status).toBe(401);
  });

  test("have their own CSV columns", async () => {
    const { base, key } = office;
    const csv = await (await callApi(`${base}/indices?${period}&by=officer&format=csv`, { key })).text();
    expect(csv.split("\r\n")[0]).toMatch(
      /,officer,standardised,standardised_low,standardised_high,standardised_covered$/,
    );
    expect(csv.split("\r\n")[1]).toMatch(/,CB-01,96\.77,[\d.]+,[\d.]+,100$/);
  });
});

describe("a shift is refused, and nothing of its list is kept,", () => {
  let office: Office;

  beforeAll(async () => {
    office = await officeWithCounter();
    const stays = { touchpoint: office.counter, officer: "CB-01", from: at(noonMs), to: at(noonMs + hourMs) };
    await putShifts(office, [stays]);
  });

  test.each<[string, object, number, string]>([
    ["that overlaps another", { from: at(noonMs + 1000) }, 409, "/shifts/1"],
    ["that ends when it begins", { to: at(noonMs + 3 * hourMs) }, 400, "/shifts/1/to"],
    ["of more than a day", { to: at(noonMs + 28 * hourMs) }, 400, "/shifts/1/to"],
    ["of long ago", { from: at(noonMs - 60 * dayMs), to: at(noonMs - 60 * dayMs + hourMs) }, 400, "/shifts/1/from"],
    ["at no known touchpoint", { touchpoint: "SHF-zzzzzzzzzz" }, 404, "/shifts/1/touchpoint"],
    ["at no counter", { touchpoint: "portal" }, 400, "/shifts/1/touchpoint"],
    ["with a name in place of a code", { officer: "Nguyễn Văn A" }, 400, "/shifts/1/officer"],
    ["given twice", { from: at(noonMs + 2 * hourMs) }, 400, "/shifts/1"],
  ])("%s", async (_, different, status, pointer) => {
    const good = {
      touchpoint: office.counter,
      officer: "CB-02",
      from: at(noonMs + 2 * hourMs),
      to: at(noonMs + 3 * hourMs),
    };
    const bad = { ...good, from: at(noonMs + 3 * hourMs), to: at(noonMs + 4 * hourMs), ...different };
    if (bad.touchpoint === "portal") bad.touchpoint = office.touchpoints[0];
    const response = await putShifts(office, [good, bad]);
    const { errors } = (await response.json()) as { errors: { pointer: string }[] };
    expect([response.status, errors[0]?.pointer]).toEqual([status, pointer]);
    const { data } = await askApi<{ data: unknown[] }>(`${office.base}/shifts`, { key: office.key });
    expect(data).toHaveLength(1);
  });

  test("for a counter outside the key's subtree", async () => {
    const body = { name: "B", scopes: ["config:write"], unit: "B" };
    const { key } = await askApi<{ key: string }>(`${office.base}/keys`, { key: office.key, body });
    const shift = { touchpoint: office.counter, officer: "CB-09", from: at(noonMs), to: at(noonMs + hourMs) };
    expect((await putShifts({ ...office, key }, [shift])).status).toBe(403);
  });
});
