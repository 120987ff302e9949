import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import { inAWord, newFeedback, newId, sendFeedback } from "../call-api.ts";
import { ask, askAsRoot, giveKey, rowsOf } from "../office.ts";
import { stubOf } from "../publications/publish-later.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Tuesday after the Sunday, 26 October 2031, on which summer time ends in Berlin. */
const today = Date.UTC(2031, 9, 28) / dayMs;
const period = `from=${formatDay(today - 30)}&to=${formatDay(today)}`;

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(() => {
  vi.useRealTimers();
});

/** Units A and B, each with a portal page and a kiosk, at noon of today. */
type Office = { readonly base: string; readonly code: string; readonly key: string; readonly other: string };
type Row = {
  readonly unit: { readonly code: string };
  readonly period: { readonly from: string; readonly to: string };
  readonly weekday?: number;
  readonly hour?: number;
  readonly n: number;
  readonly tally: readonly number[];
  readonly channels: Readonly<Record<string, number>>;
  readonly flagged: { readonly n: number };
  readonly set_aside: { readonly n: number; readonly value_with: number | null };
} & Record<string, unknown>;

let made = 0;
const scopes = ["indices:read", "config:write", "set-asides:write", "tallies:write"];
const places = ["portal", "kiosk"].flatMap((channel) => ["A", "B"].map((unit) => ({ unit, channel })));

async function put(office: Pick<Office, "base">, list: string, body: Record<string, unknown>): Promise<void> {
  const answer = await askAsRoot(`PUT ${office.base}/${list}`, body);
  if (answer.status !== 200) throw new Error(`${list}: ${JSON.stringify(answer.body)}`);
}

async function openOffice(time_zone: string): Promise<Office> {
  vi.setSystemTime(today * dayMs + 12 * hourMs);
  made += 1;
  const code = `HOUR${made}`;
  const base = `/v1/agencies/${code}`;
  await askAsRoot("POST /v1/agencies", { code, name: "Tỉnh", time_zone });
  const units = ["A", "B"].map((unit) => ({ code: unit, name: unit, kind: "commune", valid_from: "2020-01-01" }));
  await put({ base }, "units", { units });
  const touchpoints = places.map((place, number) => ({
    ...place,
    id: idOf(code, number),
    name: "x",
    from: "2020-01-01",
  }));
  await put({ base }, "touchpoints", { touchpoints });
  return { code, base, key: await giveKey(base, { scopes }), other: await giveKey(base, { scopes }) };
}

function idOf(code: string, place: number): string {
  return `${code}-000000000${place + 1}`;
}

async function send(items: readonly Record<string, unknown>[]): Promise<void> {
  for (let start = 0; start < items.length; start += 100) {
    const part = items.slice(start, start + 100);
    expect((await sendFeedback(part)).map(inAWord)).toEqual(part.map(() => "accepted"));
  }
}

/** So many ratings at an instant. */
function at(office: Office, place: number, when: string, levels: readonly number[]): Record<string, unknown>[] {
  return levels.map((level) => newFeedback(idOf(office.code, place), { level, answered_at: when }));
}

async function read({ base, key }: Office, query: string, span = period): Promise<Row[]> {
  const answer = await ask(`GET ${base}/indices?${span}&${query}&limit=1000`, { key });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return rowsOf(answer) as Row[];
}

async function differences({ base, key }: Office): Promise<unknown[]> {
  const answer = await ask(`POST ${base}/rollups/verify`, { key });
  return rowsOf(answer).filter((row) => row.differences !== 0);
}

const when = ({ weekday, hour, n }: Row): string => `${weekday ?? ""} ${hour ?? ""}: ${n}`;
const twelve = [5, 5, 5, 5, 5, 5, 4, 4, 4, 3, 2, 1];
const berlin = (local: string): string => new Date(local).toISOString();

