import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let base: string;
let key: string;
const code = "AUDIT1";

beforeAll(async () => {
  base = await openAgency(code);
  await putThreeUnits(base);
  key = await giveKey(base, { scopes: ["audit:read", "config:write", "devices:write", "keys:write", "tallies:write"] });
});

async function entries(query = "", by = key): Promise<Record<string, unknown>[]> {
  return rowsOf(await ask(`GET ${base}/audit${query}`, { key: by }));
}

describe("the audit log", () => {
  test("names who wrote units, and who made and revoked a key", async () => {
    const made = await ask(`POST ${base}/keys`, { key, body: { name: "x", scopes: ["audit:read"], unit: "North" } });
    const { id } = made.body as { id: string };
    await ask(`DELETE ${base}/keys/${id}`, { key });
    const [deleted, created, ...before] = await entries();
    expect(created).toMatchObject({
      what: "key.created",
      on: id,
      after: "audit:read",
      by: expect.stringMatching(/^\w{12}$/),
    });
    expect(deleted).toMatchObject({ what: "key.deleted", on: id, by: created?.by });
    expect(before.map(({ what, by }) => [what, by])).toContainEqual(["units.put", "root"]);
  });

  test("can be read by kind, by object and page by page; a unit's key reads only entries of its units", async () => {
    expect((await entries("?what=key")).every(({ what }) => String(what).startsWith("key."))).toBe(true);
    expect(await entries("?what=ke")).toEqual([]);
    const page = await ask(`GET ${base}/audit?limit=1`, { key });
    const { next_cursor } = (page.body as { meta: { next_cursor: string } }).meta;
    const [first] = rowsOf(page);
    const [second] = await entries(`?limit=1&cursor=${next_cursor}`);
    expect(Number(second?.id)).toBe(Number(first?.id) - 1);
    const north = await giveKey(base, { scopes: ["audit:read"], unit: "North" });
    const seen = await entries("", north);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(({ what }) => String(what).startsWith("key."))).toBe(true);
  });

  test("names changes of touchpoints, devices and reports", async () => {
    const touchpoints = [{ id: `${code}-0000000001`, unit: "North", channel: "kiosk", name: "Máy" }];
    await ask(`PUT ${base}/touchpoints`, { key, body: { touchpoints } });
    const device = await ask(`POST ${base}/devices`, { key, body: { touchpoint: touchpoints[0]?.id, name: "Máy" } });
    const { device: id } = device.body as { device: string };
    await ask(`DELETE ${base}/devices/${id}`, { key });
    const volume = { unit: "North", from: "2026-01-01", to: "2026-01-31", transactions: 5 };
    await ask(`POST ${base}/volumes`, { key, body: { volumes: [volume] } });
    await ask(`DELETE ${base}/volumes?unit=North&from=2026-01-01&to=2026-01-31`, { key });
    const done = (await entries("?limit=4")).map(({ what }) => what);
    expect(done).toEqual(["report.withdrawn", "device.revoked", "device.created", "touchpoints.put"]);
  });

  test("refuses SQL that changes or deletes entries", async () => {
    const before = await entries("?limit=1000");
    await runInDurableObject(env.AGENCY.get(env.AGENCY.idFromName(code)), (_, { storage }) => {
      expect(() => storage.sql.exec("UPDATE audit_entry SET asker = 'nobody'")).toThrow("only added to");
      expect(() => storage.sql.exec("DELETE FROM audit_entry")).toThrow("only added to");
    });
    expect(await entries("?limit=1000")).toEqual(before);
  });

  test("has no entry for a refused request", async () => {
    const before = await entries("?limit=1");
    expect((await ask(`DELETE ${base}/keys/none`, { key })).status).toBe(404);
    expect(
      (await askAsRoot(`PUT ${base}/touchpoints`, { touchpoints: [{ unit: "None", channel: "qr", name: "x" }] }))
        .status,
    ).toBe(404);
    expect(await entries("?limit=1")).toEqual(before);
  });
});
