import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { enrolledTablet, kioskAgency, numbered, sendSigned } from "../devices/signing-tablet.ts";
import { formatDay } from "../../../shared/calendar/day.ts";
import { askApi, callApi, makeAgency, newFeedback, sendFeedback, type TestAgency } from "../call-api.ts";
import { todayInVietnam } from "../indices/busy-office.ts";

function stubOf(code: string): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(code));
}

/** Hands feedback to the agency as the Worker does for a sender with this hash of an address. */
async function sendFrom(agency: TestAgency, source: string | null, items: readonly unknown[]): Promise<void> {
  const stub = stubOf(agency.code) as unknown as { acceptFeedback(json: string, underWay: number): Promise<string> };
  const json = JSON.stringify({ sentAt: new Date().toISOString(), items, source });
  const receipts = JSON.parse(await stub.acceptFeedback(json, 1)) as { outcome: string }[];
  expect(receipts.map(({ outcome }) => outcome)).toEqual(items.map(() => "accepted"));
}

type Row = {
  readonly id: string;
  readonly standing: string;
  readonly flags: readonly string[];
  readonly level: number;
};

async function rowsOf({ code, key }: TestAgency): Promise<Row[]> {
  return (await askApi<{ data: Row[] }>(`/v1/agencies/${code}/feedback?limit=1000`, { key })).data;
}

async function differences({ code, key }: TestAgency): Promise<number[]> {
  const path = `/v1/agencies/${code}/rollups/verify`;
  const { data } = await askApi<{ data: { differences: number }[] }>(path, { method: "POST", key });
  return data.map((one) => one.differences);
}

/** Honest ratings of many people: mostly 4 and 5. */
function honest(touchpoint: string, count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, place) => newFeedback(touchpoint, { level: [5, 4, 5, 3, 5][place % 5] }));
}

const flagged = (rows: readonly Row[], sign: string): Row[] => rows.filter(({ flags }) => flags.includes(sign));

describe("burst", () => {
  test("stands on all that one source sent, once it sent 8: on the first seven too, and on later ones", async () => {
    const agency = await makeAgency("SGNA");
    const [touchpoint] = agency.touchpoints;
    await sendFeedback(honest(touchpoint, 60));
    for (let sent = 0; sent < 7; sent++) await sendFrom(agency, "laptop", [newFeedback(touchpoint, { level: 1 })]);
    expect(flagged(await rowsOf(agency), "burst")).toEqual([]);
    await sendFrom(agency, "laptop", [newFeedback(touchpoint, { level: 1 })]);
    await sendFrom(agency, "laptop", [newFeedback(touchpoint, { level: 5 })]);
    await sendFrom(agency, "neighbour", [newFeedback(touchpoint, { level: 5 })]);
    const rows = flagged(await rowsOf(agency), "burst");
    expect(rows.map(({ level, standing }) => [level, standing])).toEqual([
      ...Array.from({ length: 8 }, () => [1, "flagged"]),
      [5, "flagged"],
    ]);
    expect((await differences(agency)).every((one) => one === 0)).toBe(true);
  });

  test("stands on what 200 sources sent, and hardly on what honest people said", async () => {
    const agency = await makeAgency("SGNB");
    const [touchpoint] = agency.touchpoints;
    await sendFeedback(honest(touchpoint, 100));
    for (let source = 0; source < 200; source++) {
      await sendFrom(agency, `source ${source}`, [newFeedback(touchpoint, { level: 1 })]);
      if (source % 4 === 0) await sendFrom(agency, `person ${source}`, [newFeedback(touchpoint, { level: 5 })]);
    }
    const rows = flagged(await rowsOf(agency), "burst");
    // As many as are usual among honest people stay without: hardly any here.
    expect(rows.filter(({ level }) => level === 1).length).toBeGreaterThan(195);
    expect(rows.filter(({ level }) => level > 1).length).toBeLessThan(5);
  });

  test("takes nothing out of the index, and the source is stored nowhere", async () => {
    const agency = await makeAgency("SGNC");
    const [touchpoint] = agency.touchpoints;
    const source = "a-source-that-nobody-stores";
    await sendFrom(
      agency,
      source,
      Array.from({ length: 20 }, () => newFeedback(touchpoint, { level: 1, browser_key: "BBBBBBBBBBBBBBBBBBBBBB" })),
    );
    const path = `/v1/agencies/${agency.code}/indices?period=${formatDay(todayInVietnam()).slice(0, 4)}`;
    const { data } = await askApi<{ data: Record<string, unknown>[] }>(path, { key: agency.key });
    expect(data[0]).toMatchObject({ n: 20, value: 0, flagged: { n: 20 }, set_aside: { n: 0 } });
    const stored = await runInDurableObject(stubOf(agency.code), (_, { storage }) =>
      storage.sql
        .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%'")
        .toArray()
        .filter(({ name }) => !name.startsWith("_cf"))
        .map(({ name }) => JSON.stringify(storage.sql.exec(`SELECT * FROM "${name}"`).toArray(), asText))
        .join("\n"),
    );
    expect(stored).toContain(touchpoint);
    expect(stored).not.toContain(source);
    expect(stored).not.toContain("BBBBBBBBBBBBBBBBBBBBBB");
  });

  test("is still seen after the object was evicted: what was before is read again", async () => {
    const agency = await makeAgency("SGND");
    const [touchpoint] = agency.touchpoints;
    await sendFeedback(honest(touchpoint, 100));
    for (let sent = 0; sent < 20; sent++) await sendFrom(agency, `s${sent}`, [newFeedback(touchpoint, { level: 1 })]);
    await evictDurableObject(stubOf(agency.code));
    for (let sent = 0; sent < 20; sent++) await sendFrom(agency, `t${sent}`, [newFeedback(touchpoint, { level: 1 })]);
    expect(flagged(await rowsOf(agency), "burst")).toHaveLength(40);
  });
});

