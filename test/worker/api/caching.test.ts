import { beforeAll, describe, expect, test } from "vitest";
import { callApi, makeAgency, newFeedback, sendFeedback, type TestAgency } from "../call-api.ts";

let agency: TestAgency;
let config: string;
let indices: string;

beforeAll(async () => {
  agency = await makeAgency("CACHE");
  config = `/v1/touchpoints/${agency.touchpoints[0]}`;
  indices = `/v1/agencies/${agency.code}/indices?from=2026-01-01&to=2100-12-31`;
});

describe("a GET", () => {
  test("has a strong ETag that stays while the answer does, and gives a 304 for it", async () => {
    const first = await callApi(config);
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[^"]+"$/);
    expect((await callApi(config)).headers.get("etag")).toBe(etag);
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const again = await callApi(config, { headers: { "if-none-match": known } });
      expect([known, again.status, await again.text()]).toEqual([known, 304, ""]);
      for (const name of ["etag", "cache-control", "vary", "access-control-allow-origin"]) {
        expect(again.headers.get(name)).toBe(first.headers.get(name));
      }
    }
    expect((await callApi(config, { headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  test("has another ETag once the answer is another", async () => {
    const { key } = agency;
    const before = (await callApi(indices, { key })).headers.get("etag") ?? "";
    await sendFeedback([newFeedback(agency.touchpoints[0])]);
    const after = await callApi(indices, { key, headers: { "if-none-match": before } });
    expect(after.status).toBe(200);
    expect(after.headers.get("etag")).not.toBe(before);
  });

  test("without a key may be kept by anybody for a stated time", async () => {
    const lists = ["methods", "units"].map((name) => `/v1/agencies/${agency.code}/${name}`);
    for (const path of [config, ...lists, "/v1/openapi.json"]) {
      const response = await callApi(path);
      expect([path, response.headers.get("cache-control")]).toEqual([
        path,
        expect.stringMatching(/^public, max-age=\d+/),
      ]);
      expect(response.headers.get("vary")).toBe("Origin");
    }
    expect((await callApi(config)).headers.get("cache-control")).toMatch(/stale-while-revalidate=\d+$/);
  });

  test("with a key may be kept by nobody else, and is asked for anew each time", async () => {
    const { key } = agency;
    for (const path of [config, indices, `/v1/agencies/${agency.code}/units`, "/v1/openapi.json"]) {
      const { headers } = await callApi(path, { key });
      expect([path, headers.get("cache-control")]).toEqual([path, "private, no-cache"]);
      expect(headers.get("vary")).toBe("Authorization, Origin");
      expect(headers.get("etag")).toBeTruthy();
    }
  });

  test("that failed is kept by nobody", async () => {
    for (const path of [`/v1/touchpoints/${agency.code}-zzzzzzzzzz`, "/v1/nowhere", indices]) {
      const { headers } = await callApi(path);
      expect([headers.get("cache-control"), headers.get("etag")]).toEqual(["no-store", null]);
    }
  });
});

describe("a HEAD", () => {
  test.each([200, 404])("has the headers of the GET and no body, with status %i", async (status) => {
    const path = status === 200 ? config : `/v1/touchpoints/${agency.code}-zzzzzzzzzz`;
    const [head, get] = [await callApi(path, { method: "HEAD" }), await callApi(path)];
    expect([head.status, get.status]).toEqual([status, status]);
    expect(await head.text()).toBe("");
    for (const name of ["content-type", "etag", "cache-control", "vary"]) {
      expect(head.headers.get(name)).toBe(get.headers.get(name));
    }
  });

  test("of what is known already is a 304", async () => {
    const etag = (await callApi(config)).headers.get("etag") ?? "";
    expect((await callApi(config, { method: "HEAD", headers: { "if-none-match": etag } })).status).toBe(304);
  });

  test("needs a key where the GET does", async () => {
    expect((await callApi(indices, { method: "HEAD" })).status).toBe(401);
    expect((await callApi(indices, { method: "HEAD", key: agency.key })).status).toBe(200);
  });
});

describe("a POST", () => {
  test("is kept by nobody and has no ETag", async () => {
    const body = { sent_at: new Date().toISOString(), feedback: [newFeedback(agency.touchpoints[0])] };
    const { headers } = await callApi("/v1/feedback", { body });
    expect([headers.get("cache-control"), headers.get("etag")]).toEqual(["no-store", null]);
  });
});
