import { exports } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { askApi, callApi, makeAgency, newFeedback, sendFeedback, type TestAgency } from "../call-api.ts";

let agency: TestAgency;
let touchpoint: string;
let stored = 0;

beforeAll(async () => {
  agency = await makeAgency("BATCH");
  touchpoint = agency.touchpoints[0];
});

const sent_at = "2026-11-24T08:15:02.120+07:00";

/** The JSON of a batch with one good feedback. */
function goodBatch(): string {
  return JSON.stringify({ sent_at: new Date().toISOString(), feedback: [newFeedback(touchpoint)] });
}

describe("a batch", () => {
  const refused = async (body: unknown, headers: HeadersInit = {}): Promise<[number, string]> => {
    const response = await callApi("/v1/feedback", { body, headers });
    expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    const { type, status } = (await response.json()) as { type: string; status: number };
    expect(status).toBe(response.status);
    return [status, type.replace("/docs/problems#", "")];
  };
  test.each<[string, unknown, string]>([
    ["broken JSON", '{"sent_at":', "bad-json"],
    ["an empty body", "", "bad-json"],
    ["JSON and more", "{} {}", "bad-json"],
    ["a number that JSON lacks", '{"sent_at":NaN}', "bad-json"],
    ["a list", [], "invalid"],
    ["null", "null", "invalid"],
    ["a text", '"x"', "invalid"],
    ["no feedback", { sent_at }, "invalid"],
    ["feedback that is no list", { sent_at, feedback: { 0: {} } }, "invalid"],
    ["0 items", { sent_at, feedback: [] }, "invalid"],
    ["101 items", { sent_at, feedback: new Array(101).fill(0) }, "invalid"],
    ["no time of sending", { feedback: [0] }, "invalid"],
    ["a time of sending without an offset", { sent_at: "2026-11-24T08:15:02", feedback: [0] }, "invalid"],
    ["an unknown field", { sent_at, feedback: [0], device: "x" }, "unknown-field"],
    ["a prototype", `{"__proto__":{},"sent_at":"${sent_at}","feedback":[0]}`, "unknown-field"],
    ["a prototype of its own", { prototype: {}, sent_at, feedback: [0] }, "unknown-field"],
    ["a constructor", `{"constructor":{},"sent_at":"${sent_at}","feedback":[0]}`, "unknown-field"],
  ])("of %s is a broken one", async (_, body, kind) => {
    expect(await refused(body)).toEqual([400, kind]);
  });

  test("that is wrong as a whole is told so without a place", async () => {
    const response = await callApi("/v1/feedback", { body: "null" });
    const { detail, errors } = (await response.json()) as { detail: string; errors: unknown };
    expect(errors).toEqual([{ pointer: "", detail: "must be an object" }]);
    expect(detail).toMatch(/ \(must be an object\)\.$/);
  });

  test("that is no UTF-8 is a broken one", async () => {
    const bytes = new TextEncoder().encode(goodBatch().replace(agency.code, "@"));
    bytes[bytes.indexOf(64)] = 0xff;
    const request = { method: "POST", headers: { "content-type": "application/json" }, body: bytes };
    const response = await exports.default.fetch(new Request("https://feedback.test/v1/feedback", request));
    expect([response.status, await response.json()]).toMatchObject([400, { type: "/docs/problems#bad-json" }]);
  });

  test("of 100 items is taken whole", async () => {
    const receipts = await sendFeedback(Array.from({ length: 100 }, () => newFeedback(touchpoint)));
    expect(receipts.filter(({ outcome }) => outcome === "accepted")).toHaveLength(100);
    stored += 100;
  });

  test.each(["text/plain", "text/plain;charset=UTF-8", "application/json; charset=utf-8", "Application/JSON"])(
    "of the media type %s is taken",
    async (type) => {
      const body = { sent_at, feedback: [newFeedback(touchpoint)] };
      const response = await callApi("/v1/feedback", { body, headers: { "content-type": type } });
      expect(await response.json()).toMatchObject({ receipts: [{ outcome: "accepted" }] });
      stored += 1;
    },
  );

  test.each(["application/x-www-form-urlencoded", "multipart/form-data", "application/xml", "text/html", "x"])(
    "of the media type %s is not",
    async (type) => {
      const body = { sent_at, feedback: [newFeedback(touchpoint)] };
      expect(await refused(body, { "content-type": type })).toEqual([415, "media-type"]);
    },
  );

  test("of 300 KB is too large, and one of 250 KB is not", async () => {
    const padded = (kilobytes: number): string => {
      const text = goodBatch();
      return text + " ".repeat(kilobytes * 1024 - text.length);
    };
    expect(await refused(padded(300))).toEqual([413, "too-large"]);
    expect(await refused(padded(300), { "content-length": String(300 * 1024) })).toEqual([413, "too-large"]);
    expect((await callApi("/v1/feedback", { body: padded(250) })).status).toBe(200);
    stored += 1;
  });

  test("without a length ends where it grows too large", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(32));
        if (pulled > 1000) controller.close();
      },
    });
    const request = { method: "POST", headers: { "content-type": "text/plain" }, body: endless };
    const response = await exports.default.fetch(new Request("https://feedback.test/v1/feedback", request));
    expect([response.status, await response.json()]).toMatchObject([413, { type: "/docs/problems#too-large" }]);
    expect(pulled).toBeLessThan(1000);
  });

  test("of 120,000 nested brackets is a broken one", async () => {
    const nested = `${"[".repeat(120_000)}${"]".repeat(120_000)}`;
    expect(await refused("[".repeat(120_000))).toEqual([400, "bad-json"]);
    expect(await refused(nested)).toEqual([400, "bad-json"]);
    expect(await refused(`{"sent_at":${nested}}`)).toEqual([400, "bad-json"]);
    expect(await refused(`{"sent_at":"${sent_at}","feedback":[0],"x":${nested}}`)).toEqual([400, "bad-json"]);
  });

  test("with a key that is not valid is refused as a whole", async () => {
    const body = { sent_at, feedback: [newFeedback(touchpoint)] };
    const response = await callApi("/v1/feedback", { body, key: "cfk_wrong" });
    expect(response.status).toBe(401);
  });
});

describe("after all of it", () => {
  test("the agency answers, everything good is counted once, and the rollups equal a recount", async () => {
    const { data } = await askApi<{ data: { n: number }[] }>(
      `/v1/agencies/${agency.code}/indices?from=2026-01-01&to=2100-12-31`,
      { key: agency.key },
    );
    expect(data.map(({ n }) => n)).toEqual([stored]);
    const verify = `/v1/agencies/${agency.code}/rollups/verify`;
    const checks = await askApi<{ data: { differences: number }[] }>(verify, { method: "POST", key: agency.key });
    expect(checks.data.filter(({ differences }) => differences > 0)).toEqual([]);
  });
});