describe("ratings by the hour", () => {
  let office: Office;

  beforeEach(async () => {
    office = await openOffice("Asia/Ho_Chi_Minh");
  });

  test("have a row for each hour of the day and day of the week by the agency's clock", async () => {
    await send([
      ...at(office, 0, "2031-10-20T23:59:59+07:00", twelve),
      ...at(office, 1, "2031-10-21T00:00:00+07:00", twelve),
      ...at(office, 2, "2031-10-26T09:59:00+07:00", twelve),
      ...at(office, 3, "2031-10-27T09:00:00+07:00", [1, 2]),
    ]);
    expect((await read(office, "by=weekday,hour")).map(when)).toEqual(["1 9: 2", "1 23: 12", "2 0: 12", "7 9: 12"]);
    expect((await read(office, "by=hour")).map(when)).toEqual([" 0: 12", " 9: 14", " 23: 12"]);
    expect((await read(office, "by=weekday")).map(when)).toEqual(["1 : 14", "2 : 12", "7 : 12"]);
    const byUnit = await read(office, "by=unit,hour&method=mean@1");
    expect(byUnit.map((row) => `${row.unit.code}${when(row)}`)).toEqual(["A 9: 12", "A 23: 12", "B 0: 12", "B 9: 2"]);
    expect(byUnit[0]).toMatchObject({ value: 4, tally: [1, 1, 1, 3, 6], interval: { kind: "normal-mean" } });
    expect((await read(office, "by=channel,hour&unit=B")).map((row) => `${row.channel}${when(row)}`)).toEqual([
      ...["kiosk 9: 2", "portal 0: 12"],
    ]);
    expect((await read(office, "by=hour&channel=kiosk&unit=A")).map(when)).toEqual([" 9: 12"]);
    const [row] = await read(office, "by=weekday,hour&unit=A&method=top-two@1", "from=2031-10-20&to=2031-10-20");
    expect(row).toMatchObject({
      ...{ weekday: 1, hour: 23, question: "overall", value: 75, n: 12, tally: [1, 1, 1, 3, 6], coverage: null },
      ...{ interval: { kind: "wilson" }, channels: { portal: 12 }, spanning: 0, withheld: null },
    });
  });

  test("tell only how many they are where these are fewer than the minimum group, set aside or not", async () => {
    await send([
      ...at(office, 0, "2031-10-20T09:10:00+07:00", twelve.slice(0, 9)),
      ...at(office, 0, "2031-10-20T10:10:00+07:00", twelve.slice(0, 10)),
      ...at(office, 1, "2031-10-20T11:10:00+07:00", [1]),
    ]);
    const set = await ask(`POST ${office.base}/set-asides`, {
      key: office.key,
      body: {
        ...{ touchpoint: idOf(office.code, 1), from: "2031-10-20", to: "2031-10-20" },
        ...{ reason: "Một người bấm thử", role: "reform-office" },
      },
    });
    const { id } = set.body as { id: string };
    expect((await ask(`POST ${office.base}/set-asides/${id}/confirm`, { key: office.other })).status).toBe(200);
    const few = { value: null, tally: [], interval: null, channels: {}, withheld: "too-few" };
    expect(await read(office, "by=hour")).toMatchObject([
      { hour: 9, n: 9, ...few, flagged: { n: 0, value_without: null }, set_aside: { n: 0, value_with: null } },
      { hour: 10, n: 10, value: 90, withheld: null },
      { hour: 11, n: 0, value: null, set_aside: { n: 1, value_with: null } },
    ]);
    expect(await differences(office)).toEqual([]);
  });

  test("are those of closed days, without paper and without coverage", async () => {
    await send([
      ...at(office, 0, "2031-10-27T09:10:00+07:00", twelve),
      ...at(office, 0, "2031-10-28T09:10:00+07:00", twelve),
    ]);
    const tally = { id: newId(), unit: "A", question: "overall", service: null, channel: "paper", source: "phiếu" };
    const body = { tallies: [{ ...tally, from: "2031-10-27", to: "2031-10-27", counts: [1, 2, 3, 4, 5] }] };
    const sent = await ask(`POST ${office.base}/tallies`, { key: office.key, body });
    expect(JSON.stringify(sent.body)).toContain('"accepted"');
    const volumes = [{ unit: "A", service: null, from: "2031-10-27", to: "2031-10-27", transactions: 100 }];
    expect((await ask(`POST ${office.base}/volumes`, { key: office.key, body: { volumes } })).status).toBe(200);
    expect((await read(office, "unit=A"))[0]?.coverage).toMatchObject({ transactions: 100 });
    const rows = await read(office, "by=hour&unit=A");
    expect(rows.map(when)).toEqual([" 9: 12"]);
    expect(rows[0]?.coverage).toBeNull();
    expect(rows[0]?.period).toEqual({ from: formatDay(today - 30), to: formatDay(today - 1) });
    expect(await read(office, "by=hour", `from=${formatDay(today)}&to=${formatDay(today)}`)).toEqual([]);
    expect((await read(office, "by=day", "from=2031-10-27&to=2031-10-27")).map(({ n }) => n)).toEqual([27]);
  });

  test("stand in columns of their own in every file", async () => {
    await send(at(office, 0, "2031-10-20T09:10:00+07:00", twelve));
    const table = async (path: string): Promise<Record<string, string>[]> => {
      const { body } = await ask(`GET ${office.base}/${path}`, { key: office.key });
      const [header = "", ...lines] = String(body).trim().split("\r\n");
      const names = header.split(",");
      return lines.map((line) => Object.fromEntries(line.split(",").map((cell, place) => [names[place], cell])));
    };
    for (const path of ["indices?format=csv&", "exports/indices.csv?"]) {
      expect(await table(`${path}${period}&by=weekday,hour`)).toMatchObject([{ weekday: "1", hour: "9", n: "12" }]);
      expect((await table(`${path}${period}&by=weekday`))[0]).not.toHaveProperty("hour");
      expect((await table(`${path}${period}`))[0]).not.toHaveProperty("weekday");
    }
  });

  test("come in pages that hold every row once", async () => {
    const hours = Array.from({ length: 20 }, (_, hour) => `2031-10-20T${String(hour).padStart(2, "0")}:00:00+07:00`);
    await send(hours.flatMap((hour) => at(office, 0, hour, [5])));
    const seen: unknown[] = [];
    for (let cursor = ""; ; ) {
      const { body } = await ask(`GET ${office.base}/indices?${period}&by=weekday,hour&limit=7${cursor}`, office);
      const { data, meta } = body as { data: Row[]; meta: { next_cursor: string | null } };
      seen.push(...data.map(({ hour }) => hour));
      if (meta.next_cursor === null) break;
      cursor = `&cursor=${meta.next_cursor}`;
    }
    expect(seen).toEqual(hours.map((_, hour) => hour));
  });

  test.each([
    ["by=hour,service", 400, "invalid", "/by"],
    ["by=hour,question", 400, "invalid", "/by"],
    ["by=hour,reason", 400, "invalid", "/by"],
    ["by=weekday,touchpoint", 400, "invalid", "/by"],
    ["by=weekday,officer", 400, "invalid", "/by"],
    ["by=hour,day", 400, "invalid", "/by"],
    ["by=weekday,month", 400, "invalid", "/by"],
    ["by=hour,hour", 400, "invalid", "/by"],
    ["by=hour&service=1.004227", 400, "invalid", "/service"],
    ["by=hour&reason=other", 400, "invalid", "/reason"],
    ["by=hour&question=attitude", 400, "invalid", "/question"],
    ["by=hour&compare=previous", 400, "invalid", "/compare"],
    ["by=unit,hour&rank=unit", 400, "invalid", "/rank"],
    ["by=hour&method=weighted-top-two@1", 400, "invalid", "/by"],
  ])("are not read by %s", async (query, status, kind, pointer) => {
    await put(office, "services", { services: [{ id: "1.004227", name: "Cấp giấy" }] });
    const text = { vi: "Câu hỏi" };
    const questions = ["overall", "attitude"].map((id) => ({ id, scale: 5, text }));
    const reasons = [{ id: "other", levels: [1, 2, 3], text }];
    await put(office, "forms", { forms: [{ id: "default", questions, reasons }] });
    const answer = await ask(`GET ${office.base}/indices?${period}&${query}`, office);
    const { errors } = answer.body as { errors: { pointer: string; detail: string }[] };
    expect([answer.status, answer.kind, errors[0]?.pointer]).toEqual([status, kind, pointer]);
    expect(errors[0]?.detail).toMatch(/must|names/);
  });

  test.each(["hour", "weekday", "unit,hour"])("are not read with the key of a unit, by %s", async (by) => {
    const key = await giveKey(office.base, { scopes: ["indices:read"], unit: "A" });
    for (const path of ["indices", "exports/indices.csv"]) {
      const answer = await ask(`GET ${office.base}/${path}?${period}&by=${by}`, { key });
      expect([answer.status, answer.kind]).toEqual([403, "outside-subtree"]);
      expect(JSON.stringify(answer.body)).toContain("counts that have settled have no hours");
    }
  });

  test.each(["hour", "weekday", "weekday,hour"])("are never published, by %s", async (by) => {
    for (const version of ["latest", "1"]) {
      const answer = await ask(`GET ${office.base}/publications/${version}?by=${by}`, {});
      expect([answer.status, answer.kind]).toEqual([400, "invalid"]);
    }
  });
});

