import { env } from "cloudflare:workers";
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import { monthOf, parseDay } from "../../../shared/calendar/day.ts";
import { agencyMigrations } from "../../../worker/agency/agency-migrations.ts";
import { applyMigrations, type Migration } from "../../../worker/runtime/apply-migrations.ts";
import { commentStore } from "../../../worker/comments/comment-store.ts";
import { reasonStore } from "../../../worker/counts/reason-store.ts";
import { registryMigrations } from "../../../worker/registry/registry-migrations.ts";
import { reportStore } from "../../../worker/reported/report-store.ts";
import { askApi, callApi, makeAgency, newFeedback, sendFeedback } from "../call-api.ts";

/** A schema that grew in four steps, one of which moves data. */
const steps: readonly Migration[] = [
  { id: 1, sql: "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT" },
  { id: 2, sql: "ALTER TABLE person ADD COLUMN age INTEGER; CREATE INDEX person_age ON person (age)" },
  {
    id: 3,
    sql: `CREATE TABLE nickname (person INTEGER NOT NULL, name TEXT NOT NULL) STRICT;
      INSERT INTO nickname (person, name) SELECT id, lower(name) FROM person`,
  },
  { id: 4, sql: "DROP INDEX person_age" },
];

let made = 0;

/** Runs in an object of its own on empty storage. */
async function onEmptyStorage<T>(run: (storage: DurableObjectStorage) => T): Promise<T> {
  made += 1;
  const stub = env.AGENCY.get(env.AGENCY.idFromName(`migrations ${made}`));
  return runInDurableObject(stub, async (_, { storage }) => {
    await storage.deleteAll();
    return run(storage);
  });
}

/** Every table and index as SQLite holds it. */
function schemaOf({ sql }: DurableObjectStorage): unknown[] {
  const own = "name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'";
  return sql.exec(`SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE ${own} ORDER BY type, name`).toArray();
}

function appliedOf({ sql }: DurableObjectStorage): unknown[] {
  return sql.exec("SELECT id, sql FROM schema_migration ORDER BY id").toArray();
}

type StoredFeedback = {
  readonly day: number;
  readonly level: number | null;
  readonly reasons: readonly string[] | null;
  readonly standing?: number;
};

/** Writes feedback as the first schema keeps it. */
function storeFeedback({ sql }: DurableObjectStorage, all: readonly StoredFeedback[]): void {
  for (const [place, { day, level, reasons, standing = 0 }] of all.entries()) {
    sql.exec(
      `INSERT INTO feedback (id, revision, amend_key, touchpoint, unit, service, channel, day, corrected_ms, received_ms,
         changed_ms, change, standing, answered_at, level, reasons)
       VALUES (randomblob(16), 1, 'k', 'T', 'A', '', 'kiosk', ?, 0, 0, 0, ?, ?, '2026-10-01T00:00:00Z', ?, ?)`,
      ...[day, place + 1, standing, level, reasons && JSON.stringify(reasons)],
    );
  }
}

function day(text: string): number {
  return parseDay(text) ?? 0;
}

describe.each([
  ["the agency's", agencyMigrations],
  ["the registry's", registryMigrations],
  ["a longer", steps],
] as const)("%s schema", (_, migrations) => {
  test("is numbered from 1, without a gap", () => {
    expect(migrations.map(({ id }) => id)).toEqual(migrations.map((__, place) => place + 1));
  });

  test("comes out the same from every earlier number", async () => {
    const fresh = await onEmptyStorage((storage) => {
      applyMigrations(storage, migrations);
      return { schema: schemaOf(storage), applied: appliedOf(storage) };
    });
    expect(fresh.schema.length).toBeGreaterThan(1);
    expect(fresh.applied).toEqual(migrations);
    for (let number = 0; number <= migrations.length; number += 1) {
      const migrated = await onEmptyStorage((storage) => {
        applyMigrations(storage, migrations.slice(0, number));
        expect(appliedOf(storage)).toHaveLength(number);
        applyMigrations(storage, migrations);
        return { schema: schemaOf(storage), applied: appliedOf(storage) };
      });
      expect(migrated).toEqual(fresh);
    }
  });

  test("changes nothing where it is new already", async () => {
    await onEmptyStorage((storage) => {
      applyMigrations(storage, migrations);
      const before = [schemaOf(storage), appliedOf(storage)];
      applyMigrations(storage, migrations);
      expect([schemaOf(storage), appliedOf(storage)]).toEqual(before);
    });
  });
});

