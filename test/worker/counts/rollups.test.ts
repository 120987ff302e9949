import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import { askApi, callApi, inAWord, makeAgency, newFeedback, sendFeedback, type TestAgency } from "../call-api.ts";
import { todayInVietnam } from "../indices/busy-office.ts";

/** The key of each rollup, written down again here: the product's own is what is tested. */
const keys = {
  rollup_fine: ["day", "question", "unit", "service", "channel", "touchpoint", "standing"],
  rollup_day: ["day", "question", "unit", "channel", "standing"],
  rollup_month: ["month", "question", "unit", "channel", "standing"],
  rollup_reason: ["day", "unit", "reason", "service", "channel", "standing"],
  rollup_reason_month: ["month", "unit", "reason", "channel", "standing"],
  rollup_hour: ["day", "hour", "channel", "standing", "unit"],
} as const;
type Table = keyof typeof keys;
const tables = Object.keys(keys) as Table[];
const intact = tables.map(() => 0);
const reasons = ["late", "polite", "queue"] as const;

/** What a person says, and says instead a minute later; `daysAgo` beyond 45 is doubtful and gets a flag. */
type Said = { readonly level: number | null; readonly queue: number | null; readonly reasons: readonly string[] };
type Person = {
  readonly touchpoint: 0 | 1;
  readonly daysAgo: number;
  readonly first: Said;
  readonly amended: Said | null;
};

const said: fc.Arbitrary<Said> = fc.record({
  level: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.constant(null)),
  queue: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.constant(null)),
  reasons: fc.subarray([...reasons]),
});
const person: fc.Arbitrary<Person> = fc.record({
  touchpoint: fc.constantFrom<(0 | 1)[]>(0, 1),
  daysAgo: fc.oneof(fc.nat(3), fc.nat(40), fc.constant(60)),
  first: said,
  amended: fc.option(said),
});

type Damage = {
  readonly table: Table;
  readonly kind: "count" | "lose" | "invent";
  readonly row: number;
  readonly level: number;
  readonly by: number;
};

const damage: fc.Arbitrary<Damage> = fc.record({
  table: fc.constantFrom(...tables),
  kind: fc.constantFrom("count", "lose", "invent"),
  row: fc.nat(1000),
  level: fc.integer({ min: 1, max: 11 }),
  by: fc.constantFrom(-3, -1, 1, 2, 1_000_000),
});

async function handIn(people: readonly Person[], { touchpoints }: TestAgency): Promise<void> {
  const wire = ({ level, queue, reasons }: Said): Record<string, unknown> => ({
    level,
    reasons,
    comment: "Góp ý",
    ...(queue === null ? {} : { answers: { queue } }),
  });
  const firsts = people.map(({ touchpoint, daysAgo, first }) => {
    const answered_at = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
    return newFeedback(touchpoints[touchpoint], { answered_at, ...wire(first) });
  });
  expect((await sendFeedback(firsts)).map(inAWord)).toEqual(people.map(() => "accepted"));
  const amendments = people.flatMap(({ first, amended }, place) => {
    if (amended === null || (first.level !== null && amended.level === null)) return [];
    const revised_at = new Date(Date.parse(String(firsts[place]?.answered_at)) + 60_000).toISOString();
    const { answers: _, ...kept } = firsts[place] ?? {};
    return [{ ...kept, ...wire(amended), revision: 2, revised_at }];
  });
  if (amendments.length === 0) return;
  expect((await sendFeedback(amendments)).map(inAWord)).toEqual(amendments.map(() => "accepted"));
}

type Dump = Record<Table, string[]>;

/** Every row of every rollup in which somebody is left, in the order of its key. */
function dump({ sql }: DurableObjectStorage): Dump {
  const rowsOf = (table: Table): string[] =>
    [...sql.exec(`SELECT * FROM ${table} ORDER BY ${keys[table].join(", ")}`).raw()]
      .filter((row) => row.slice(keys[table].length).some((count) => count !== 0))
      .map((row) => JSON.stringify(row));
  return Object.fromEntries(tables.map((table) => [table, rowsOf(table)])) as Dump;
}

function harm({ sql }: DurableObjectStorage, { table, kind, row, level: given, by }: Damage): void {
  const level = /^rollup_(reason|hour)/.test(table) ? Math.min(given, 5) : given;
  const key = keys[table].join(", ");
  const count = sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n;
  const chosen = `(${key}) IN (SELECT ${key} FROM ${table} ORDER BY ${key} LIMIT 1 OFFSET ${count ? row % count : 0})`;
  if (kind === "count") sql.exec(`UPDATE ${table} SET c${level} = c${level} + ? WHERE ${chosen}`, by);
  else if (kind === "lose") sql.exec(`DELETE FROM ${table} WHERE ${chosen}`);
  else {
    const values = keys[table].map((name) => (["day", "month", "hour", "standing"].includes(name) ? row % 3 : "x"));
    sql.exec(`INSERT OR REPLACE INTO ${table} (${key}, c${level}) VALUES (${values.map(() => "?")}, ?)`, ...values, by);
  }
}

