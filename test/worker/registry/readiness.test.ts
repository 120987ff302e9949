import { env } from "cloudflare:workers";
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { beforeAll, describe, expect, test } from "vitest";
import { healthStore } from "../../../worker/registry/health-store.ts";
import type { Environment } from "../../../worker/runtime/environment.ts";
import { ask, askAsRoot, environmentWith, giveKey, openAgency } from "../office.ts";

type Health = {
  readonly agency: string;
  readonly opens: boolean;
  readonly writes: boolean;
  readonly checked: { readonly at: string; readonly found: string } | null;
};

let base: string;

beforeAll(async () => {
  base = await openAgency("READY");
});

function stub(): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName("READY"));
}

async function healthNow(): Promise<{ status: number; health: Health | undefined }> {
  const { status, body } = await askAsRoot("GET /readyz");
  return { status, health: (body as { agencies: Health[] }).agencies.find(({ agency }) => agency === "READY") };
}

describe("GET /readyz", () => {
  test("needs the root key", async () => {
    expect((await ask("GET /readyz")).status).toBe(401);
    const key = await giveKey(base, { scopes: ["config:write"] });
    expect((await ask("GET /readyz", { key })).status).toBe(403);
  });

  test("says that an agency's database opens and takes a write, before its first nightly check", async () => {
    const { status, health } = await healthNow();
    expect(status).toBe(200);
    expect(health).toEqual({ agency: "READY", opens: true, writes: true, checked: null });
  });

  test("says what the nightly check found", async () => {
    await runDurableObjectAlarm(stub());
    const { status, health } = await healthNow();
    expect(status).toBe(200);
    expect(health?.checked?.found).toBe("ok");
    expect(Date.now() - Date.parse(health?.checked?.at ?? "")).toBeLessThan(60_000);
  });

  test("answers 503 if the nightly check found a fault", async () => {
    await runInDurableObject(stub(), (_, { storage }) =>
      healthStore(storage.sql).noteCheck({ checkedMs: Date.now(), found: "feedback: row 7 missing from index" }),
    );
    const { status, health } = await healthNow();
    expect(status).toBe(503);
    expect(health?.checked?.found).toBe("feedback: row 7 missing from index");
  });

  test("answers 503 if an agency's database does not open, and goes on with the others", async () => {
    const { AGENCY } = environmentWith();
    const broken = {
      idFromName: (name: string) => (name === "READY" ? null : AGENCY.idFromName(name)),
      get: (id: DurableObjectId | null) => {
        if (id === null) throw new Error("the disk image is malformed");
        return AGENCY.get(id);
      },
    } as unknown as Environment["AGENCY"];
    await openAgency("READYTOO");
    const rootKey = environmentWith().ROOT_KEY ?? "";
    const answer = await ask("GET /readyz", { key: rootKey, environment: environmentWith({ AGENCY: broken }) });
    expect(answer.status).toBe(503);
    const { agencies } = answer.body as { agencies: Health[] };
    expect(agencies.map(({ agency, opens }) => [agency, opens])).toEqual(
      expect.arrayContaining([
        ["READY", false],
        ["READYTOO", true],
      ]),
    );
  });
});

describe("the check of a database", () => {
  test("looks at every table of the agency", async () => {
    const tables = await runInDurableObject(stub(), (_, { storage }) => healthStore(storage.sql).tables());
    expect(tables).toEqual(expect.arrayContaining(["feedback", "health"]));
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter((name) => name.startsWith("_cf_") || name.startsWith("sqlite_"))).toEqual([]);
  });
});