function asText(_: string, value: unknown): unknown {
  return value instanceof ArrayBuffer ? [...new Uint8Array(value)] : value;
}

test("what could not be stored is not remembered either", async () => {
  const agency = await makeAgency("SGNH");
  const [touchpoint] = agency.touchpoints;
  const stub = stubOf(agency.code);
  const change = (statement: string): Promise<void> =>
    runInDurableObject(stub, (_, { storage }) => void storage.sql.exec(statement));
  await sendFrom(agency, "laptop", [newFeedback(touchpoint, { level: 5 })]);
  await change("CREATE TRIGGER broken BEFORE INSERT ON feedback BEGIN SELECT raise(ABORT, 'broken'); END");
  const lost = Array.from({ length: 7 }, () => newFeedback(touchpoint, { level: 1 }));
  await expect(sendFrom(agency, "laptop", lost)).rejects.toThrow("broken");
  await change("DROP TRIGGER broken");
  await sendFrom(agency, "laptop", [newFeedback(touchpoint, { level: 1 })]);
  expect((await rowsOf(agency)).map(({ flags }) => flags)).toEqual([[], []]);
});

describe("repeat", () => {
  test("stands on all but the first of three ratings of one browser at a touchpoint", async () => {
    const agency = await makeAgency("SGNE");
    const [one, other] = agency.touchpoints;
    const browser_key = "CCCCCCCCCCCCCCCCCCCCCC";
    const sent = [one, one, other, one].map((touchpoint) => newFeedback(touchpoint, { browser_key }));
    await sendFeedback(sent);
    const ids = flagged(await rowsOf(agency), "repeat").map(({ id }) => id);
    expect(ids.sort()).toEqual([sent[1]?.id, sent[3]?.id].sort());
  });
});

describe("off-hours", () => {
  test("stands on a kiosk's ratings outside its opening hours, and not on those within an hour of them", async () => {
    const agency = await kioskAgency("SGNG");
    const weekday = (days: number): number => ((todayInVietnam() + 3 + days) % 7) + 1;
    const later = { days: [weekday(3)], from: "08:00", to: "09:00" };
    const closed = await enrolledTablet(agency, { opening_hours: [later] });
    await sendSigned(closed, numbered(closed, [1], {}));
    const rows = await rowsOf(agency);
    expect(rows.map(({ flags }) => flags)).toEqual([["off-hours"]]);
  });
});