test("volumes that were reported before there were channels are of all channels", async () => {
  await onEmptyStorage((storage) => {
    applyMigrations(storage, agencyMigrations.slice(0, 5));
    storage.sql.exec("INSERT INTO volume VALUES ('A', '', 1, 31, 5000, 7), ('A', '1.001', 1, 31, 60, 8)");
    applyMigrations(storage, agencyMigrations);
    expect(reportStore(storage.sql).rows("volumes", { units: null, from: 1, to: 31 })).toEqual([
      { unit: "A", service: null, channel: null, from: 1, to: 31, transactions: 5000 },
      { unit: "A", service: "1.001", channel: null, from: 1, to: 31, transactions: 60 },
    ]);
  });
});

describe("applying migrations", () => {
  test("keeps what is stored, and moves it once", async () => {
    await onEmptyStorage((storage) => {
      applyMigrations(storage, steps.slice(0, 2));
      storage.sql.exec("INSERT INTO person (name, age) VALUES ('Lan', 31), ('Minh', NULL)");
      applyMigrations(storage, steps);
      applyMigrations(storage, steps);
      expect(storage.sql.exec("SELECT name, age FROM person ORDER BY id").toArray()).toEqual([
        { name: "Lan", age: 31 },
        { name: "Minh", age: null },
      ]);
      expect(storage.sql.exec("SELECT name FROM nickname ORDER BY name").toArray()).toEqual([
        { name: "lan" },
        { name: "minh" },
      ]);
    });
  });

  test("keeps comments from before with their tickets, as received, each with an id of its own", async () => {
    await onEmptyStorage((storage) => {
      applyMigrations(storage, agencyMigrations.slice(0, 10));
      storeFeedback(storage, [
        { day: day("2026-09-30"), level: 2, reasons: ["attitude"] },
        { day: day("2026-10-01"), level: 5, reasons: null },
      ]);
      storage.sql.exec(`INSERT INTO comment (feedback, words, ticket, state)
        SELECT id, 'Lời ' || change, iif(change = 1, 'H20-7K3M9Q2XHW4TP', NULL), 'received' FROM feedback`);
      applyMigrations(storage, agencyMigrations);
      const store = commentStore(storage.sql);
      const [first, second] = [store.byNumber(1), store.byNumber(2)];
      const facts = { state: "received", version: 1, unit: "A", touchpoint: "T", due: null, replies: [] };
      expect(first).toMatchObject({ ...facts, words: "Lời 1", category: "attitude", receivedDay: day("2026-09-30") });
      expect(second).toMatchObject({ ...facts, words: "Lời 2", category: "other", level: 5 });
      expect(first?.id).toMatch(/^[0-9a-f]{32}$/);
      expect(first?.id).not.toBe(second?.id);
      expect(store.byTicket("H20-7K3M9Q2XHW4TP")?.number).toBe(1);
      expect(store.unread(10).map(({ number }) => number)).toEqual([1, 2]);
    });
  });

  test("fills the counts by reason from the feedback of a schema that had none", async () => {
    await onEmptyStorage((storage) => {
      applyMigrations(storage, agencyMigrations.slice(0, 4));
      storeFeedback(storage, [
        { day: day("2026-09-30"), level: 2, reasons: ["attitude", "waiting-time"] },
        { day: day("2026-10-01"), level: 2, reasons: ["attitude"] },
        { day: day("2026-10-02"), level: 5, reasons: ["attitude"] },
        { day: day("2026-10-02"), level: 1, reasons: ["attitude"], standing: 2 },
        { day: day("2026-10-02"), level: null, reasons: ["attitude"] },
        { day: day("2026-10-02"), level: 4, reasons: null },
      ]);
      applyMigrations(storage, agencyMigrations);
      const rowsOf = (table: string, time: string): unknown[] => [
        ...storage.sql.exec(`SELECT ${time}, reason, standing, c1, c2, c3, c4, c5 FROM ${table}`).raw(),
      ];
      expect(rowsOf("rollup_reason", "day")).toEqual([
        [day("2026-09-30"), "attitude", 0, 0, 1, 0, 0, 0],
        [day("2026-09-30"), "waiting-time", 0, 0, 1, 0, 0, 0],
        [day("2026-10-01"), "attitude", 0, 0, 1, 0, 0, 0],
        [day("2026-10-02"), "attitude", 0, 0, 0, 0, 0, 1],
        [day("2026-10-02"), "attitude", 2, 1, 0, 0, 0, 0],
      ]);
      expect(rowsOf("rollup_reason_month", "month")).toEqual([
        [monthOf(day("2026-09-01")), "attitude", 0, 0, 1, 0, 0, 0],
        [monthOf(day("2026-09-01")), "waiting-time", 0, 0, 1, 0, 0, 0],
        [monthOf(day("2026-10-01")), "attitude", 0, 0, 1, 0, 0, 1],
        [monthOf(day("2026-10-01")), "attitude", 2, 1, 0, 0, 0, 0],
      ]);
      const verified = reasonStore(storage.sql).verify();
      expect(verified.map(({ rows, differences }) => [rows, differences])).toEqual([
        [5, 0],
        [4, 0],
      ]);
    });
  });

  const [first, second, third] = steps as [Migration, Migration, Migration];
  test.each<[string, readonly Migration[]]>([
    ["a step that was edited", [first, { ...second, sql: `${second.sql} ` }, third]],
    ["a step with another number", [first, { ...second, id: 7 }, third]],
    ["steps in another order", [second, first, third]],
    ["a step put in between", [first, { id: 2, sql: "SELECT 1" }, { ...second, id: 3 }, third]],
    ["fewer steps than are on disk", [first]],
    ["no steps", []],
  ])("refuses %s, and leaves the storage as it was", async (_, list) => {
    await onEmptyStorage((storage) => {
      applyMigrations(storage, [first, second]);
      const before = [schemaOf(storage), appliedOf(storage)];
      expect(() => applyMigrations(storage, list)).toThrow(/schema step \d+ on disk differs/);
      expect([schemaOf(storage), appliedOf(storage)]).toEqual(before);
    });
  });

  test("takes a step that fails half-way back as a whole, and keeps those before it", async () => {
    await onEmptyStorage((storage) => {
      const broken = { id: 3, sql: "CREATE TABLE half (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1)" };
      expect(() => applyMigrations(storage, [first, second, broken, { ...third, id: 4 }])).toThrow(/nowhere/);
      const reached = [schemaOf(storage), appliedOf(storage)];
      expect(appliedOf(storage)).toEqual([first, second]);
      expect(JSON.stringify(schemaOf(storage))).not.toContain("half");
      expect(() => applyMigrations(storage, [first, second, broken])).toThrow(/nowhere/);
      expect([schemaOf(storage), appliedOf(storage)]).toEqual(reached);
      applyMigrations(storage, steps);
      expect(appliedOf(storage)).toEqual(steps);
    });
  });
});

describe("an agency", () => {
  test("wakes up with all it had", async () => {
    const agency = await makeAgency("WAKE");
    await sendFeedback([newFeedback(agency.touchpoints[0])]);
    await evictDurableObject(env.AGENCY.get(env.AGENCY.idFromName(agency.code)));
    const path = `/v1/agencies/${agency.code}/indices?from=2026-01-01&to=2100-12-31`;
    expect(await askApi(path, { key: agency.key })).toMatchObject({ data: [{ n: 1 }] });
  });

  test("does not start on a schema that differs from the code's, and feedback stays with its sender", async () => {
    const agency = await makeAgency("WAKE");
    const stub = env.AGENCY.get(env.AGENCY.idFromName(agency.code));
    await runInDurableObject(stub, (_, { storage }) => {
      storage.sql.exec("UPDATE schema_migration SET sql = sql || ' '");
    });
    await evictDurableObject(stub);
    const body = { sent_at: new Date().toISOString(), feedback: [newFeedback(agency.touchpoints[0])] };
    const response = await callApi("/v1/feedback", { body });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await response.text()).not.toContain("schema");
    expect((await callApi(`/v1/touchpoints/${agency.touchpoints[0]}`)).status).toBe(500);
  });
});
