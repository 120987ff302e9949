import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { formatDay } from "../../../shared/calendar/day.ts";
import { zoneDay } from "../../../shared/calendar/zone-day.ts";
import { keyStore } from "../../../worker/keys/key-store.ts";
import { type Answered, ask, askAsRoot, giveKey, openAgency, rowsOf } from "../office.ts";

const today = zoneDay("Asia/Ho_Chi_Minh")(Date.now());
let base: string;

beforeAll(async () => {
  base = await openAgency("K20");
});

function idOf(key: string): string {
  return key.split("_")[2] ?? "";
}

function inObject<T>(run: (state: DurableObjectState) => T | Promise<T>): Promise<T> {
  return runInDurableObject(env.AGENCY.get(env.AGENCY.idFromName("K20")), (_, state) => run(state));
}

/** Moves the last day of a key; null takes it away. */
function endOn(key: string, day: number | null): Promise<void> {
  return inObject(({ storage }) => {
    storage.sql.exec("UPDATE access_key SET expires_day = ? WHERE id = ?", day, idOf(key));
  });
}

async function listed(key: string): Promise<Record<string, unknown> | undefined> {
  return rowsOf(await askAsRoot(`GET ${base}/keys`)).find(({ id }) => id === idOf(key));
}

describe("a key with an end", () => {
  test("says that it has expired, also on public routes, and works again with no end, as keys of before do", async () => {
    const key = await giveKey(base, { scopes: ["indices:read"] });
    await endOn(key, today - 1);
    for (const path of ["services", "units"]) {
      const refused = await ask(`GET ${base}/${path}`, { key });
      expect(refused).toMatchObject({ status: 401, kind: "key-expired" });
      expect(refused.headers.get("www-authenticate")).toBe(
        'Bearer error="invalid_token", error_description="The key has expired"',
      );
      expect(JSON.stringify(refused.body)).toContain(formatDay(today - 1));
    }
    expect(await listed(key)).toMatchObject({ expires_on: formatDay(today - 1), expires_soon: true });
    await endOn(key, null);
    expect(await ask(`GET ${base}/touchpoints`, { key })).toMatchObject({ status: 200 });
  });

  test("warns in every answer from 30 days before, also in a refusal", async () => {
    const key = await giveKey(base, { scopes: ["indices:read"] });
    const warning = async (line: string): Promise<string | null> =>
      (await ask(line, { key })).headers.get("key-expires");
    expect(await warning(`GET ${base}/touchpoints`)).toBeNull();
    await endOn(key, today + 30);
    expect(await warning(`GET ${base}/touchpoints`)).toBe(formatDay(today + 30));
    expect(await warning(`GET ${base}/keys`)).toBe(formatDay(today + 30));
    const answer = await ask(`GET ${base}/touchpoints`, { key });
    expect(answer.headers.get("access-control-expose-headers")).toContain("key-expires");
  });

  test("is told of in the audit log once, 30 days before", async () => {
    const [near, far, rotated] = await Promise.all([0, 1, 2].map(() => giveKey(base, { scopes: ["indices:read"] })));
    await endOn(near ?? "", today + 30);
    await endOn(far ?? "", today + 31);
    await askAsRoot(`POST ${base}/keys/${idOf(rotated ?? "")}/rotate`, {});
    const stub = env.AGENCY.get(env.AGENCY.idFromName("K20"));
    // The alarm of two closes of a day.
    expect([await runDurableObjectAlarm(stub), await runDurableObjectAlarm(stub)]).toEqual([true, true]);
    const told = rowsOf(await askAsRoot(`GET ${base}/audit?what=key.expiring`)).map(({ on }) => on);
    expect(told.filter((on) => [near, far, rotated].map((key = "") => idOf(key)).includes(String(on)))).toEqual([
      idOf(near ?? ""),
    ]);
  });
});

describe("the day of a key's last use", () => {
  test("stands in the list, and a day writes it once", async () => {
    const key = await giveKey(base, { scopes: ["indices:read"] });
    expect(await listed(key)).toMatchObject({ last_used_on: null });
    await ask(`GET ${base}/touchpoints`, { key });
    expect(await listed(key)).toMatchObject({ last_used_on: formatDay(today) });
    const written = await inObject(({ storage: { sql } }) => {
      const keys = keyStore(sql);
      keys.use(idOf(key), today + 1);
      const writes = (): unknown => sql.exec("SELECT total_changes() AS writes").one().writes;
      const before = writes();
      keys.use(idOf(key), today + 1);
      return [before, writes()];
    });
    expect(written[1]).toBe(written[0]);
  });
});

describe("a rotated key", () => {
  test("works beside its successor until the overlap ends", async () => {
    const key = await giveKey(base, { scopes: ["indices:read"] });
    const made: Answered = await askAsRoot(`POST ${base}/keys/${idOf(key)}/rotate`, { overlap_days: 2 });
    expect(made.status).toBe(201);
    const { key: next, id } = made.body as { key: string; id: string };
    expect(await ask(`GET ${base}/touchpoints`, { key: next })).toMatchObject({ status: 200 });
    const old = await ask(`GET ${base}/touchpoints`, { key });
    expect([old.status, old.headers.get("key-expires")]).toEqual([200, formatDay(today + 2)]);
    expect(await listed(key)).toMatchObject({ replaced_by: id, expires_on: formatDay(today + 2) });
    await endOn(key, today - 1);
    expect(await ask(`GET ${base}/touchpoints`, { key })).toMatchObject({ status: 401, kind: "key-expired" });
    expect(await askAsRoot(`POST ${base}/keys/${id}/rotate`, { overlap_days: 31 })).toMatchObject({ status: 400 });
  });
});
