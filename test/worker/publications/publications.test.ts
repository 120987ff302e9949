import { runDurableObjectAlarm, runInDurableObject, evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import type { Publication, PublishedPage, PublishedRow } from "../../../shared/contract/publication.ts";
import {
  askApi,
  callApi,
  makeAgency,
  newFeedback,
  newId,
  rootKey,
  sendFeedback,
  type TestAgency,
} from "../call-api.ts";
import { todayInVietnam } from "../indices/busy-office.ts";

/** In a month that has closed, however early in a month the test runs, and not too long ago for feedback. */
const longAgo = new Date(Date.now() - 40 * 86_400_000).toISOString();
const monthOfThen = formatDay(todayInVietnam() - 40).slice(0, 7);
const yesterday = formatDay(todayInVietnam() - 1);

function stubOf(code: string): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(code));
}

/** People at touchpoint `place` of the agency, all of them in the closed month. */
async function people(agency: TestAgency, place: 0 | 1, levels: readonly number[]): Promise<void> {
  const touchpoint = agency.touchpoints[place];
  for (let from = 0; from < levels.length; from += 100) {
    const batch = levels
      .slice(from, from + 100)
      .map((level) => newFeedback(touchpoint, { level, answered_at: longAgo }));
    expect((await sendFeedback(batch)).every(({ outcome }) => outcome === "accepted")).toBe(true);
  }
}

function read(code: string, query = ""): Promise<PublishedPage> {
  return askApi<PublishedPage>(`/v1/agencies/${code}/publications/${query}`);
}

function rowOf(rows: readonly PublishedRow[], unit: string, method = "top-two@1"): PublishedRow | undefined {
  return rows.find((row) => row.unit.code === unit && row.method === method);
}

