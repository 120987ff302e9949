import { describe, expect, test } from "vitest";
import { createdKey } from "../../../../shared/contract/key.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import type { NewAuditEntry } from "../../../../worker/audit/audit-store.ts";
import { makeKey, pageOfKeys, replaceKey, revokeKey } from "../../../../worker/keys/keys.ts";
import { memoryKeyStore, organization, storedKey, today } from "../access/memory-keys.ts";
import { keyOn, root } from "../organization/memory-organization.ts";

const credential = { id: "0123456789ab", secret: "s".repeat(43), hash: "00ff" };

type Keys = ReturnType<typeof memoryKeyStore>;

function depsOn(keys: Keys, log: NewAuditEntry[] = []) {
  const audit = { add: (entry: NewAuditEntry): void => void log.push(entry) };
  return { keys, organization: organization(), credential, today, nowMs: 1_795_500_000_000, audit };
}

function create(principal: Principal, given: Parameters<typeof makeKey>[2], keys = memoryKeyStore()): unknown {
  return makeKey(depsOn(keys), principal, given);
}

describe("createKey", () => {
  test("returns the token and stores only the hash of its secret", () => {
    const keys = memoryKeyStore();
    const made = create(root, { name: "Sở Nội vụ", scopes: ["indices:read"] }, keys);
    expect(made).toEqual({
      ok: true,
      value: {
        id: credential.id,
        name: "Sở Nội vụ",
        scopes: ["indices:read"],
        unit: "H20",
        created_at: "2026-11-24T06:00:00.000Z",
        expires_on: "2027-11-24",
        expires_soon: false,
        last_used_on: null,
        replaced_by: null,
        key: `cfk_H20_0123456789ab_${credential.secret}`,
      },
    });
    expect(createdKey.safeParse((made as { value: unknown }).value).success).toBe(true);
    expect(JSON.stringify(keys.all())).not.toContain(credential.secret);
    expect(keys.all()).toMatchObject([{ hash: "00ff" }]);
  });

  test("makes keys only with scopes of the asking key", () => {
    const maker = keyOn("H20", ["keys:write", "indices:read"]);
    expect(create(maker, { name: "a", scopes: ["indices:read", "keys:write"] })).toMatchObject({ ok: true });
    expect(create(maker, { name: "a", scopes: ["indices:read", "tallies:write"] })).toMatchObject({
      ok: false,
      failure: { kind: "scope-missing", given: "tallies:write", errors: [{ pointer: "/scopes/1" }] },
    });
  });

  test("makes keys only within the asking key's subtree; without a unit the key is on the whole agency", () => {
    const maker = keyOn("North", ["keys:write"]);
    const beyond = { ok: false, failure: { kind: "outside-subtree", errors: [{ pointer: "/unit" }] } };
    expect(create(maker, { name: "a", scopes: ["keys:write"], unit: "Ward" })).toMatchObject({ ok: true });
    expect(create(maker, { name: "a", scopes: ["keys:write"], unit: "North" })).toMatchObject({ ok: true });
    expect(create(maker, { name: "a", scopes: ["keys:write"], unit: "South" })).toMatchObject(beyond);
    expect(create(maker, { name: "a", scopes: ["keys:write"], unit: "H20" })).toMatchObject(beyond);
    expect(create(maker, { name: "a", scopes: ["keys:write"] })).toMatchObject(beyond);
  });

  test("makes a key that ends on the day named, or never", () => {
    const ending = (expires_on: string | null): unknown =>
      create(root, { name: "a", scopes: ["indices:read"], expires_on });
    const near = { expires_on: "2026-12-24", expires_soon: true };
    expect(ending("2026-12-24")).toMatchObject({ ok: true, value: near });
    expect(ending("2026-12-25")).toMatchObject({ ok: true, value: { expires_soon: false } });
    expect(ending("2026-11-24")).toMatchObject({ ok: true });
    expect(ending(null)).toMatchObject({ ok: true, value: { expires_on: null, expires_soon: false } });
  });

  test.each(["2026-11-23", "2031-12-01"])("refuses the last day %s, which has gone by or is too far", (expires_on) => {
    expect(create(root, { name: "a", scopes: ["indices:read"], expires_on })).toMatchObject({
      ok: false,
      failure: { kind: "invalid", errors: [{ pointer: "/expires_on" }] },
    });
  });

  test("refuses an unknown unit", () => {
    expect(create(root, { name: "a", scopes: ["indices:read"], unit: "X" })).toMatchObject({
      ok: false,
      failure: { kind: "unknown-unit", errors: [{ pointer: "/unit" }] },
    });
  });

  test("writes unit and scopes of the new key to the audit log, and nothing when it refuses", () => {
    const log: NewAuditEntry[] = [];
    const deps = depsOn(memoryKeyStore(), log);
    makeKey(deps, root, { name: "a", scopes: ["indices:read", "keys:write"], unit: "Ward" });
    makeKey(deps, root, { name: "a", scopes: ["indices:read"], unit: "X" });
    expect(log).toMatchObject([
      { by: "root", what: "key.created", on: credential.id, unit: "Ward", after: "indices:read keys:write" },
    ]);
  });
});

