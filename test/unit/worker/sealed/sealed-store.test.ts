import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { agencyMigrations } from "../../../../worker/agency/agency-migrations.ts";
import { type SealedStore, sealedStore } from "../../../../worker/sealed/sealed-store.ts";

const reports = 400;
const folder = mkdtempSync(join(tmpdir(), "citizen-feedback-order-"));
const file = join(folder, "agency.sqlite");
let database: DatabaseSync;
let store: SealedStore;
/** What was stored, in order; each by bytes that the file has once for each copy. */
const sent: { readonly id: string; readonly tail: string }[] = [];

function random(bytes: number): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("base64url");
}

/** SQL storage as the runtime gives it, as far as the store needs it. */
function sqlOn(opened: DatabaseSync): Parameters<typeof sealedStore>[0] {
  const exec = (statement: string, ...values: SQLInputValue[]): unknown => {
    const rows = opened.prepare(statement).all(...values);
    return Object.assign(rows, { toArray: () => rows });
  };
  return { exec } as unknown as Parameters<typeof sealedStore>[0];
}

function add(day: number): void {
  const id = random(16);
  const ciphertext = random([1040, 4112][sent.length % 2] ?? 0);
  store.putTalk({
    id,
    recipient: "r",
    publicKey: random(65),
    proof: "p",
    note: random(158),
    day,
    state: "new",
    lastDay: day + 731,
  });
  store.addMessage(id, { sender: "person", number: 1, day, enc: random(65), ciphertext });
  // Long rows go on in pages that are taken one behind the other as rows come.
  sent.push({ id, tail: ciphertext.slice(-40) });
}

/** Where in the file a text begins, at its first or its last copy. */
function places(of: "id" | "tail", copy: "first" | "last"): number[] {
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  const bytes = readFileSync(file);
  return sent.map((one) => (copy === "first" ? bytes.indexOf(one[of]) : bytes.lastIndexOf(one[of])));
}

/** Share of reports that the file has after the report before them: one half tells nothing. */
function inOrder(at: readonly number[]): number {
  return at.filter((place, index) => index > 0 && place > (at[index - 1] ?? 0)).length / (at.length - 1);
}

beforeAll(() => {
  database = new DatabaseSync(file);
  database.exec("PRAGMA journal_mode = WAL");
  for (const { sql } of agencyMigrations.filter((step) => step.sql.includes("TABLE sealed_"))) database.exec(sql);
  store = sealedStore(sqlOn(database));
  for (let count = 0; count < reports; count += 1) add(20_000);
});

afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

test("places in the file do not tell the order of reports once a day is closed", () => {
  expect(inOrder(places("tail", "first"))).toBeGreaterThan(0.95);
  store.mix(20_001);
  expect(store.talks({ state: undefined, after: null, limit: 1000 })).toHaveLength(reports);
  expect(sent.every(({ id, tail }) => store.messages(id)[0]?.ciphertext.endsWith(tail))).toBe(true);
  for (const of of ["id", "tail"] as const) {
    for (const copy of ["first", "last"] as const) {
      const share = inOrder(places(of, copy));
      expect([of, copy, share > 0.4 && share < 0.6]).toEqual([of, copy, true]);
    }
  }
});

test("a day without messages rewrites nothing", () => {
  const before = readFileSync(file);
  store.mix(20_002);
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("lists the newest day first, and within a day by random ids", () => {
  add(20_003);
  const listed = store.talks({ state: undefined, after: null, limit: 1000 });
  expect(listed[0]?.id).toBe(sent.at(-1)?.id);
  const older = listed.slice(1).map(({ id }) => id);
  expect(older).toEqual([...older].sort());
});
