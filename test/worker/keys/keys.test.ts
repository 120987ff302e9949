import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import { ask, askAsRoot, giveKey, openAgency, putThreeUnits, rowsOf } from "../office.ts";

let base: string;
let maker: string;

beforeAll(async () => {
  base = await openAgency("K10");
  await putThreeUnits(base);
  maker = await giveKey(base, { scopes: ["keys:write", "tallies:write"], unit: "North" });
});

describe("keys over HTTP", () => {
  test("are stored as a hash only", async () => {
    const made = await askAsRoot(`POST ${base}/keys`, { name: "Sở Nội vụ", scopes: ["indices:read"] });
    const { id, key } = made.body as { id: string; key: string };
    const secret = key.slice(`cfk_K10_${id}_`.length);
    expect(secret).toHaveLength(43);
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(secret));
    const hash = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    const rows = await runInDurableObject(env.AGENCY.get(env.AGENCY.idFromName("K10")), (_, state) =>
      state.storage.sql.exec("SELECT * FROM access_key WHERE id = ?", id).toArray(),
    );
    expect(rows).toMatchObject([{ id, hash, unit: "K10", scopes: '["indices:read"]' }]);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test("are made within the asking key's scopes and subtree", async () => {
    const make = (key: object): ReturnType<typeof ask> =>
      ask(`POST ${base}/keys`, { key: maker, body: { name: "test", ...key } });
    expect(await make({ scopes: ["tallies:write"], unit: "Ward" })).toMatchObject({ status: 201 });
    expect(await make({ scopes: ["indices:read"], unit: "Ward" })).toMatchObject({
      status: 403,
      kind: "scope-missing",
    });
    expect(await make({ scopes: ["tallies:write"], unit: "South" })).toMatchObject({
      status: 403,
      kind: "outside-subtree",
    });
    expect(await make({ scopes: ["tallies:write"] })).toMatchObject({ status: 403, kind: "outside-subtree" });
    expect(await make({ scopes: ["tallies:write"], unit: "X" })).toMatchObject({ status: 404, kind: "unknown-unit" });
    expect(await make({ scopes: [], unit: "Ward" })).toMatchObject({ status: 400, kind: "invalid" });
    expect(await make({ scopes: ["everything"], unit: "Ward" })).toMatchObject({ status: 400, kind: "invalid" });
  });

  test("cannot be made without keys:write", async () => {
    const key = await giveKey(base, { scopes: ["config:write"] });
    const body = { name: "test", scopes: ["config:write"] };
    expect(await ask(`POST ${base}/keys`, { key, body })).toMatchObject({ status: 403, kind: "scope-missing" });
  });

  test("stop working as soon as they are revoked", async () => {
    const key = await giveKey(base, { scopes: ["indices:read"], unit: "Ward" });
    const id = key.split("_")[2];
    expect(await ask(`GET ${base}/touchpoints`, { key })).toMatchObject({ status: 200 });
    expect(await ask(`DELETE ${base}/keys/${id}`, { key: maker })).toMatchObject({ status: 204, body: "" });
    expect(await ask(`GET ${base}/touchpoints`, { key })).toMatchObject({ status: 401, kind: "unauthorized" });
    expect(await ask(`DELETE ${base}/keys/${id}`, { key: maker })).toMatchObject({ status: 404, kind: "unknown-key" });
  });

  test("outside the subtree are neither listed nor revoked", async () => {
    const id = (await giveKey(base, { scopes: ["indices:read"], unit: "South" })).split("_")[2];
    const listed = await ask(`GET ${base}/keys`, { key: maker });
    expect(rowsOf(listed).every(({ unit }) => unit === "North" || unit === "Ward")).toBe(true);
    expect(await ask(`DELETE ${base}/keys/${id}`, { key: maker })).toMatchObject({
      status: 403,
      kind: "outside-subtree",
    });
    expect(rowsOf(await askAsRoot(`GET ${base}/keys`)).map((row) => row.id)).toContain(id);
  });

  test("are listed with a cursor that is bound to the list", async () => {
    const first = await askAsRoot(`GET ${base}/keys?limit=1`);
    const cursor = (first.body as { meta: { next_cursor: string } }).meta.next_cursor;
    const second = await askAsRoot(`GET ${base}/keys?limit=1&cursor=${cursor}`);
    expect(rowsOf(second)[0]?.id).not.toBe(rowsOf(first)[0]?.id);
    const bad = { status: 400, kind: "bad-cursor" };
    expect(await askAsRoot(`GET ${base}/keys?cursor=made-up`)).toMatchObject(bad);
    expect(await askAsRoot(`GET ${base}/units?cursor=${cursor}`)).toMatchObject(bad);
    expect(await ask(`GET ${base}/keys?cursor=${cursor}`, { key: maker })).toMatchObject(bad);
    const other = await openAgency("K11");
    expect(await askAsRoot(`GET ${other}/keys?cursor=${cursor}`)).toMatchObject(bad);
  });
});
