import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import { makeAgency, newFeedback, sendFeedback } from "../call-api.ts";
import { inOffice, join } from "../members/joined-member.ts";
import { ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

function stubOf(code: string): DurableObjectStub {
  return env.AGENCY.get(env.AGENCY.idFromName(code));
}

/** What an agency's storage holds, besides its schema: rows of all tables. */
function rowsIn(code: string): Promise<number> {
  return runInDurableObject(stubOf(code), (_, { storage: { sql } }) => {
    const tables = sql
      .exec<{ name: string }>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'",
      )
      .toArray()
      .map(({ name }) => name)
      .filter((name) => name !== "schema_migration" && !name.startsWith("comment_search"));
    return tables.reduce(
      (sum, name) => sum + sql.exec<{ n: number }>(`SELECT count(*) AS n FROM "${name}"`).one().n,
      0,
    );
  });
}

/** Rows that the schema itself puts into a new object. */
async function rowsAtBirth(): Promise<number> {
  return rowsIn("NEVERMADE");
}

describe("an agency that was made by mistake", () => {
  test("is deleted with all that it has set up, and can be made again", async () => {
    const base = await openAgency("SLIP");
    await putThreeUnits(base);
    const key = await giveKey(base, { scopes: ["audit:read"] });
    const member = await join(base, { role: "administrator" });
    expect((await askAsRoot(`DELETE ${base}?code=SLIP`)).status).toBe(204);

    expect((await askAsRoot(`GET ${base}/keys`)).kind).toBe("unknown-agency");
    expect((await ask(`GET ${base}/audit`, { key })).kind).toBe("unauthorized");
    expect((await ask(`GET ${base}/audit`, inOffice(member.cookie))).kind).toBe("session-ended");
    expect((await ask(`GET ${base}/units`)).kind).toBe("unknown-agency");
    expect(await rowsIn("SLIP")).toBe(await rowsAtBirth());

    const again = await askAsRoot("POST /v1/agencies", { code: "SLIP", name: "Tỉnh khác", time_zone: "UTC" });
    expect(again.status).toBe(201);
    expect(rowsOf(await ask(`GET ${base}/units`)).map(({ name }) => name)).toEqual(["Tỉnh khác"]);
    expect(rowsOf(await askAsRoot(`GET ${base}/members`))).toEqual([]);
    expect(rowsOf(await askAsRoot(`GET ${base}/audit`))).toEqual([]);
    expect((await ask(`GET ${base}/audit`, { key })).kind).toBe("unauthorized");
    expect((await ask(`GET ${base}/audit`, { key: member.key })).kind).toBe("unauthorized");
  });

  test("leaves nothing in memory: the agency that is made again has a time zone of its own", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    // Morning of the 25th in Viet Nam, evening of the 24th in UTC.
    vi.setSystemTime(Date.parse("2026-11-24T20:00:00Z"));
    const made = { code: "SLIPZ", name: "Tỉnh" };
    const lastDay = async (): Promise<unknown> => {
      const key = await askAsRoot("POST /v1/agencies/SLIPZ/keys", { name: "x", scopes: ["audit:read"] });
      return (key.body as { expires_on: string }).expires_on;
    };
    await askAsRoot("POST /v1/agencies", { ...made, time_zone: "Asia/Ho_Chi_Minh" });
    expect(await lastDay()).toBe("2027-11-25");
    await askAsRoot("DELETE /v1/agencies/SLIPZ?code=SLIPZ");
    await askAsRoot("POST /v1/agencies", { ...made, time_zone: "UTC" });
    expect(await lastDay()).toBe("2027-11-24");
    vi.useRealTimers();
  });

  test("is deleted only where its code is repeated", async () => {
    const base = await openAgency("SLIPB");
    for (const query of ["", "?code=SLIP", "?code=slipb"]) {
      expect([query, (await askAsRoot(`DELETE ${base}${query}`)).kind]).toEqual([query, "invalid"]);
    }
    expect((await askAsRoot(`GET ${base}/keys`)).status).toBe(200);
  });

  test("is deleted by the root key alone, not by its session either", async () => {
    const base = await openAgency("SLIPC");
    const { key } = await join(base, { role: "administrator" });
    expect((await ask(`DELETE ${base}?code=SLIPC`, { key })).kind).toBe("scope-missing");
    expect((await ask(`DELETE ${base}?code=SLIPC`)).kind).toBe("unauthorized");
    const root = { key: "the root key of these tests", agency: "SLIPC" };
    const begun = await ask("POST /v1/sessions", { body: root });
    const cookie = (begun.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    expect((await ask(`DELETE ${base}?code=SLIPC`, inOffice(cookie))).kind).toBe("scope-missing");
    expect((await askAsRoot("DELETE /v1/agencies/NOBODY?code=NOBODY")).kind).toBe("unknown-agency");
  });

  test("stays where anybody gave feedback", async () => {
    const { code, touchpoints } = await makeAgency("SLIPD");
    await sendFeedback([newFeedback(touchpoints[0])]);
    expect((await askAsRoot(`DELETE /v1/agencies/${code}?code=${code}`)).kind).toBe("agency-in-use");
    expect((await askAsRoot(`GET /v1/agencies/${code}/keys`)).status).toBe(200);
  });

  test("stays where a tally was reported, also one that was taken back", async () => {
    const { code, key } = await makeAgency("SLIPE");
    const base = `/v1/agencies/${code}`;
    const id = "0190a1b2-0000-7000-8000-000000000001";
    const span = {
      unit: "A",
      question: "overall",
      service: null,
      channel: "paper",
      from: "2026-07-01",
      to: "2026-09-30",
    };
    const tallies = [{ id, ...span, counts: [0, 0, 1, 2, 3], source: "Phiếu giấy" }];
    expect((await ask(`POST ${base}/tallies`, { key, body: { tallies } })).status).toBe(200);
    expect((await askAsRoot(`DELETE ${base}?code=${code}`)).kind).toBe("agency-in-use");
    expect((await ask(`DELETE ${base}/tallies/${id}`, { key })).status).toBe(204);
    expect((await askAsRoot(`DELETE ${base}?code=${code}`)).kind).toBe("agency-in-use");
  });

  test("stays where sealed reports lie, or lay until the server deleted them", async () => {
    await openAgency("SLIPF");
    const note = (what: string): Promise<void> =>
      runInDurableObject(stubOf("SLIPF"), (_, { storage: { sql } }) => {
        const columns = "at_ms, day, asker, what, thing, unit, before, after, why";
        sql.exec(`INSERT INTO audit_entry (${columns}) VALUES (0, 0, 'server', ?, '', NULL, NULL, '1', NULL)`, what);
      });
    await note("sealed-talks.deleted");
    expect((await askAsRoot("DELETE /v1/agencies/SLIPF?code=SLIPF")).kind).toBe("agency-in-use");
  });

  test("is forgotten after a crash in between, once it is asked to be deleted again", async () => {
    const base = await openAgency("SLIPG");
    await runInDurableObject(stubOf("SLIPG"), async (agency) => {
      await (agency as unknown as { remove(): Promise<unknown> }).remove();
    });
    expect((await askAsRoot(`GET ${base}/keys`)).kind).toBe("unknown-agency");
    expect((await askAsRoot("POST /v1/agencies", { code: "SLIPG", name: "Tỉnh" })).kind).toBe("agency-exists");
    expect((await askAsRoot(`DELETE ${base}?code=SLIPG`)).status).toBe(204);
    expect((await askAsRoot("POST /v1/agencies", { code: "SLIPG", name: "Tỉnh" })).status).toBe(201);
  });

  test("is gone for an instance of the Worker that has not heard of it, and can be made again there", async () => {
    const base = await openAgency("SLIPH");
    // Another instance removed it.
    await runInDurableObject(stubOf("SLIPH"), async (agency) => {
      await (agency as unknown as { remove(): Promise<unknown> }).remove();
    });
    const registry = env.REGISTRY.get(env.REGISTRY.idFromName("registry"));
    await (registry as unknown as { remove(code: string): Promise<void> }).remove("SLIPH");
    expect((await ask(`GET ${base}/units`)).kind).toBe("unknown-agency");
    expect((await ask("POST /v1/tickets/lookup", { body: { code: "SLIPH-7K3M9Q2XHW4TP" } })).status).toBe(404);
    expect((await askAsRoot("POST /v1/agencies", { code: "SLIPH", name: "Tỉnh" })).status).toBe(201);
    expect((await ask(`GET ${base}/units`)).status).toBe(200);
  });
});
