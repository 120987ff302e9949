import { describe, expect, test } from "vitest";
import { createdKey } from "../../../../shared/contract/key.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import type { NewAuditEntry } from "../../../../worker/audit/audit-store.ts";
import { makeKey, pageOfKeys, revokeKey } from "../../../../worker/keys/keys.ts";
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
