import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import type { FeedbackReceipt } from "../../shared/contract/receipt.ts";
import { type KeepAliveClient, keepAliveClient } from "../server/keep-alive-client.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { callOffice, type Office, putTouchpoints } from "../server/office.ts";
import { type RunningServer, startServer } from "../server/start-server.ts";

const feedbackCount = 10_000;
const connections = 64;
const killsAt = [2_500, 5_000, 7_500];

let folder: string;
let server: RunningServer;
let client: KeepAliveClient;
let office: Office;
/** The unit by touchpoint. */
let touchpoints: Map<string, string>;
/** Items whose newest revision has a receipt. */
const receipted = new Map<string, FeedbackItem>();
let kills = 0;

async function restart(): Promise<void> {
  const ended = new Promise((resolve) => server.script.once("exit", resolve));
  process.kill(server.runtimePid, "SIGKILL");
  await ended;
  server = await startServer(folder, { PORT: new URL(server.baseUrl).port });
}

/** Sends until there is a receipt, as the outbox does. A broken connection or a 503 is no receipt. */
async function deliver(item: FeedbackItem): Promise<void> {
  const body = (): string => JSON.stringify({ sent_at: new Date().toISOString(), feedback: [item] });
  for (;;) {
    const answer = await client.post("/v1/feedback", body());
    if (answer?.status === 200) {
      const { receipts } = JSON.parse(answer.body) as { receipts: FeedbackReceipt[] };
      expect(receipts).toMatchObject([{ id: item.id, revision: item.revision }]);
      expect(receipts[0]?.outcome, JSON.stringify(receipts)).not.toBe("refused");
      return;
    }
    expect(answer === null || answer.status === 503, JSON.stringify(answer)).toBe(true);
    await restarting;
  }
}

let restarting: Promise<void> = Promise.resolve();

function killWhenDue(): void {
  const due = killsAt[kills];
  if (due === undefined || receipted.size < due) return;
  kills += 1;
  restarting = restart();
}

/** Every fifth person changes the face later. This second revision is sent after the receipt of the first. */
async function rate(place: number): Promise<void> {
  const ids = [...touchpoints.keys()];
  const first = makeFeedback(ids[place % ids.length] ?? "", (place % 5) + 1, Date.now());
  await deliver(first);
  let last = first;
  if (place % 5 === 0) {
    last = { ...first, revision: 2, revised_at: first.answered_at, level: ((place + 2) % 5) + 1 };
    await deliver(last);
  }
  receipted.set(last.id, last);
  killWhenDue();
}

async function rateAll(): Promise<void> {
  let next = 0;
  const people = Array.from({ length: connections }, async () => {
    while (next < feedbackCount) {
      next += 1;
      await rate(next);
    }
  });
  await Promise.all(people);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "citizen-feedback-"));
  server = await startServer(folder);
  office = { baseUrl: server.baseUrl, key: server.officeKey };
  const { data } = await callOffice<{ data: { code: string }[] }>(office, "GET /units?limit=1000");
  touchpoints = await putTouchpoints(office, data.map(({ code }) => code).slice(0, 110), 2);
  client = keepAliveClient(server.baseUrl, connections);
  await rateAll();
  await restarting;
}, 180_000);

afterAll(async () => {
  client?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function tallyOf(items: readonly FeedbackItem[]): number[] {
  const tally = [0, 0, 0, 0, 0];
  for (const { level } of items) if (level !== null) tally[level - 1] = (tally[level - 1] ?? 0) + 1;
  return tally;
}

function today(): string {
  return new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
}

async function indices(query: string): Promise<PublishedIndex[]> {
  const year = today().slice(0, 4);
  const { data } = await callOffice<{ data: PublishedIndex[] }>(
    office,
    `GET /indices?period=${year}&limit=1000&${query}`,
  );
  return data;
}

describe("10,000 ratings over 64 connections, while the server is killed three times", () => {
  it("all get a receipt in the end", () => {
    expect(kills).toBe(3);
    expect(receipted.size).toBe(feedbackCount);
  });

  it("count once each, at the level of the last receipt", async () => {
    const [row] = await indices("");
    expect(row?.tally).toEqual(tallyOf([...receipted.values()]));
    expect(row?.n).toBe(feedbackCount);
  });

  it("count at the unit of their touchpoint", async () => {
    const rows = await indices("by=unit");
    for (const { unit, own, tally } of rows) {
      // The root unit's own row has its code, like those of other units.
      const there = [...receipted.values()].filter(({ touchpoint }) => touchpoints.get(touchpoint) === unit.code);
      expect(tally, `${unit.code} ${own ?? ""}`).toEqual(tallyOf(there));
    }
  });

  it("give rollups that equal a recount", async () => {
    const { data } = await callOffice<{ data: { rollup: string; rows: number; differences: number }[] }>(
      office,
      "POST /rollups/verify",
    );
    expect(data.map(({ rollup }) => rollup)).toEqual(["fine", "day", "month", "reason", "reason_month", "hour"]);
    for (const { rollup, rows, differences } of data) {
      expect(differences, rollup).toBe(0);
      expect(rows, rollup).toBeGreaterThan(0);
    }
  });

  it("are duplicates if they are sent again", async () => {
    const items = [...receipted.values()];
    for (let start = 0; start < items.length; start += 100) {
      const feedback = items.slice(start, start + 100);
      const answer = await client.post("/v1/feedback", JSON.stringify({ sent_at: new Date().toISOString(), feedback }));
      const { receipts } = JSON.parse(answer?.body ?? "") as { receipts: FeedbackReceipt[] };
      expect(receipts.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(
        feedback.map(({ id }) => `${id} duplicate`),
      );
    }
    expect((await indices(""))[0]?.n).toBe(feedbackCount);
  });

  it("are on the disk once each, and nothing else is", async () => {
    await server.stop();
    const path = readdirSync(join(folder, "do", "agency")).find((name) => /^[0-9a-f]{64}\.sqlite$/.test(name)) ?? "";
    const database = new DatabaseSync(join(folder, "do", "agency", path), { readOnly: true });
    // The demo's comments are at its portal's touchpoint.
    const select = "SELECT lower(hex(id)) AS id, revision, level FROM feedback WHERE touchpoint <> ? ORDER BY id";
    const rows = database.prepare(select).all("H20-7k3m9q2x4t");
    database.close();
    const expected = [...receipted.values()].map(({ id, revision, level }) => ({
      id: id.replaceAll("-", ""),
      revision,
      level,
    }));
    expected.sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(rows.map((row) => ({ ...row }))).toEqual(expected);
  });
});
