import fc from "fast-check";
import { expect, test } from "vitest";
import { feedbackBatch, feedbackItem } from "../../../../shared/contract/feedback.ts";
import type { Moment } from "../../../../widget/clock/start-clock.ts";
import { leavingLimits, prepareBatch, sendFeedback, stayingLimits } from "../../../../widget/outbox/send-feedback.ts";
import { keptFeedback } from "../../../fixtures/kept-feedback.ts";

const dayMs = 86_400_000;
const receipt = { id: "a", revision: 1, outcome: "accepted" };

async function sendTo(answer: () => Response | Promise<Response>) {
  const asked: { address: string; options: RequestInit | undefined }[] = [];
  const fetch = async (address: string | URL | Request, options?: RequestInit): Promise<Response> => {
    asked.push({ address: String(address), options });
    return answer();
  };
  const sent = await sendFeedback("https://feedback.example", "{}", { fetch, options: { keepalive: true } });
  return { sent, asked };
}

test("posts the body as it is, without cookies, and answers the receipts and the server's version", async () => {
  const { sent, asked } = await sendTo(() =>
    Response.json({ receipts: [receipt] }, { headers: { "api-version": "2" } }),
  );
  expect(sent).toEqual({ ok: true, value: { receipts: [receipt], serverVersion: "2" } });
  expect(asked[0]?.address).toBe("https://feedback.example/v1/feedback");
  expect(asked[0]?.options).toMatchObject({ method: "POST", body: "{}", credentials: "omit", keepalive: true });
  const request = new Request("https://feedback.example", { method: "POST", body: asked[0]?.options?.body ?? null });
  expect(request.headers.get("content-type")).toMatch(/^text\/plain/);
});

test.each([
  ["nobody answers", () => Promise.reject(new TypeError("Failed to fetch")), { kind: "unreachable", retryAfterMs: 0 }],
  ["it may come back later", () => problem(429, "7"), { kind: "busy", retryAfterMs: 7000 }],
  [
    "it names more time than a browser's timer can wait",
    () => problem(429, "2592000"),
    { kind: "busy", retryAfterMs: dayMs },
  ],
  ["it is out of order", () => problem(503, "x"), { kind: "busy", retryAfterMs: 0 }],
  ["a gateway answers", () => new Response("<html>", { status: 502 }), { kind: "busy", retryAfterMs: 0 }],
  ["the batch is too large", () => problem(413), { kind: "too-large", retryAfterMs: 0 }],
  ["the way is unknown", () => problem(404), { kind: "unexpected", retryAfterMs: 0, status: 404 }],
  [
    "a gateway forbids it",
    () => new Response("", { status: 403 }),
    { kind: "unexpected", retryAfterMs: 0, status: 403 },
  ],
  ["a login page answers", () => new Response("<html>"), { kind: "unexpected", retryAfterMs: 0 }],
  ["there are no receipts", () => Response.json({}), { kind: "unexpected", retryAfterMs: 0 }],
])("where %s it is a failure with a name", async (_when, answer, failure) => {
  expect((await sendTo(answer)).sent).toEqual({ ok: false, failure });
});

test("what stands among the receipts and is none is left out", async () => {
  const { sent } = await sendTo(() => Response.json({ receipts: [null, receipt] }));
  expect(sent).toMatchObject({ ok: true, value: { receipts: [receipt] } });
});

function problem(status: number, retryAfter?: string): Response {
  return Response.json({ status }, { status, headers: retryAfter ? { "retry-after": retryAfter } : {} });
}

const answeredMs = Date.parse("2026-11-24T08:15:00.000+07:00");
const now: Moment = { ms: answeredMs + 2120, offsetMinutes: 420, monotonicMs: 3120.4, session: "this" };
const itemsOf = (body: string): { age_ms?: number }[] => JSON.parse(body).feedback;

test("a batch is an envelope that the contract takes", () => {
  const { body } = prepareBatch([keptFeedback(1), keptFeedback(2, 3)], now, stayingLimits);
  const batch = feedbackBatch.parse(JSON.parse(body));
  expect(batch.sent_at).toBe("2026-11-24T08:15:02.120+07:00");
  expect(batch.feedback.every((item) => feedbackItem.safeParse(item).success)).toBe(true);
});

test("a batch tells the age of what this page load captured", () => {
  const { body } = prepareBatch([keptFeedback(1)], now, stayingLimits);
  expect(itemsOf(body)[0]?.age_ms).toBe(2120);
});

test("a batch tells no age of another load's items, nor where the device slept in between", () => {
  const other = { ...keptFeedback(1), session: "another" };
  const slept = { ...now, ms: answeredMs + 3_600_000 };
  expect(itemsOf(prepareBatch([other], now, stayingLimits).body)[0]).not.toHaveProperty("age_ms");
  expect(itemsOf(prepareBatch([keptFeedback(1)], slept, stayingLimits).body)[0]).not.toHaveProperty("age_ms");
});

test("an age stands where the wall clock was set back", () => {
  const setBack = { ...now, ms: answeredMs - 86_400_000 };
  expect(itemsOf(prepareBatch([keptFeedback(1)], setBack, stayingLimits).body)[0]?.age_ms).toBe(2120);
});

test("a batch is cut by count and by bytes, and takes at least one item", () => {
  const rows = Array.from({ length: 150 }, (_, order) => keptFeedback(order));
  expect(prepareBatch(rows, now, stayingLimits).rows).toHaveLength(100);
  const long = rows.map(({ item }, order) =>
    keptFeedback(order, 1, { ...item, id: item.id, comment: "ệ".repeat(4000) }),
  );
  const leaving = prepareBatch(long, now, leavingLimits);
  expect(leaving.rows).toHaveLength(4);
  expect(prepareBatch(long, now, { items: 100, bytes: 10 }).rows).toHaveLength(1);
  expect(prepareBatch([], now, stayingLimits).rows).toEqual([]);
});

test("a batch never goes beyond the bytes that it may have", () => {
  const comment = fc.string({ unit: "grapheme", maxLength: 300 });
  fc.assert(
    fc.property(fc.array(comment, { minLength: 2, maxLength: 40 }), (comments) => {
      const rows = comments.map((text, order) => keptFeedback(order, 1, { comment: text }));
      const { body, rows: taken } = prepareBatch(rows, now, { items: 100, bytes: 3000 });
      expect(taken.length).toBeGreaterThan(0);
      expect(itemsOf(body)).toHaveLength(taken.length);
      if (taken.length > 1) expect(new TextEncoder().encode(body).length).toBeLessThanOrEqual(3000);
    }),
  );
});