describe("GET …/signs", () => {
  test("counts by day, touchpoint and sign, with times and levels", async () => {
    const agency = await makeAgency("SGNF");
    const [touchpoint, kiosk] = agency.touchpoints;
    await sendFrom(
      agency,
      "laptop",
      Array.from({ length: 9 }, (_, place) => newFeedback(touchpoint, { level: place === 0 ? 5 : 1 })),
    );
    await sendFeedback([newFeedback(kiosk, { pressure: "office", level: 5 })]);
    const today = formatDay(todayInVietnam());
    const path = `/v1/agencies/${agency.code}/signs?from=${today}&to=${today}`;
    const { data } = await askApi<{ data: Record<string, unknown>[] }>(path, { key: agency.key });
    expect(data).toMatchObject([
      { day: today, touchpoint, sign: "burst", count: 9, tally: [8, 0, 0, 0, 1] },
      { day: today, touchpoint: kiosk, sign: "pressure", count: 1, tally: [0, 0, 0, 0, 1] },
    ]);
    type Page = { data: unknown[]; meta: { next_cursor: string } };
    const first = await askApi<Page>(`${path}&limit=1`, { key: agency.key });
    const second = await askApi<Page>(`${path}&limit=1&cursor=${first.meta.next_cursor}`, { key: agency.key });
    expect([...first.data, ...second.data]).toEqual(data);
    const tooLong = await callApi(`/v1/agencies/${agency.code}/signs?from=2026-01-01&to=2026-12-31`, agency);
    expect(tooLong.status).toBe(400);
  });
});

describe("GET …/signs/evidence", () => {
  test("gives the ratings of the touchpoint and day in their order, with signs, and what was usual before", async () => {
    const agency = await makeAgency("SGNG");
    const [touchpoint, other] = agency.touchpoints;
    await sendFeedback([newFeedback(other, { level: 3 }), newFeedback(touchpoint, { level: 5 })]);
    const levels = Array.from({ length: 9 }, () => 1);
    await sendFrom(
      agency,
      "laptop",
      levels.map((level) => newFeedback(touchpoint, { level })),
    );
    const day = formatDay(todayInVietnam());
    const path = `/v1/agencies/${agency.code}/signs/evidence?touchpoint=${touchpoint}&day=${day}`;
    const told = await askApi<Record<string, unknown> & { ratings: { level: number; signs: string[] }[] }>(path, {
      key: agency.key,
    });
    expect(told).toMatchObject({ is_cut: false, usual: { days: 0, tally: [0, 0, 0, 0, 0] }, opening_hours: null });
    expect(told.ratings.map(({ level }) => level)).toEqual([5, ...levels]);
    expect(told.ratings.map(({ signs }) => signs.includes("burst"))).toEqual([false, ...levels.map(() => true)]);
    expect(told.ratings.every((rating) => "is_aside" in rating)).toBe(true);
  });

  test("finds a rating of another clock's day by its sign", async () => {
    const agency = await makeAgency("SGNH");
    const [touchpoint] = agency.touchpoints;
    const item = newFeedback(touchpoint, { pressure: "office", level: 5 });
    const early = { ...item, id: `0000${String(item.id).slice(4)}` };
    await sendFeedback([early]);
    const day = formatDay(todayInVietnam());
    const path = `/v1/agencies/${agency.code}/signs/evidence?touchpoint=${touchpoint}&day=${day}`;
    const told = await askApi<{ ratings: { level: number; signs: string[] }[] }>(path, { key: agency.key });
    expect(told.ratings).toMatchObject([{ level: 5, signs: ["pressure"] }]);
  });

  test("refuses a touchpoint that is not the agency's", async () => {
    const agency = await makeAgency("SGNJ");
    const path = `/v1/agencies/${agency.code}/signs/evidence?touchpoint=H20-0000000009&day=2026-11-01`;
    expect((await callApi(path, { key: agency.key })).status).toBe(404);
  });
});