describe("a publication", () => {
  let agency: TestAgency;
  let base: string;

  beforeAll(async () => {
    agency = await makeAgency("PUB");
    base = `/v1/agencies/${agency.code}`;
    await people(agency, 0, [5, 5, 4, 4, 4, 3, 2, 1, 5, 5, 5, 4]);
    await people(
      agency,
      1,
      Array.from({ length: 30 }, (_, place) => 1 + (place % 5)),
    );
  });

  test("is not there before the first day has closed", async () => {
    expect((await callApi(`${base}/publications/latest`)).status).toBe(404);
    expect(await askApi(`${base}/publications`)).toEqual({ data: [], meta: { next_cursor: null } });
  });

  test("needs a key with config:write on the whole agency to be made by hand", async () => {
    expect((await callApi(`${base}/publications`, { method: "POST" })).status).toBe(401);
    const scoped = { name: "x", scopes: ["indices:read"] };
    const { key } = await askApi<{ key: string }>(`${base}/keys`, { key: rootKey, body: scoped });
    expect((await callApi(`${base}/publications`, { method: "POST", key })).status).toBe(403);
    const below = { name: "y", scopes: ["config:write"], unit: "A" };
    const { key: keyOfA } = await askApi<{ key: string }>(`${base}/keys`, { key: rootKey, body: below });
    expect((await callApi(`${base}/publications`, { method: "POST", key: keyOfA })).status).toBe(403);
  });

  test("is made by the alarm at the close of the day, and once a day", async () => {
    expect(await runDurableObjectAlarm(stubOf(agency.code))).toBe(true);
    const { data } = await askApi<{ data: Publication[] }>(`${base}/publications`);
    expect(data).toMatchObject([{ version: 1, day: yesterday, restated: 0, withheld: 0 }]);
    const again = await callApi(`${base}/publications`, { method: "POST", key: agency.key });
    expect([again.status, await again.json()]).toEqual([200, data[0]]);
  });

  test("leaves an alarm for the next close, which survives a restart", async () => {
    const alarmOf = (): Promise<number | null> =>
      runInDurableObject(stubOf(agency.code), (_, { storage }) => storage.getAlarm());
    const next = (await alarmOf()) ?? 0;
    expect(next).toBeGreaterThan(Date.now());
    expect(next).toBeLessThanOrEqual(Date.now() + 86_400_000);
    // Midnight in Ho Chi Minh City, which is 7 hours ahead.
    expect((next + 7 * 3_600_000) % 86_400_000).toBe(0);
    await evictDurableObject(stubOf(agency.code));
    expect(await alarmOf()).toBe(next);
  });

  test("shows anybody what the office sees of the same month", async () => {
    const { data, meta } = await read(agency.code, `latest?period=${monthOfThen}&by=unit`);
    const { data: office } = await askApi<{ data: PublishedRow[] }>(`${base}/indices?period=${monthOfThen}&by=unit`, {
      key: agency.key,
    });
    for (const unit of ["A", "B"]) {
      const { value, n, tally, interval, coverage } = rowOf(office, unit) ?? {};
      expect(rowOf(data, unit)).toMatchObject({ value, n, tally, interval, coverage, withheld: null, version: 1 });
    }
    expect(meta.publication).toMatchObject({ version: 1, day: yesterday });
    expect(data.map(({ method }) => method)).toContain("mean@1");
  });

  test("stays as it is while ratings come in", async () => {
    const before = await read(agency.code, "latest");
    await people(agency, 0, [1, 1, 1]);
    expect(await read(agency.code, "latest")).toEqual(before);
  });

  test("is cacheable for all, and gives a 304 for its ETag", async () => {
    const first = await callApi(`${base}/publications/latest`);
    expect(first.headers.get("cache-control")).toBe("public, max-age=300");
    const etag = first.headers.get("etag") ?? "";
    const again = await callApi(`${base}/publications/latest`, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("answers latest without a look at the rollups", async () => {
    const before = await read(agency.code, "latest?by=unit,channel");
    await runInDurableObject(stubOf(agency.code), (_, { storage }) => {
      for (const table of ["fine", "day", "month"])
        storage.sql.exec(`ALTER TABLE rollup_${table} RENAME TO gone_${table}`);
    });
    expect(await read(agency.code, "latest?by=unit,channel")).toEqual(before);
    await runInDurableObject(stubOf(agency.code), (_, { storage }) => {
      for (const table of ["fine", "day", "month"])
        storage.sql.exec(`ALTER TABLE gone_${table} RENAME TO rollup_${table}`);
    });
  });

  test("is read page by page, each row once", async () => {
    const whole = (await read(agency.code, "latest?by=unit,channel")).data;
    const paged: PublishedRow[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: PublishedPage = await read(
        agency.code,
        `latest?by=unit,channel&limit=3${cursor && `&cursor=${cursor}`}`,
      );
      expect(page.data.length).toBeLessThanOrEqual(3);
      paged.push(...page.data);
      cursor = page.meta.next_cursor;
    }
    expect(paged).toEqual(whole);
    expect(whole.length).toBeGreaterThan(3);
  });

  test.each([
    ["latest?period=2026-11-01", "invalid", "/period"],
    ["latest?period=2026-W46", "invalid", "/period"],
    ["latest?from=2026-11-01", "unknown-field", "/from"],
    ["latest?by=day", "invalid", "/by"],
    ["latest?by=touchpoint", "invalid", "/by"],
    ["latest?by=service,channel", "invalid", "/channel"],
    ["latest?by=service&channel=kiosk", "invalid", "/channel"],
    ["latest?unit=Nowhere", "unknown-unit", "/unit"],
    ["latest?service=9", "unknown-service", "/service"],
    ["latest?question=weather", "unknown-question", "/question"],
    ["latest?method=nps@1", "scale-unfit", "/method"],
    ["latest?method=weighted-top-two@1", "unknown-method", "/method"],
    ["latest?limit=0", "invalid", "/limit"],
    ["latest?cursor=made-up", "bad-cursor", "/cursor"],
    ["1?touchpoint=x", "unknown-field", "/touchpoint"],
  ])("refuses %s, pointing at the place", async (query, kind, pointer) => {
    const response = await callApi(`${base}/publications/${query}`);
    const { type, errors } = (await response.json()) as { type: string; errors?: { pointer: string }[] };
    const status = /^unknown-(?!field)/.test(kind) ? 404 : 400;
    expect([response.status, type, errors?.[0]?.pointer]).toEqual([status, `/docs/problems#${kind}`, pointer]);
  });

  test.each(["2", "0", "x", "1e3", "-1"])("knows no version %s", async (version) => {
    const response = await callApi(`${base}/publications/${version}`);
    expect(response.status).toBe(404);
  });
});

describe("published coverage", () => {
  const [year = "", month = ""] = monthOfThen.split("-");
  const span = { from: `${monthOfThen}-01`, to: `${monthOfThen}-${new Date(Date.UTC(+year, +month, 0)).getUTCDate()}` };

  async function report(agency: TestAgency, unit: string, transactions: number): Promise<void> {
    const body = { volumes: [{ unit, ...span, transactions }] };
    await askApi(`/v1/agencies/${agency.code}/volumes`, { key: agency.key, body });
  }

  async function coverages(agency: TestAgency, query = ""): Promise<unknown[]> {
    const { data } = await read(agency.code, `latest?period=${monthOfThen}&method=top-two@1${query}`);
    return data.map(({ unit, coverage, interval_of_served }) => [
      unit.code,
      coverage,
      interval_of_served !== undefined,
    ]);
  }

  test("has a rate only where every unit that was asked reported", async () => {
    const agency = await makeAgency("PUB");
    const twelve = Array.from({ length: 12 }, () => 5);
    await people(agency, 0, twelve);
    await people(agency, 1, twelve);
    await report(agency, "A", 48);
    const publish = async (before = "SELECT 1"): Promise<void> => {
      // As if the one before had been made a day earlier.
      await runInDurableObject(stubOf(agency.code), (_, { storage }) => {
        storage.sql.exec(`UPDATE publication SET day = day - 1; ${before}`);
      });
      await askApi(`/v1/agencies/${agency.code}/publications`, { method: "POST", key: agency.key });
    };
    await publish();
    const reported = { transactions: 48, rate: null, complete: false, reported: 50 };
    expect(await coverages(agency)).toEqual([[agency.code, reported, false]]);
    expect(await coverages(agency, "&by=unit")).toEqual([
      ["A", { transactions: 48, rate: 25 }, true],
      ["B", null, false],
    ]);
    await report(agency, "B", 52);
    await publish();
    expect(await coverages(agency)).toEqual([[agency.code, { transactions: 100, rate: 24 }, true]]);
    const { data } = await read(agency.code, `1?period=${monthOfThen}&method=top-two@1`);
    expect(data.map(({ coverage }) => coverage)).toEqual([reported]);
    await publish("DELETE FROM volume");
    expect(await coverages(agency)).toEqual([[agency.code, null, false]]);
    await publish();
    await report(agency, "A", 48);
    await publish();
    expect(await coverages(agency)).toEqual([[agency.code, reported, false]]);
  });
});

describe("a unit with too few ratings", () => {
  test("is withheld with one that protects it, and nothing else of the agency's units is", async () => {
    const agency = await makeAgency("FEW");
    const base = `/v1/agencies/${agency.code}`;
    const units = ["C", "D"].map((code) => {
      return { code, name: code, parent: agency.code, kind: "commune", valid_from: "2020-01-01" };
    });
    await askApi(`${base}/units`, { method: "PUT", key: agency.key, body: { units } });
    const tally = (unit: string, people: number): unknown => ({
      ...{ id: newId(), unit, question: "overall", channel: "paper", source: "s" },
      ...{ from: "2024-02-01", to: "2024-02-29", counts: [0, 0, 0, 0, people] },
    });
    const tallies = [tally("A", 3), tally("B", 40), tally("C", 200), tally("D", 300)];
    await askApi(`${base}/tallies`, { key: agency.key, body: { tallies } });
    await askApi(`${base}/publications`, { method: "POST", key: agency.key });
    const { data } = await read(agency.code, "latest?period=2024-02&by=unit&method=top-two@1");
    expect(data.map(({ unit, withheld, n }) => [unit.code, withheld, n])).toEqual([
      ["A", "too-few", null],
      ["B", "protects-another", null],
      ["C", null, 200],
      ["D", null, 300],
    ]);
    const nothing = { value: null, n: null, tally: null, interval: null, coverage: null, published_at: null };
    expect(rowOf(data, "A")).toMatchObject({ ...nothing, unit: { code: "A", name: "A" }, question: "overall" });
  });

  test("is published from the agency's own threshold on, which is never under 5", async () => {
    const agency = { code: "THRESH", name: "x" };
    const low = await callApi("/v1/agencies", { key: rootKey, body: { ...agency, publication_threshold: 4 } });
    expect(low.status).toBe(400);
    await askApi("/v1/agencies", { key: rootKey, body: { ...agency, publication_threshold: 5 } });
    const counts = [0, 0, 0, 0, 6];
    const span = {
      from: "2024-02-01",
      to: "2024-02-29",
      unit: "THRESH",
      question: "overall",
      channel: "paper",
      source: "s",
    };
    const body = { tallies: [{ id: newId(), ...span, counts }] };
    await askApi("/v1/agencies/THRESH/tallies", { key: rootKey, body });
    await askApi("/v1/agencies/THRESH/publications", { method: "POST", key: rootKey });
    expect((await read("THRESH", "latest?period=2024-02")).data[0]).toMatchObject({ n: 6, withheld: null });
  });
});

describe("a correction", () => {
  test("is a new version that says what stood there before, and leaves the old one readable", async () => {
    const agency = await makeAgency("FIX");
    const base = `/v1/agencies/${agency.code}`;
    const span = { unit: "A", question: "overall", channel: "paper", from: "2024-02-01", to: "2024-02-29" };
    const hand = (source: string, counts: number[]): Promise<unknown> =>
      askApi(`${base}/tallies`, { key: agency.key, body: { tallies: [{ id: newId(), ...span, source, counts }] } });
    await hand("first", [0, 0, 0, 10, 10]);
    await askApi(`${base}/publications`, { method: "POST", key: agency.key });
    await hand("second", [20, 0, 0, 0, 0]);
    // As if the first had been made a day earlier.
    await runInDurableObject(stubOf(agency.code), (_, { storage }) => {
      storage.sql.exec("UPDATE publication SET day = day - 1");
    });
    expect(await runDurableObjectAlarm(stubOf(agency.code))).toBe(true);
    const question = "period=2024-02&unit=A&method=top-two@1";
    const [now] = (await read(agency.code, `latest?${question}`)).data;
    expect(now).toMatchObject({ n: 40, value: 50, version: 2, restated: { version: 1, was: { n: 20, value: 100 } } });
    const [then] = (await read(agency.code, `1?${question}`)).data;
    expect(then).toMatchObject({ n: 20, value: 100, version: 1 });
    expect(then).not.toHaveProperty("restated");
    const { data } = await askApi<{ data: Publication[] }>(`${base}/publications`);
    expect(data.map(({ version, restated }) => [version, restated > 0])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  test("by taking back tallies and volumes is restated, or retracted where too few are left", async () => {
    const { code, key } = await makeAgency("BACK");
    const base = `/v1/agencies/${code}`;
    const span = { from: "2024-02-01", to: "2024-02-29" };
    const place = { ...span, question: "overall", channel: "paper" };
    const tallies = [
      { ...place, unit: "A", counts: [0, 0, 0, 20, 0], source: "right" },
      { ...place, unit: "A", counts: [30, 0, 0, 0, 0], source: "wrong" },
      { ...place, unit: "B", counts: [0, 0, 0, 0, 4], source: "right" },
      { ...place, unit: "B", counts: [0, 0, 0, 0, 40], source: "wrong" },
    ].map((tally) => ({ ...tally, id: newId() }));
    await askApi(`${base}/tallies`, { key, body: { tallies } });
    await askApi(`${base}/volumes`, { key, body: { volumes: [{ ...span, unit: "A", transactions: 100 }] } });
    await askApi(`${base}/publications`, { method: "POST", key });
    const question = "period=2024-02&by=unit&method=top-two@1";
    const shown = async (version: string): Promise<unknown[]> =>
      (await read(code, `${version}?${question}`)).data.map(({ unit, n, coverage, withheld, restated }) => [
        ...[unit.code, n, coverage?.rate ?? null, withheld, restated?.was.n],
      ]);
    const first = [
      ["A", 50, 50, null, undefined],
      ["B", 44, null, null, undefined],
    ];
    expect(await shown("latest")).toEqual(first);
    for (const { id, source } of tallies) {
      if (source === "wrong") await callApi(`${base}/tallies/${id}`, { method: "DELETE", key });
    }
    await callApi(`${base}/volumes?unit=A&from=${span.from}&to=${span.to}`, { method: "DELETE", key });
    await runInDurableObject(stubOf(code), (_, { storage }) => {
      storage.sql.exec("UPDATE publication SET day = day - 1");
    });
    await askApi(`${base}/publications`, { method: "POST", key });
    expect(await shown("latest")).toEqual([
      ["A", null, null, "protects-another", undefined],
      ["B", null, null, "too-few", undefined],
    ]);
    expect((await read(code, "latest?period=2024-02&method=top-two@1")).data).toMatchObject([
      { n: 24, value: 100, restated: { version: 1, was: { n: 94 } }, coverage: null },
    ]);
    expect(await shown("1")).toEqual(first);
    const { data } = await askApi<{ data: Publication[] }>(`${base}/publications`);
    expect(data.map(({ withheld, restated }) => [withheld > 0, restated > 0])).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test("of fewer people than the threshold waits, so that nobody can tell what they said", async () => {
    const agency = await makeAgency("WAIT");
    const base = `/v1/agencies/${agency.code}`;
    await people(
      agency,
      0,
      Array.from({ length: 20 }, () => 5),
    );
    await askApi(`${base}/publications`, { method: "POST", key: agency.key });
    await people(agency, 0, [1]);
    await runInDurableObject(stubOf(agency.code), (_, { storage }) => {
      storage.sql.exec("UPDATE publication SET day = day - 1");
    });
    await askApi(`${base}/publications`, { method: "POST", key: agency.key });
    const { data, meta } = await read(agency.code, `latest?period=${monthOfThen}&method=top-two@1`);
    expect(meta.publication.version).toBe(2);
    expect(data[0]).toMatchObject({ n: 20, value: 100, version: 1, withheld: null });
  });
});