describe("ratings by the hour of units that merged and were divided", () => {
  test("are today's units' now, and the old units' then, and add up to the days", async () => {
    const office = await openOffice("Asia/Ho_Chi_Minh");
    const on = "2031-10-23";
    const old = { kind: "commune", valid_from: "2020-01-01", valid_to: "2031-10-22" };
    const units = ["Old", "Split"].map((code) => ({ ...old, code, name: code }));
    const successions = [
      { from: "Old", to: "A", on },
      { from: "Split", to: "A", on, share: 0.3 },
      { from: "Split", to: "B", on, share: 0.7 },
    ];
    await put(office, "units", { units, successions });
    const touchpoints = units.map(({ code }, place) => ({
      ...{ id: idOf(office.code, place + 6), unit: code, channel: "kiosk", name: "x", from: "2020-01-01" },
    }));
    await put(office, "touchpoints", { touchpoints });
    await send(
      [6, 7].flatMap((place) =>
        [8, 8, 9, 10, 10, 10, 15].flatMap((hour, number) =>
          at(
            office,
            place,
            `2031-10-${14 + number}T${String(hour).padStart(2, "0")}:30:00+07:00`,
            twelve.slice(number),
          ),
        ),
      ),
    );
    const then = await read(office, "by=unit,hour&units_as=then");
    const placed = (row: Row): string => `${row.unit.code}${when(row)}`;
    const ofOne = ["8: 23", "9: 10", "10: 24", "15: 6"];
    expect(then.map(placed)).toEqual(["Old", "Split"].flatMap((code) => ofOne.map((hour) => `${code} ${hour}`)));
    for (const by of ["hour", "weekday", "weekday,hour", "channel,hour"]) {
      for (const units_as of ["now", "then"]) {
        const asked = `units_as=${units_as}`;
        expect(await sums(office, `by=unit,${by}&${asked}`)).toEqual(await sums(office, `by=unit&${asked}`));
        for (const unit of ["A", "B"]) {
          const [one, whole] = [`by=${by}&${asked}&unit=${unit}`, `${asked}&unit=${unit}`];
          expect(await sums(office, one)).toEqual(await sums(office, whole));
        }
      }
    }
  });
});

