import { describe, expect, test } from "vitest";
import type { Environment } from "../../../worker/runtime/environment.ts";
import { ask, environmentWith } from "../office.ts";

describe("GET /healthz", () => {
  test("says ok when storage answers, and forbids caching", async () => {
    const answer = await ask("GET /healthz");
    expect(answer).toMatchObject({ status: 200, body: { status: "ok" } });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("says 503 when storage does not answer", async () => {
    const broken = {
      idFromName: () => ({}),
      get: () => ({
        ping: async () => {
          throw new Error("the disk is full");
        },
      }),
    } as unknown as Environment["REGISTRY"];
    const answer = await ask("GET /healthz", { environment: environmentWith({ REGISTRY: broken }) });
    expect(answer).toMatchObject({ status: 503, kind: "unavailable" });
    expect(answer.headers.get("retry-after")).toMatch(/^[0-9]+$/);
    expect(JSON.stringify(answer.body)).not.toContain("disk");
  });
});
