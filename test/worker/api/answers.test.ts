import { beforeAll, describe, expect, test, vi } from "vitest";
import type { Environment } from "../../../worker/runtime/environment.ts";
import { callApi, makeAgency, newFeedback, type TestAgency } from "../call-api.ts";
import { ask, environmentWith } from "../office.ts";

let agency: TestAgency;

beforeAll(async () => {
  agency = await makeAgency("HTTP");
});

/** Answers of every kind: public, with a key, refused in each way, by each method. */
function manyAnswers(): Promise<[string, Response]>[] {
  const { code, key, touchpoints } = agency;
  const at = `/v1/agencies/${code}`;
  const batch = { sent_at: new Date().toISOString(), feedback: [newFeedback(touchpoints[0])] };
  const calls: Parameters<typeof callApi>[] = [
    [`/v1/touchpoints/${touchpoints[0]}`],
    [`/v1/touchpoints/${code}-zzzzzzzzzz`],
    ["/v1/feedback", { body: batch }],
    ["/v1/feedback", { body: "{" }],
    ["/v1/feedback", { body: "{}", headers: { "content-type": "text/html" } }],
    ["/v1/feedback", { body: batch, key: "cfk_wrong" }],
    ["/v1/feedback"],
    ["/v1/tickets/lookup", { body: { code: `${code}-7K3M9Q2XHW4TP` } }],
    [`${at}/methods`],
    [`${at}/units`],
    [`${at}/units`, { key }],
    [`${at}/units`, { key, method: "PUT", body: {} }],
    [`${at}/indices?period=2026`],
    [`${at}/indices?period=2026`, { key }],
    [`${at}/indices?period=2026&format=csv`, { key }],
    [`${at}/indices`, { key }],
    [`${at}/keys/none`, { key, method: "DELETE" }],
    ["/v1/agencies/NOBODY/methods"],
    ["/v1/agencies/nobody/methods"],
    ["/v1/agencies/%E0%A4%A/methods"],
    ["/v1/openapi.json"],
    ["/v1/nowhere"],
    ["/healthz"],
  ];
  return calls.map(
    async ([path, call]): Promise<[string, Response]> => [`${call?.method ?? ""} ${path}`, await callApi(path, call)],
  );
}

