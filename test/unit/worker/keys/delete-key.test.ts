import { describe, expect, test } from "vitest";
import { deleteKey } from "../../../../worker/keys/delete-key.ts";
import { keyOn, root } from "../organization/memory-organization.ts";
import { memoryKeyStore, organization, storedKey, today } from "../access/memory-keys.ts";

describe("deleteKey", () => {
  const rooms = (store: ReturnType<typeof memoryKeyStore>): Parameters<typeof deleteKey>[0] => ({
    store,
    organization: organization(),
    today,
    nowMs: 0,
  });

  test("revokes a key within the subtree", () => {
    const store = memoryKeyStore(storedKey({ unit: "Ward" }));
    expect(deleteKey(rooms(store), keyOn("North"), "a")).toEqual({ ok: true, value: null });
    expect(deleteKey(rooms(store), keyOn("North"), "a")).toMatchObject({ failure: { kind: "unknown-key" } });
  });

  test("leaves a key beyond the subtree in force", () => {
    const store = memoryKeyStore(storedKey({ unit: "South" }));
    expect(deleteKey(rooms(store), keyOn("North"), "a")).toMatchObject({ failure: { kind: "outside-subtree" } });
    expect(store.all()).toHaveLength(1);
    expect(deleteKey(rooms(store), root, "a")).toMatchObject({ ok: true });
  });
});