/** People, flagged people and people set aside of each unit. */
async function sums(office: Office, query: string): Promise<Record<string, number[]>> {
  const closed = `from=${formatDay(today - 30)}&to=${formatDay(today - 1)}`;
  const units = Map.groupBy(await read(office, query, closed), ({ unit }) => unit.code);
  const entries = [...units].map(([code, rows]): [string, number[]] => {
    const total = (figure: (row: Row) => number): number => rows.reduce((sum, row) => sum + figure(row), 0);
    return [code, [total(({ n }) => n), total(({ flagged }) => flagged.n), total(({ set_aside }) => set_aside.n)]];
  });
  return Object.fromEntries(entries.filter(([, figures]) => figures.some((people) => people > 0)));
}

describe("hours where clocks change", () => {
  let office: Office;

  beforeEach(async () => {
    office = await openOffice("Europe/Berlin");
  });

  test("that come twice count as one", async () => {
    await send([
      ...at(office, 0, berlin("2031-10-26T01:30:00+02:00"), twelve),
      ...at(office, 0, berlin("2031-10-26T02:30:00+02:00"), twelve),
      ...at(office, 0, berlin("2031-10-26T02:30:00+01:00"), twelve),
      ...at(office, 0, berlin("2031-10-26T03:30:00+01:00"), twelve),
    ]);
    expect((await read(office, "by=weekday,hour")).map(when)).toEqual(["7 1: 12", "7 2: 24", "7 3: 12"]);
    expect(await differences(office)).toEqual([]);
  });

  test("that are left out have nobody", async () => {
    vi.setSystemTime(Date.UTC(2031, 3, 1, 12));
    await send([
      ...at(office, 0, berlin("2031-03-30T01:59:59+01:00"), twelve),
      ...at(office, 0, berlin("2031-03-30T03:00:00+02:00"), twelve),
    ]);
    const rows = await read(office, "by=hour", "from=2031-03-01&to=2031-03-31");
    expect(rows.map(when)).toEqual([" 1: 12", " 3: 12"]);
    expect(await differences(office)).toEqual([]);
  });
});

/** What a person says, and what becomes of it; minutes before today's noon in UTC. */
type Person = {
  readonly place: number;
  readonly minutesAgo: number;
  readonly level: number | null;
  readonly amended: number | null;
  readonly isDrumming: boolean;
};

const person: fc.Arbitrary<Person> = fc.record({
  place: fc.nat(3),
  minutesAgo: fc.oneof(fc.nat(1440), fc.nat(30 * 1440), fc.integer({ min: 3250, max: 3500 })),
  level: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 6 }),
  amended: fc.option(fc.integer({ min: 1, max: 5 })),
  isDrumming: fc.boolean(),
});

