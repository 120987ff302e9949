import { expect, test } from "vitest";
import { sendFeedback } from "../../../../widget/outbox/send-feedback.ts";

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
  ["it is out of order", () => problem(503, "x"), { kind: "busy", retryAfterMs: 0 }],
  ["a gateway answers", () => new Response("<html>", { status: 502 }), { kind: "busy", retryAfterMs: 0 }],
  ["the batch is too large", () => problem(413), { kind: "too-large", retryAfterMs: 0 }],
  ["the way is unknown", () => problem(404), { kind: "unexpected", retryAfterMs: 0 }],
  ["a login page answers", () => new Response("<html>"), { kind: "unexpected", retryAfterMs: 0 }],
  ["there are no receipts", () => Response.json({}), { kind: "unexpected", retryAfterMs: 0 }],
])("where %s it is a failure with a name", async (_when, answer, failure) => {
  expect((await sendTo(answer)).sent).toEqual({ ok: false, failure });
});

function problem(status: number, retryAfter?: string): Response {
  return Response.json({ status }, { status, headers: retryAfter ? { "retry-after": retryAfter } : {} });
}
