import { describe, expect, test } from "vitest";
import { createdKey } from "../../../../shared/contract/key.ts";
import { createKey } from "../../../../worker/keys/create-key.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import { keyOn, root } from "../organization/memory-organization.ts";
import { memoryKeyStore, organization, today } from "../access/memory-keys.ts";

const credential = { id: "0123456789ab", secret: "s".repeat(43), hash: "00ff" };

function create(principal: Principal, given: Parameters<typeof createKey>[2], store = memoryKeyStore()): unknown {
  return createKey(
    { store, organization: organization(), credential, today, nowMs: 1_795_500_000_000 },
    principal,
    given,
  );
}

describe("createKey", () => {
  test("shows the token once and keeps the hash of the secret only", () => {
    const store = memoryKeyStore();
    const made = create(root, { name: "Sở Nội vụ", scopes: ["indices:read"] }, store);
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
    expect(JSON.stringify(store.all())).not.toContain(credential.secret);
    expect(store.all()).toMatchObject([{ hash: "00ff" }]);
  });

  test("makes keys within the maker's scopes only", () => {
    const maker = keyOn("H20", ["keys:write", "indices:read"]);
    expect(create(maker, { name: "a", scopes: ["indices:read", "keys:write"] })).toMatchObject({ ok: true });
    expect(create(maker, { name: "a", scopes: ["indices:read", "tallies:write"] })).toMatchObject({
      ok: false,
      failure: { kind: "scope-missing", given: "tallies:write", errors: [{ pointer: "/scopes/1" }] },
    });
  });

  test("makes keys within the maker's subtree only; without a unit the whole agency is meant", () => {
    const maker = keyOn("North", ["keys:write"]);
    const beyond = { ok: false, failure: { kind: "outside-subtree", errors: [{ pointer: "/unit" }] } };
    expect(create(maker, { name: "a", scopes: ["keys:write"], unit: "Ward" })).toMatchObject({ ok: true });
    expect(create(maker, { name: "a", scopes: ["keys:write"], unit: "North" })).toMatchObject({ ok: true });
    expect(create(maker, { name: "a", scopes: ["keys:write"], unit: "South" })).toMatchObject(beyond);
    expect(create(maker, { name: "a", scopes: ["keys:write"], unit: "H20" })).toMatchObject(beyond);
    expect(create(maker, { name: "a", scopes: ["keys:write"] })).toMatchObject(beyond);
  });

  test("refuses a unit that nobody knows", () => {
    expect(create(root, { name: "a", scopes: ["indices:read"], unit: "X" })).toMatchObject({
      ok: false,
      failure: { kind: "unknown-unit", errors: [{ pointer: "/unit" }] },
    });
  });
});
