import { runDurableObjectAlarm, runInDurableObject, evictDurableObject } from "cloudflare:test";
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
import { publishLater, stubOf } from "./publish-later.ts";

/** In a month that has closed, however early in a month the test runs, and not too long ago for feedback. */
const longAgo = new Date(Date.now() - 40 * 86_400_000).toISOString();
const monthOfThen = formatDay(todayInVietnam() - 40).slice(0, 7);
const yesterday = formatDay(todayInVietnam() - 1);

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

const february = { from: "2024-02-01", to: "2024-02-29" };
const quarter = { from: "2024-01-01", to: "2024-03-31" };

/** Reports paper of a quarter that has closed long ago; answers the tally's id. */
async function paper(
  { code, key }: TestAgency,
  unit: string,
  counts: readonly number[],
  span = february,
): Promise<string> {
  const id = newId();
  const tally = { id, ...span, unit, question: "overall", channel: "paper", source: id, counts };
  await askApi(`/v1/agencies/${code}/tallies`, { key, body: { tallies: [tally] } });
  return id;
}

function publish({ code, key }: TestAgency): Promise<Publication> {
  return askApi<Publication>(`/v1/agencies/${code}/publications`, { method: "POST", key });
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
    await paper(agency, "A", [1, 2, 3, 4, 5]);
    await paper(agency, "B", [11, 0, 3, 7, 20], quarter);
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

  test.each([
    ["a month of the agency", `period=${monthOfThen}`],
    ["a quarter of the agency", "period=2024-Q1"],
    ["a quarter of its units", "period=2024-Q1&by=unit"],
    ["a year of its units", "period=2024&by=unit"],
  ])("shows anybody what the office sees of %s", async (_, query) => {
    const { data, meta } = await read(agency.code, `latest?${query}`);
    const { data: office } = await askApi<{ data: PublishedRow[] }>(`${base}/indices?${query}`, { key: agency.key });
    expect(office.length).toBeGreaterThan(0);
    for (const { unit, value, n, tally, interval, coverage } of office) {
      const figures = { value, n, tally, interval, coverage, withheld: null, version: 1 };
      expect(rowOf(data, unit.code)).toMatchObject(figures);
    }
    expect(meta.publication).toMatchObject({ version: 1, day: yesterday });
    expect(data.map(({ method }) => method)).toContain("mean@1");
  });

  test("has no months of units, and names the quarters that a half-year and a year hold", async () => {
    expect((await read(agency.code, `latest?period=${monthOfThen}&by=unit`)).data).toEqual([]);
    const { data } = await read(agency.code, "latest?period=2024&by=time&unit=A&method=top-two@1");
    expect(data.map(({ period, quarters, n }) => [period, quarters, n])).toEqual([
      [quarter, undefined, 15],
      [{ ...quarter, to: "2024-06-30" }, ["2024-Q1"], 15],
      [{ ...quarter, to: "2024-12-31" }, ["2024-Q1"], 15],
    ]);
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
    const before = await read(agency.code, "latest?by=unit,time");
    await runInDurableObject(stubOf(agency.code), (_, { storage }) => {
      for (const table of ["fine", "day", "month"])
        storage.sql.exec(`ALTER TABLE rollup_${table} RENAME TO gone_${table}`);
    });
    expect(await read(agency.code, "latest?by=unit,time")).toEqual(before);
    await runInDurableObject(stubOf(agency.code), (_, { storage }) => {
      for (const table of ["fine", "day", "month"])
        storage.sql.exec(`ALTER TABLE gone_${table} RENAME TO rollup_${table}`);
    });
  });

  test("is read page by page, each row once", async () => {
    const whole = (await read(agency.code, "latest?by=unit,time")).data;
    const paged: PublishedRow[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: PublishedPage = await read(
        agency.code,
        `latest?by=unit,time&limit=3${cursor && `&cursor=${cursor}`}`,
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
    ["latest?by=unit,channel", "invalid", "/channel"],
    ["latest?by=unit&service=1.001", "unknown-service", "/service"],
    ["latest?unit=A&by=channel", "invalid", "/unit"],
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
  async function report(agency: TestAgency, unit: string, transactions: number): Promise<void> {
    const body = { volumes: [{ unit, ...quarter, transactions }] };
    await askApi(`/v1/agencies/${agency.code}/volumes`, { key: agency.key, body });
  }

  async function coverages(agency: TestAgency, query = ""): Promise<unknown[]> {
    const { data } = await read(agency.code, `latest?period=2024-Q1&method=top-two@1${query}`);
    return data.map(({ unit, coverage, interval_of_served }) => [
      unit.code,
      coverage,
      interval_of_served !== undefined,
    ]);
  }

  test("has a rate only where every unit that was asked reported", async () => {
    const agency = await makeAgency("PUB");
    await paper(agency, "A", [0, 0, 0, 0, 12]);
    await paper(agency, "B", [0, 0, 0, 0, 12]);
    await report(agency, "A", 48);
    await publish(agency);
    const reported = { transactions: 48, rate: null, complete: false, reported: 50 };
    expect(await coverages(agency)).toEqual([[agency.code, reported, false]]);
    expect(await coverages(agency, "&by=unit")).toEqual([
      ["A", { transactions: 48, rate: 25 }, true],
      ["B", null, false],
    ]);
    await report(agency, "B", 52);
    await publishLater(agency.code, 100);
    expect(await coverages(agency)).toEqual([[agency.code, { transactions: 100, rate: 24 }, true]]);
    const { data } = await read(agency.code, "latest?period=2024-Q1&method=top-two@1");
    expect(data).toMatchObject([{ version: 1 }]);
    const { data: first } = await read(agency.code, "1?period=2024-Q1&method=top-two@1");
    expect(first.map(({ coverage }) => coverage)).toEqual([reported]);
    await runInDurableObject(stubOf(agency.code), (_, { storage }) => void storage.sql.exec("DELETE FROM volume"));
    await publishLater(agency.code, 200);
    expect(await coverages(agency)).toEqual([[agency.code, null, false]]);
    await report(agency, "A", 48);
    await publishLater(agency.code, 300);
    expect(await coverages(agency)).toEqual([[agency.code, reported, false]]);
  });
});

describe("a unit with too few ratings", () => {
  test("is withheld with the smallest beside it, and nothing else of the agency's units is", async () => {
    const agency = await makeAgency("FEW");
    const base = `/v1/agencies/${agency.code}`;
    const units = ["C", "D"].map((code) => {
      return { code, name: code, parent: agency.code, kind: "commune", valid_from: "2020-01-01" };
    });
    await askApi(`${base}/units`, { method: "PUT", key: agency.key, body: { units } });
    await paper(agency, "A", [0, 0, 0, 0, 3]);
    await paper(agency, "B", [0, 0, 0, 0, 40]);
    await paper(agency, "C", [0, 0, 0, 0, 200]);
    await paper(agency, "D", [0, 0, 0, 0, 300]);
    await publish(agency);
    const { data } = await read(agency.code, "latest?period=2024-Q1&by=unit&method=top-two@1");
    expect(data.map(({ unit, withheld, n }) => [unit.code, withheld, n])).toEqual([
      ["A", "too-few", null],
      ["B", "protects-another", null],
      ["C", null, 200],
      ["D", null, 300],
    ]);
    const nothing = { value: null, n: null, tally: null, interval: null, coverage: null, published_at: null };
    expect(rowOf(data, "A")).toMatchObject({ ...nothing, unit: { code: "A", name: "A" }, question: "overall" });
    const { meta } = await read(agency.code, "latest");
    expect(meta.publication).toMatchObject({ withheld: 6, restated: 0 });
  });

  test("is published from the agency's own threshold on, which is never under 5", async () => {
    const agency = { code: "THRESH", name: "x" };
    const low = await callApi("/v1/agencies", { key: rootKey, body: { ...agency, publication_threshold: 4 } });
    expect(low.status).toBe(400);
    await askApi("/v1/agencies", { key: rootKey, body: { ...agency, publication_threshold: 5 } });
    const whole = { ...agency, key: rootKey, touchpoints: ["", ""] as const };
    await paper(whole, "THRESH", [0, 0, 0, 0, 6]);
    await publish(whole);
    expect((await read("THRESH", "latest?period=2024-02")).data[0]).toMatchObject({ n: 6, withheld: null });
  });

  test("cannot be told from its neighbours' rows of two publications", async () => {
    const agency = await makeAgency("WEEKS");
    const base = `/v1/agencies/${agency.code}`;
    const unit = { code: "C", name: "C", parent: agency.code, kind: "commune", valid_from: "2020-01-01" };
    await askApi(`${base}/units`, { method: "PUT", key: agency.key, body: { units: [unit] } });
    await paper(agency, "A", [3, 0, 0, 0, 0]);
    await paper(agency, "B", [0, 0, 0, 0, 5]);
    await publish(agency);
    await paper(agency, "C", [0, 4, 0, 0, 0]);
    await paper(agency, "B", [0, 0, 0, 0, 50]);
    await publishLater(agency.code, 100);
    const shown = async (query: string): Promise<unknown[]> => {
      const { data } = await read(agency.code, `${query}&period=2024-Q1&method=top-two@1`);
      return data.flatMap(({ unit: { code }, n }) => (n === null ? [] : [[code, n]]));
    };
    expect([...(await shown("1?by=unit")), ...(await shown("1?by=time"))]).toEqual([]);
    expect(await shown("latest?by=unit")).toEqual([["B", 55]]);
    expect(await shown("latest?by=time")).toEqual([[agency.code, 55]]);
  });
});

test("the closing of a touchpoint, even from before its ratings on, changes no published row and restates none", async () => {
  const agency = await makeAgency("SHUTPUB");
  await people(
    agency,
    0,
    Array.from({ length: 40 }, (_, place) => (place % 5) + 1),
  );
  await publish(agency);
  const month = `latest?period=${monthOfThen}&limit=1000`;
  const { data: before } = await read(agency.code, month);
  expect(rowOf(before, agency.code)).toMatchObject({ n: 40 });
  const closed = { id: agency.touchpoints[0], unit: "A", channel: "portal", name: "Trang", closed: true };
  const from = formatDay(todayInVietnam() - 60);
  const touchpoints = [{ ...closed, from }];
  await askApi(`/v1/agencies/${agency.code}/touchpoints`, { method: "PUT", key: agency.key, body: { touchpoints } });
  await publishLater(agency.code, 100);
  const { data: after } = await read(agency.code, month);
  expect(after).toEqual(before);
});

describe("a row of the agency by service, channel or question", () => {
  test("is rounded, has no tally, and is never restated", async () => {
    const agency = await makeAgency("ROUND");
    const base = `/v1/agencies/${agency.code}`;
    const services = ["1.001", "1.002"].map((id) => ({ id, name: id }));
    await askApi(`${base}/services`, { method: "PUT", key: agency.key, body: { services } });
    const hand = async (service: string, counts: number[]): Promise<void> => {
      const tally = { ...quarter, unit: "A", question: "overall", service, channel: "paper", source: newId(), counts };
      await askApi(`${base}/tallies`, { key: agency.key, body: { tallies: [{ id: newId(), ...tally }] } });
    };
    await hand("1.001", [5, 6, 7, 11, 15]);
    await hand("1.002", [0, 0, 0, 0, 19]);
    await publish(agency);
    const ask = (query: string) => read(agency.code, `latest?${query}`);
    const { data } = await ask("by=service&period=2024-Q1");
    expect(data.map(({ service, method, value, n, withheld }) => [service, method, value, n, withheld])).toEqual([
      ["1.001", "top-two@1", 59, 40, null],
      ["1.002", "top-two@1", null, null, "too-few"],
    ]);
    expect(data[0]).toMatchObject({ rounded: true, tally: null, coverage: null, interval: { low: 45, high: 74 } });
    expect((await ask("channel=paper&period=2024")).data).toMatchObject([{ value: 71, n: 60 }]);
    expect((await ask("by=channel&period=2024-02")).data).toEqual([]);
    await hand("1.001", [50, 0, 0, 0, 0]);
    await publishLater(agency.code, 100);
    expect((await ask("by=service&period=2024-Q1")).data).toEqual(data);
    expect((await ask("period=2024-Q1")).data[0]).toMatchObject({ n: 113, restated: { was: { n: 63 } } });
  });
});

describe("a correction", () => {
  test("is a new version that says what stood there before, and leaves the old one readable", async () => {
    const agency = await makeAgency("FIX");
    await paper(agency, "A", [0, 0, 0, 10, 10]);
    await publish(agency);
    await paper(agency, "A", [20, 0, 0, 0, 0]);
    await publishLater(agency.code, 100);
    const question = "period=2024-Q1&unit=A&method=top-two@1";
    const [now] = (await read(agency.code, `latest?${question}`)).data;
    expect(now).toMatchObject({ n: 40, value: 50, version: 2, restated: { version: 1, was: { n: 20, value: 100 } } });
    const [then] = (await read(agency.code, `1?${question}`)).data;
    expect(then).toMatchObject({ n: 20, value: 100, version: 1 });
    expect(then).not.toHaveProperty("restated");
    const { data } = await askApi<{ data: Publication[] }>(`/v1/agencies/${agency.code}/publications`);
    expect(data.map(({ version, restated }) => [version, restated > 0])).toEqual([
      [2, true],
      [1, false],
    ]);
  });

  test("by taking back tallies and volumes is restated, or waits where too few would be left", async () => {
    const agency = await makeAgency("BACK");
    const base = `/v1/agencies/${agency.code}`;
    await paper(agency, "A", [0, 0, 0, 20, 0]);
    await paper(agency, "B", [0, 0, 0, 0, 4]);
    const wrong = [await paper(agency, "A", [30, 0, 0, 0, 0]), await paper(agency, "B", [0, 0, 0, 0, 40])];
    const volumes = [{ ...quarter, unit: "A", transactions: 100 }];
    await askApi(`${base}/volumes`, { key: agency.key, body: { volumes } });
    await publish(agency);
    const question = "period=2024-Q1&by=unit&method=top-two@1";
    const shown = async (version: string): Promise<unknown[]> =>
      (await read(agency.code, `${version}?${question}`)).data.map(({ unit, n, coverage, restated }) => [
        ...[unit.code, n, coverage?.rate ?? null, restated?.was.n],
      ]);
    const first = [
      ["A", 50, 50, undefined],
      ["B", 44, null, undefined],
    ];
    expect(await shown("latest")).toEqual(first);
    for (const id of wrong) await callApi(`${base}/tallies/${id}`, { method: "DELETE", key: agency.key });
    const address = `${base}/volumes?unit=A&from=${quarter.from}&to=${quarter.to}`;
    await callApi(address, { method: "DELETE", key: agency.key });
    await publishLater(agency.code, 100);
    expect(await shown("latest")).toEqual([
      ["A", 20, null, 50],
      ["B", 44, null, undefined],
    ]);
    expect((await read(agency.code, "latest?period=2024-Q1&method=top-two@1")).data).toMatchObject([
      { n: 64, restated: { version: 1, was: { n: 94 } }, coverage: null },
    ]);
    expect(await shown("1")).toEqual(first);
  });

  test("of fewer people than the threshold waits, so that nobody can tell what they said", async () => {
    const agency = await makeAgency("WAIT");
    await paper(agency, "A", [0, 0, 0, 0, 20]);
    await publish(agency);
    await paper(agency, "A", [1, 0, 0, 0, 0]);
    await publishLater(agency.code, 100);
    const { data, meta } = await read(agency.code, "latest?period=2024-Q1&method=top-two@1");
    expect(meta.publication.version).toBe(2);
    expect(data[0]).toMatchObject({ n: 20, value: 100, version: 1, withheld: null });
  });

  test("waits for a quarter to close: a month's publication changes no quarter", async () => {
    const agency = await makeAgency("MONTH");
    await paper(agency, "A", [0, 0, 0, 0, 20]);
    await publish(agency);
    await paper(agency, "A", [0, 0, 0, 0, 30]);
    const versions = async (): Promise<number[]> => {
      const { data } = await askApi<{ data: Publication[] }>(`/v1/agencies/${agency.code}/publications`);
      return data.map(({ version }) => version);
    };
    let restated = 0;
    for (let days = 1; days <= 100 && restated === 0; days += 1) {
      const before = (await versions()).length;
      await publishLater(agency.code, days);
      const { meta, data } = await read(agency.code, "latest?period=2024-Q1&method=top-two@1");
      restated = meta.publication.restated;
      const isMade = (await versions()).length > before;
      const day = new Date(Date.now() + (days - 1) * 86_400_000 + 7 * 3_600_000);
      if (isMade) expect(day.getUTCDate()).toBe(3);
      if (restated > 0) expect(day.getUTCMonth() % 3).toBe(0);
      else expect(data[0]).toMatchObject({ n: 20 });
    }
    expect(restated).toBeGreaterThan(0);
  });
});