/** How many there are of each hour by the runtime's own clock. */
function expectedHours(people: readonly Person[], time_zone: string): Record<string, number> {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone: time_zone, hour: "2-digit", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: time_zone });
  const isToday = (ms: number): boolean => day.format(ms) === day.format(Date.now());
  const counted = people
    .filter(({ level, amended }) => (amended ?? level) !== null)
    .map(({ minutesAgo }) => Date.now() - minutesAgo * 60_000)
    .filter((ms) => !isToday(ms));
  const hours = Map.groupBy(counted, (ms) => String(Number(clock.format(ms))));
  return Object.fromEntries([...hours].map(([hour, all]) => [hour, all.length]));
}

async function allSums(office: Office): Promise<Record<string, number[]>> {
  const whole = await sums(office, "by=unit");
  for (const by of ["hour", "weekday", "weekday,hour", "channel,weekday", "channel,weekday,hour"]) {
    expect([by, await sums(office, `by=unit,${by}`)]).toEqual([by, whole]);
  }
  return whole;
}

async function setAside(office: Office, place: number): Promise<string> {
  const filter = { touchpoint: idOf(office.code, place), from: formatDay(today - 3), to: formatDay(today) };
  const body = { ...filter, reason: "Gửi hàng loạt từ một máy", role: "reform-office" };
  const { id } = (await ask(`POST ${office.base}/set-asides`, { key: office.key, body })).body as { id: string };
  expect((await ask(`POST ${office.base}/set-asides/${id}/confirm`, { key: office.other })).status).toBe(200);
  return id;
}

function dump(office: Office): Promise<unknown> {
  return runInDurableObject(stubOf(office.code), (_, { storage }) =>
    [...storage.sql.exec("SELECT * FROM rollup_hour ORDER BY day, unit, hour, channel, standing").raw()].filter((row) =>
      row.slice(5).some((count) => count !== 0),
    ),
  );
}

test.each(["Europe/Berlin", "Asia/Ho_Chi_Minh", "Asia/Kathmandu"])(
  "hours add up to the days, whatever is amended, set aside, brought back or counted anew, in %s",
  async (zone) => {
    const property = fc.asyncProperty(fc.array(person, { minLength: 5, maxLength: 60 }), async (people) => {
      const office = await openOffice(zone);
      const items = people.map(({ place, minutesAgo, level, isDrumming }) =>
        newFeedback(idOf(office.code, place), {
          ...{ level, answered_at: new Date(Date.now() - minutesAgo * 60_000).toISOString() },
          ...(level === null ? { comment: "Góp ý" } : {}),
          ...(isDrumming ? { signs: ["drumming"] } : {}),
        }),
      );
      await send(items);
      await allSums(office);
      await send(
        people.flatMap(({ amended }, place) => {
          const { answered_at, ...item } = items[place] ?? {};
          const revised_at = new Date(Date.parse(String(answered_at)) + 60_000).toISOString();
          return amended === null ? [] : [{ ...item, answered_at, revised_at, revision: 2, level: amended }];
        }),
      );
      const honest = await allSums(office);
      const hours = (await read(office, "by=hour")).map(({ hour, n }) => [String(hour), n]);
      expect(Object.fromEntries(hours)).toEqual(expectedHours(people, zone));
      const before = await dump(office);
      const id = await setAside(office, 0);
      await allSums(office);
      expect(await differences(office)).toEqual([]);
      await ask(`POST ${office.base}/set-asides/${id}/undo`, {
        key: office.key,
        body: { reason: "Nhầm điểm tiếp nhận" },
      });
      expect(await allSums(office)).toEqual(honest);
      expect(await dump(office)).toEqual(before);
      expect(await differences(office)).toEqual([]);
      expect((await ask(`POST ${office.base}/rollups/rebuild`, office)).status).toBe(200);
      expect(await dump(office)).toEqual(before);
    });
    await fc.assert(property, { numRuns: 6, endOnFailure: true });
  },
  60_000,
);

test("feedback from before there were hours is counted once its agency wakes up", async () => {
  const office = await openOffice("Europe/Berlin");
  await send([
    ...at(office, 0, berlin("2031-10-26T02:30:00+02:00"), twelve),
    ...at(office, 1, berlin("2031-10-26T02:30:00+01:00"), twelve),
  ]);
  const before = await read(office, "by=unit,hour");
  await runInDurableObject(stubOf(office.code), (_, { storage }) => {
    storage.sql.exec("DELETE FROM rollup_hour");
    storage.sql.exec("INSERT INTO hour_counting (feedback) VALUES (x'')");
  });
  await evictDurableObject(stubOf(office.code));
  await vi.waitFor(async () => expect(await read(office, "by=unit,hour")).toEqual(before), { timeout: 5000 });
  expect(await differences(office)).toEqual([]);
});
