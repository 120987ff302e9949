import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PublishedIndex } from "../../shared/contract/published-index.ts";
import { makeFeedback } from "../server/make-feedback.ts";
import { callOffice, type Office, putTouchpoints } from "../server/office.ts";
import { type RunningServer, startServer } from "../server/start-server.ts";

/** With the limits that a server has where nobody sets others. */
const usualLimits = { RATE_LIMIT: "" };

let server: RunningServer;
let office: Office;
let dataDir: string;
let points: string[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "stuffing-"));
  server = await startServer(dataDir, usualLimits);
  office = { baseUrl: server.baseUrl, key: server.officeKey };
  const units = (await callOffice<{ data: { code: string }[] }>(office, "GET /units?limit=30")).data;
  points = [
    ...(
      await putTouchpoints(
        office,
        units.map(({ code }) => code),
      )
    ).keys(),
  ];
});

afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true });
});

async function post(address: string, touchpoints: readonly string[], level: number): Promise<number> {
  const now = Date.now();
  const feedback = touchpoints.map((touchpoint) => makeFeedback(touchpoint, level, now));
  const answer = await fetch(`${server.baseUrl}/v1/feedback`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": address },
    body: JSON.stringify({ sent_at: new Date(now).toISOString(), feedback }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** Runs so many requests, some of them at once. */
async function many(count: number, send: (place: number) => Promise<number>): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const status = await send(next++);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 32 }, worker));
  return statuses;
}

async function readIndex(): Promise<PublishedIndex> {
  const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
  const { data } = await callOffice<{ data: PublishedIndex[] }>(office, `GET /indices?period=${today}`);
  const [row] = data;
  if (!row) throw new Error("there is no row");
  return row;
}

const pointAt = (place: number): string => points[place % points.length] ?? "";

/** Sends batches of 100 ratings of level 1 from one source, each for these touchpoints in turn. */
function stuff(address: string, batches: number, touchpoints: readonly string[]): Promise<Map<number, number>> {
  return many(batches, (batch) =>
    post(
      address,
      Array.from({ length: 100 }, (_, place) => touchpoints[(batch * 100 + place) % touchpoints.length] ?? ""),
      1,
    ),
  );
}

test("one source with 24,000 ratings moves an index by less than a point, and is flagged within a minute", {
  timeout: 120_000,
}, async () => {
  const honest = await many(1000, (place) => post(`10.1.${place >> 8}.${place & 255}`, [pointAt(place)], 5));
  expect(honest).toEqual(new Map([[200, 1000]]));
  expect(await readIndex()).toMatchObject({ value: 100, n: 1000 });
  const beginMs = Date.now();
  const attack = await stuff("203.0.113.9", 240, points);
  expect(attack.get(429)).toBeGreaterThan(200);
  expect((await readIndex()).n).toBe(1010);
  await expect
    .poll(async () => (await stuff("203.0.113.9", 5, points)) && (await readIndex()).flagged?.n, {
      timeout: 60_000 - (Date.now() - beginMs),
      interval: 2000,
    })
    .toBeGreaterThan(0);
  const { value, flagged } = await readIndex();
  expect(100 - (value ?? 0)).toBeLessThan(1.6);
  expect(flagged?.value_without).toBeGreaterThan(value ?? 100);
});

test("51,200 invented touchpoints first help nobody, and hold up nobody else", async () => {
  const before = await readIndex();
  const invented = Array.from({ length: 51_200 }, (_, place) => `H20-${String(place).padStart(10, "z")}`);
  await stuff("203.0.113.10", 512, invented);
  await stuff("203.0.113.10", 240, points);
  const after = await readIndex();
  expect(after.n - before.n).toBeLessThanOrEqual(10);
  expect(await post("10.9.9.9", [pointAt(0)], 5)).toBe(200);
});
