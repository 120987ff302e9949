import { describe, expect, test } from "vitest";
import { holderOfKey } from "../../../../worker/keys/authenticate.ts";
import { memoryKeyStore, storedKey } from "../access/memory-keys.ts";

describe("holderOfKey", () => {
  const equalHashes = (a: string, b: string): boolean => a === b;

  test("returns the holder if the hash is the stored one", () => {
    const keys = memoryKeyStore(storedKey({ unit: "Ward" }));
    expect(holderOfKey({ keys, agency: "H20", equalHashes }, "a", "ff")).toEqual({
      ok: true,
      value: { kind: "key", agency: "H20", id: "a", scopes: ["indices:read"], unit: "Ward" },
    });
  });

  test("refuses another hash, another id and a revoked key", () => {
    const keys = memoryKeyStore(storedKey());
    const unauthorized = { ok: false, failure: { kind: "unauthorized" } };
    expect(holderOfKey({ keys, agency: "H20", equalHashes }, "a", "fe")).toEqual(unauthorized);
    expect(holderOfKey({ keys, agency: "H20", equalHashes }, "b", "ff")).toEqual(unauthorized);
    keys.revoke("a", 0);
    expect(holderOfKey({ keys, agency: "H20", equalHashes }, "a", "ff")).toEqual(unauthorized);
  });
});
