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

test("one source with 24,000 ratings, over invented and real touchpoints, moves an index by less than a point", async () => {
  const honest = await many(1000, (place) => post(`10.1.${place >> 8}.${place & 255}`, [pointAt(place)], 5));
  expect(honest).toEqual(new Map([[200, 1000]]));
  const before = await readIndex();
  expect(before).toMatchObject({ value: 100, n: 1000 });
  const invented = Array.from({ length: 512 }, (_, batch) =>
    Array.from({ length: 100 }, (__, place) => `H20-${String(batch * 100 + place).padStart(10, "z")}`),
  );
  await many(invented.length, (batch) => post("203.0.113.9", invented[batch] ?? [], 1));
  const attack = await many(240, (batch) =>
    post(
      "203.0.113.9",
      Array.from({ length: 100 }, (_, place) => pointAt(batch * 100 + place)),
      1,
    ),
  );
  expect(attack.get(429)).toBeGreaterThan(200);
  const after = await readIndex();
  expect(after.n).toBeGreaterThan(1000);
  expect(100 - (after.value ?? 0)).toBeLessThan(1);
});
