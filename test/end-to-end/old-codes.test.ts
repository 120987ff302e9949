import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot, type RunningServer, startServer } from "../server/start-server.ts";
import { bytesBelow } from "./traces-of.ts";
import { checkCharacter } from "../../shared/encodings/check-character.ts";

type Stored = {
  readonly id: string;
  readonly revision: number;
  readonly amend_key: string;
  readonly touchpoint: string;
  readonly answered_at: string;
  readonly level: number;
};

/** One of a comment that the release before stored; its office had given none. */
const ticket = "H20-7K3M9Q2XHW4TP";
const settings = { DEMO: "0", ROOT_KEY: "root-key-of-the-old-data-0123" };

let folder: string;
let server: RunningServer;
let stored: Stored[];

/** The database of the one agency. */
function inDatabase<T>(use: (database: DatabaseSync) => T): T {
  const agencies = join(folder, "do", "agency");
  const file = readdirSync(agencies).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name)) ?? "";
  const database = new DatabaseSync(join(agencies, file));
  try {
    return use(database);
  } finally {
    database.close();
  }
}

function copiesOf(codes: readonly string[]): number {
  const text = bytesBelow(folder).toString("latin1");
  return codes.reduce((copies, code) => copies + text.split(code).length - 1, 0);
}

async function amend({ revision, level, ...item }: Stored, different: Partial<Stored> = {}): Promise<string> {
  const { answered_at } = item;
  const feedback = [{ ...item, revision: revision + 1, revised_at: answered_at, level, ...different }];
  const body = JSON.stringify({ sent_at: new Date().toISOString(), feedback });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${server.baseUrl}/v1/feedback`, { method: "POST", headers, body });
  const { receipts } = (await answer.json()) as { receipts: { outcome: string; problem?: { type: string } }[] };
  return receipts.map(({ outcome, problem }) => problem?.type.split("#")[1] ?? outcome).join();
}

async function lookUp(code: string): Promise<number> {
  const [headers, body] = [{ "content-type": "application/json" }, JSON.stringify({ code })];
  return (await fetch(`${server.baseUrl}/v1/tickets/lookup`, { method: "POST", headers, body })).status;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  const data = join(projectRoot, "test", "fixtures", "old-data", "data.tgz");
  execFileSync("tar", ["xzf", data, "-C", folder]);
  stored = inDatabase((database) => {
    database.prepare("UPDATE comment SET ticket = ? WHERE number = 1").run(ticket);
    const columns = "lower(hex(id)) AS id, revision, amend_key, touchpoint, answered_at, level";
    const rows = database
      .prepare(`SELECT ${columns} FROM feedback WHERE level IS NOT NULL`)
      .all() as unknown as Stored[];
    return rows.map((row) => ({ ...row, id: row.id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5") }));
  });
  server = await startServer(folder, settings);
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("codes of the release before do what they did, from the first request on", async () => {
  const [one, other] = stored.slice(-2) as [Stored, Stored];
  expect(await amend(one)).toBe("accepted");
  expect(await amend(other, { amend_key: "A".repeat(22) })).toBe("wrong-amend-key");
  expect(await lookUp(ticket)).toBe(200);
});

test("no row has a code any more, and a database that is written anew has no trace of one", async () => {
  const codes = [...stored.map(({ amend_key }) => amend_key), ticket];
  await server.stop();
  const plain = "SELECT count(*) AS plain FROM feedback WHERE amend_key NOT LIKE '.%'";
  expect(inDatabase((database) => database.prepare(plain).get())).toEqual({ plain: 0 });
  // The release before had moved some rows within the file. Copies of these are in space that SQLite does not use now.
  expect(copiesOf(codes)).toBeLessThan(codes.length / 5);
  inDatabase((database) => database.exec("VACUUM"));
  expect(copiesOf(codes)).toBe(0);
  server = await startServer(folder, settings);
  expect([await lookUp(ticket), await amend(stored.at(-2) as Stored)]).toEqual([200, "duplicate"]);
});

test("codes of today never reach the disk", async () => {
  const [{ touchpoint, answered_at }] = stored as [Stored];
  const amendKey = "Zyxwvutsrqponmlkjihgfe";
  const mine = `H20-ZYXWVTSRQPNM${checkCharacter("ZYXWVTSRQPNM")}`;
  const item = { id: crypto.randomUUID().replace(/^(.{14})./, "$17"), revision: 1, amend_key: amendKey, touchpoint };
  const feedback = [{ ...item, answered_at, level: 2, comment: "Chờ lâu", ticket: mine }];
  const body = JSON.stringify({ sent_at: new Date().toISOString(), feedback });
  const headers = { "content-type": "application/json" };
  const answer = await fetch(`${server.baseUrl}/v1/feedback`, { method: "POST", headers, body });
  expect(await answer.text()).toContain("accepted");
  expect(await lookUp(mine)).toBe(200);
  expect(copiesOf([amendKey, mine])).toBe(0);
  await server.stop();
  expect(copiesOf([amendKey, mine])).toBe(0);
});