/** Rows that are in one dump and not in the other, per rollup. */
function differing(one: Dump, other: Dump): number[] {
  return tables.map((table) => {
    const [here, there] = [new Set(one[table]), new Set(other[table])];
    return one[table].filter((row) => !there.has(row)).length + other[table].filter((row) => !here.has(row)).length;
  });
}

type Check = { readonly rollup: string; readonly rows: number; readonly differences: number };

async function checkRollups(agency: TestAgency, call: "verify" | "rebuild"): Promise<number[]> {
  const path = `/v1/agencies/${agency.code}/rollups/${call}`;
  const { data } = await askApi<{ data: Check[] }>(path, { method: "POST", key: agency.key });
  expect(data.map(({ rollup }) => rollup)).toEqual(["fine", "day", "month", "reason", "reason_month", "hour"]);
  return data.map(({ differences }) => differences);
}

async function readEverything({ code, key }: TestAgency, today: number): Promise<unknown[]> {
  const days = `from=${formatDay(today - 70)}&to=${formatDay(today + 1)}`;
  const groupings = ["", "&by=unit,day", "&by=question,channel", "&by=touchpoint", "&by=month", "&question=queue"];
  const byReason = ["&by=reason", "&by=unit,day,reason", "&by=service,reason", "&by=month&reason=late"];
  const byHour = ["&by=hour", "&by=unit,channel,weekday,hour"];
  return Promise.all(
    [...groupings, ...byReason, ...byHour].map((by) =>
      askApi(`/v1/agencies/${code}/indices?${days}${by}&limit=1000`, { key }),
    ),
  );
}

test("damaged rollups are found, counted anew, and then as before", async () => {
  const people = fc.array(person, { minLength: 1, maxLength: 25 });
  const damages = fc.array(damage, { minLength: 1, maxLength: 4 });
  let found = 0;
  const property = fc.asyncProperty(people, damages, async (persons, harms) => {
    const agency = await makeAgency("ROLL");
    const text = { vi: "Câu hỏi" };
    const questions = [
      { id: "overall", scale: 5, text },
      { id: "queue", scale: 3, text },
    ];
    const offered = reasons.map((id) => ({ id, levels: [1, 2, 3, 4, 5], text }));
    const forms = [{ id: "default", questions, reasons: offered }];
    await askApi(`/v1/agencies/${agency.code}/forms`, { method: "PUT", key: agency.key, body: { forms } });
    await handIn(persons, agency);
    const stub = env.AGENCY.get(env.AGENCY.idFromName(agency.code));
    const today = todayInVietnam();
    const indices = await readEverything(agency, today);
    const before = await runInDurableObject(stub, (_, { storage }) => dump(storage));
    expect(await checkRollups(agency, "verify")).toEqual(intact);

    const harmed = await runInDurableObject(stub, (_, { storage }) => {
      for (const one of harms) harm(storage, one);
      return dump(storage);
    });
    const differences = differing(before, harmed);
    if (differences.some((count) => count > 0)) found += 1;
    expect(await checkRollups(agency, "verify")).toEqual(differences);
    expect(await checkRollups(agency, "rebuild")).toEqual(differences);
    expect(await checkRollups(agency, "verify")).toEqual(intact);
    expect(await runInDurableObject(stub, (_, { storage }) => dump(storage))).toEqual(before);
    expect(await readEverything(agency, today)).toEqual(indices);
  });
  await fc.assert(property, { numRuns: 40, endOnFailure: true });
  // Some damage none: a row that is not there, or the same row up and down again.
  expect(found).toBeGreaterThan(20);
}, 120_000);

test("checking and counting anew need a key that may set up the whole agency", async () => {
  const { code } = await makeAgency("ROLL");
  const other = await makeAgency("ROLL");
  const status = async (call: string, key?: string): Promise<number> => {
    const path = `/v1/agencies/${code}/rollups/${call}`;
    return (await callApi(path, { method: "POST", ...(key === undefined ? {} : { key }) })).status;
  };
  for (const call of ["verify", "rebuild"]) {
    expect([await status(call), await status(call, other.key), await status(call, "cfk_no")]).toEqual([401, 403, 401]);
  }
});