describe("every answer", () => {
  test("may be read by any page, without credentials, and varies by origin", async () => {
    for (const [line, { headers }] of await Promise.all(manyAnswers())) {
      expect([line, headers.get("access-control-allow-origin")]).toEqual([line, "*"]);
      expect([line, headers.get("access-control-allow-credentials")]).toEqual([line, null]);
      const vary = (headers.get("vary") ?? "").split(",").map((name) => name.trim());
      expect([line, vary.includes("Origin")]).toEqual([line, true]);
      expect(headers.get("access-control-expose-headers")).toMatch(/request-id/);
    }
  });

  test("has a request id of its own", async () => {
    const answers = await Promise.all(manyAnswers());
    const ids = answers.map(([, { headers }]) => headers.get("request-id") ?? "");
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(ids).size).toBe(answers.length);
  });

  test("that is no success is a problem by its media type, with what RFC 9457 names", async () => {
    let seen = 0;
    for (const [line, response] of await Promise.all(manyAnswers())) {
      expect([line, response.headers.get("x-content-type-options")]).toEqual([line, "nosniff"]);
      if (response.ok) continue;
      seen += 1;
      expect([line, response.headers.get("content-type")]).toEqual([line, "application/problem+json; charset=utf-8"]);
      const problem = await response.json();
      expect(problem).toMatchObject({
        status: response.status,
        type: expect.stringMatching(/^\/docs\/problems#[a-z-]+$/),
      });
      expect(problem).toMatchObject({ title: expect.stringMatching(/./), detail: expect.stringMatching(/\.$/) });
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
    expect(seen).toBeGreaterThan(10);
  });

  test("sets no cookie", async () => {
    for (const [, { headers }] of await Promise.all(manyAnswers())) expect(headers.get("set-cookie")).toBeNull();
  });
});

describe("a preflight", () => {
  const ask = (path: string, method: string): Promise<Response> =>
    callApi(path, {
      method: "OPTIONS",
      headers: { origin: "https://dichvucong.example", "access-control-request-method": method },
    });

  test.each([
    ["/v1/feedback", "POST"],
    ["/v1/touchpoints/H20-7k3m9q2x4t", "GET"],
    ["/v1/agencies/H20/units", "PUT"],
  ])("of %s allows %s to any page, without credentials", async (path, method) => {
    const response = await ask(path, method);
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-methods")?.split(", ")).toContain(method);
    expect(response.headers.get("access-control-allow-headers")).toMatch(/authorization.*content-type/);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-allow-credentials")).toBeNull();
    expect(response.headers.get("vary")).toContain("Origin");
    expect(response.headers.get("request-id")).toBeTruthy();
  });

  test("of nothing is a 404", async () => {
    expect((await ask("/v1/nowhere", "GET")).status).toBe(404);
  });
});

describe("an address", () => {
  test.each([
    ["/v1/feedback", "GET", "POST"],
    ["/v1/feedback", "DELETE", "POST"],
    ["/v1/touchpoints/H20-7k3m9q2x4t", "POST", "GET, HEAD"],
    ["/v1/agencies/H20/units", "POST", "GET, HEAD, PUT"],
    ["/v1/agencies/H20/keys/0123456789ab", "GET", "DELETE"],
    ["/healthz", "PUT", "GET, HEAD"],
  ])("%s without %s is a 405 that names what it takes", async (path, method, allow) => {
    const response = await callApi(path, { method });
    expect([response.status, await response.json()]).toMatchObject([
      405,
      { type: "/docs/problems#method-not-allowed" },
    ]);
    expect(response.headers.get("allow")?.split(", ").sort().join(", ")).toBe(allow);
  });

  test.each([
    "/v1/nowhere",
    "/v1",
    "/v1/",
    "/v1/agencies/H20/nothing",
    "/v2/feedback",
    "/v1/feedback/x",
    "/%00",
    "/v1/%E0%A4%A",
  ])("of nothing is a 404: %s", async (path) => {
    const response = await callApi(path);
    expect([response.status, await response.json()]).toMatchObject([404, { type: "/docs/problems#not-found" }]);
  });

  test.each(["/v1/touchpoints/%E0%A4%A", "/v1/touchpoints/%", "/v1/agencies/%FF/units", "/v1/agencies/%C0%AF/methods"])(
    "with a broken percent-encoding is a 404: %s",
    async (path) => {
      const response = await callApi(path);
      expect([response.status, await response.json()]).toMatchObject([404, { type: "/docs/problems#not-found" }]);
    },
  );

  test.each(["/v1/agencies/..%2Fx/methods", "/v1/agencies/%00/methods", `/v1/agencies/${"A".repeat(5000)}/methods`])(
    "with a strange agency is a 404: %s",
    async (path) => {
      expect((await callApi(path)).status).toBe(404);
    },
  );
});

describe("a key", () => {
  test.each(["cfk_wrong", "", "x".repeat(5000), `cfk_NOBODY_0123456789ab_${"s".repeat(43)}`])(
    "that is not valid is refused on public addresses too: %s",
    async (key) => {
      for (const path of [`/v1/touchpoints/${agency.touchpoints[0]}`, "/healthz", "/v1/openapi.json"]) {
        const response = await callApi(path, { key });
        expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
        expect(await response.json()).toMatchObject({ type: "/docs/problems#unauthorized" });
      }
    },
  );
});

describe("an error inside", () => {
  test("gives a bare 500 that tells nothing, and is logged with the request id", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const secret = Object.assign(new Error("the disk at /secret is full"), { status: 418, key: "cfk_secret" });
    const throwing = () => {
      throw secret;
    };
    const AGENCY = { idFromName: throwing, get: throwing } as unknown as Environment["AGENCY"];
    const line = `GET /v1/touchpoints/${agency.touchpoints[0]}`;
    const { status, headers, body } = await ask(line, { environment: environmentWith({ AGENCY }) });
    const lines = JSON.stringify(logged.mock.calls);
    logged.mockRestore();
    const title = "Something went wrong here";
    expect([status, body]).toEqual([500, { type: "/docs/problems#internal", title, status: 500, detail: `${title}.` }]);
    expect(headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(JSON.stringify([...headers])).not.toContain("secret");
    expect(lines).toContain(headers.get("request-id") ?? "no id");
    expect(lines).toContain("the disk at /secret is full");
    expect(lines).not.toContain(agency.touchpoints[0]);
  });
});