describe("rotateKey", () => {
  const old = storedKey({ id: "old", unit: "Ward", scopes: ["indices:read"] });
  const rotate = (
    key: typeof old,
    given: Omit<Parameters<typeof replaceKey>[2], "id"> = {},
    principal: Principal = root,
  ): { made: ReturnType<typeof replaceKey>; keys: Keys; log: NewAuditEntry[] } => {
    const [keys, log] = [memoryKeyStore(key), [] as NewAuditEntry[]];
    return { made: replaceKey(depsOn(keys, log), principal, { id: "old", ...given }), keys, log };
  };

  test("makes a key with the same name, scopes and unit, and ends the old one after a week", () => {
    const { made, keys, log } = rotate({ ...old, expiresDay: today + 20 });
    const { name, scopes, unit } = old;
    expect(made).toMatchObject({
      ok: true,
      value: { id: credential.id, name, scopes, unit, expires_on: "2027-11-24" },
    });
    expect(keys.find("old")).toMatchObject({ replacedBy: credential.id, expiresDay: today + 7 });
    expect(log).toMatchObject([
      { what: "key.created", on: credential.id, unit: "Ward" },
      { what: "key.rotated", on: "old", unit: "Ward", after: `replaced by ${credential.id}, works until 2026-12-01` },
    ]);
  });

  test("lets both work for as many days as named, and never makes the old one work longer", () => {
    const endOf = (key: typeof old, overlap_days: number): unknown =>
      rotate(key, { overlap_days }).keys.find("old")?.expiresDay;
    expect(endOf(old, 0)).toBe(today);
    expect(endOf(old, 30)).toBe(today + 30);
    expect(endOf({ ...old, expiresDay: today + 3 }, 30)).toBe(today + 3);
    expect(endOf({ ...old, expiresDay: today - 9 }, 30)).toBe(today - 9);
  });

  test("leaves a key without an end without one, unless a day is named", () => {
    expect(rotate(old).made).toMatchObject({ value: { expires_on: null } });
    expect(rotate(old, { expires_on: "2027-01-02" }).made).toMatchObject({ value: { expires_on: "2027-01-02" } });
  });

  test("gives nobody scopes or units beyond their own, and changes nothing then", () => {
    const beyond = rotate(old, {}, keyOn("H20", ["keys:write"]));
    expect(beyond.made).toMatchObject({ failure: { kind: "scope-missing", given: "indices:read" } });
    expect(rotate(old, {}, keyOn("South", ["keys:write", "indices:read"])).made).toMatchObject({
      failure: { kind: "outside-subtree" },
    });
    expect(rotate({ ...old, id: "b" }).made).toMatchObject({ failure: { kind: "unknown-key" } });
    expect(rotate(old, { expires_on: "2026-11-23" }).made).toMatchObject({ failure: { kind: "invalid" } });
    expect(beyond.keys.all()).toEqual([old]);
    expect(beyond.log).toEqual([]);
  });
});

describe("listKeys", () => {
  test("shows the keys within the subtree, by id, without hash or secret", async () => {
    const keys = memoryKeyStore(
      storedKey({ id: "c", unit: "Ward" }),
      storedKey({ id: "b", unit: "North" }),
      storedKey({ id: "a", unit: "H20" }),
      storedKey({ id: "d", unit: "South" }),
    );
    const ids = async (principal: Principal): Promise<unknown> => {
      const page = await pageOfKeys(depsOn(keys), principal, {});
      expect(JSON.stringify(page)).not.toContain('"ff"');
      return page.ok && page.value.data.map(({ id }) => id);
    };
    expect(await ids(keyOn("North"))).toEqual(["b", "c"]);
    expect(await ids(root)).toEqual(["a", "b", "c", "d"]);
  });

  test("refuses a cursor of a key on another unit", async () => {
    const deps = depsOn(memoryKeyStore(storedKey({ id: "b", unit: "Ward" }), storedKey({ id: "a", unit: "North" })));
    const first = await pageOfKeys(deps, root, { limit: "1" });
    const cursor = first.ok ? first.value.meta.next_cursor : null;
    expect(await pageOfKeys(deps, root, { cursor: cursor ?? "" })).toMatchObject({ value: { data: [{ id: "b" }] } });
    expect(await pageOfKeys(deps, keyOn("North"), { cursor: cursor ?? "" })).toMatchObject({
      failure: { kind: "bad-cursor" },
    });
  });
});

describe("deleteKey", () => {
  test("revokes a key within the subtree, and writes its unit to the audit log", () => {
    const log: NewAuditEntry[] = [];
    const deps = depsOn(memoryKeyStore(storedKey({ unit: "Ward" })), log);
    expect(revokeKey(deps, keyOn("North"), "a")).toEqual({ ok: true, value: null });
    expect(revokeKey(deps, keyOn("North"), "a")).toMatchObject({ failure: { kind: "unknown-key" } });
    expect(log).toMatchObject([{ by: "0123456789ab", what: "key.deleted", on: "a", unit: "Ward" }]);
  });

  test("does not revoke a key outside the subtree", () => {
    const keys = memoryKeyStore(storedKey({ unit: "South" }));
    expect(revokeKey(depsOn(keys), keyOn("North"), "a")).toMatchObject({ failure: { kind: "outside-subtree" } });
    expect(keys.all()).toHaveLength(1);
    expect(revokeKey(depsOn(keys), root, "a")).toMatchObject({ ok: true });
  });
});
