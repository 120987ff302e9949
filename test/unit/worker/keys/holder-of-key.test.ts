import { describe, expect, test } from "vitest";
import { holderOfKey } from "../../../../worker/keys/holder-of-key.ts";
import { memoryKeyStore, storedKey } from "../access/memory-keys.ts";

describe("holderOfKey", () => {
  const equalHashes = (a: string, b: string): boolean => a === b;

  test("names the holder where the hash is the one kept", () => {
    const store = memoryKeyStore(storedKey({ unit: "Ward" }));
    expect(holderOfKey({ store, agency: "H20", equalHashes }, "a", "ff")).toEqual({
      ok: true,
      value: { kind: "key", agency: "H20", id: "a", scopes: ["indices:read"], unit: "Ward" },
    });
  });

  test("knows nobody by another hash, another id or a revoked key", () => {
    const store = memoryKeyStore(storedKey());
    const unauthorized = { ok: false, failure: { kind: "unauthorized" } };
    expect(holderOfKey({ store, agency: "H20", equalHashes }, "a", "fe")).toEqual(unauthorized);
    expect(holderOfKey({ store, agency: "H20", equalHashes }, "b", "ff")).toEqual(unauthorized);
    store.revoke("a", 0);
    expect(holderOfKey({ store, agency: "H20", equalHashes }, "a", "ff")).toEqual(unauthorized);
  });
});
