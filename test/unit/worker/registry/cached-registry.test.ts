import { describe, expect, test } from "vitest";
import { cachedRegistry, noAgencies } from "../../../../worker/registry/cached-registry.ts";
import type { Registry, RegistryPort } from "../../../../worker/runtime/ports.ts";

function registryOf(existing: Set<string>): { cached: Registry; now: { ms: number }; reads: () => number } {
  let reads = 0;
  const now = { ms: 0 };
  const registry: RegistryPort = {
    codes: async () => {
      reads += 1;
      return [...existing];
    },
    add: async (code) => {
      existing.add(code);
      return { ok: true, value: null };
    },
    remove: async (code) => void existing.delete(code),
    ping: async () => true,
  };
  return { cached: cachedRegistry(registry, noAgencies(), () => now.ms), now, reads: () => reads };
}

describe("cachedRegistry", () => {
  test("reads once, whatever agencies that exist are asked for", async () => {
    const { cached, now, reads } = registryOf(new Set(["H20", "H21"]));
    for (const code of ["H20", "H21", "H20"]) {
      expect(await cached.knows(code)).toBe(true);
      now.ms += 60_000;
    }
    expect(reads()).toBe(1);
  });

  test("invented codes cost one reading in two seconds", async () => {
    const { cached, now, reads } = registryOf(new Set(["H20"]));
    for (let code = 0; code < 1000; code += 1) {
      expect(await cached.knows(`X${code}`)).toBe(false);
      now.ms += 10;
    }
    expect(reads()).toBe(5);
    expect(await cached.knows("H20")).toBe(true);
  });

  test("questions at once share a reading", async () => {
    const { cached, reads } = registryOf(new Set(["H20"]));
    expect(await Promise.all(["H20", "X1", "H20", "X2"].map((code) => cached.knows(code)))).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect(reads()).toBe(1);
  });

  test("knows at once an agency that it added, and within two seconds one that somebody else added", async () => {
    const existing = new Set<string>();
    const { cached, now } = registryOf(existing);
    expect(await cached.knows("H20")).toBe(false);
    await cached.add("H20");
    expect(await cached.knows("H20")).toBe(true);
    existing.add("H21");
    expect(await cached.knows("H21")).toBe(false);
    now.ms += 2000;
    expect(await cached.knows("H21")).toBe(true);
  });

  test("no longer knows an agency that it removed, and knows it when it is made again", async () => {
    const { cached } = registryOf(new Set(["H20", "H21"]));
    expect(await cached.knows("H20")).toBe(true);
    await cached.remove("H20");
    expect(await cached.knows("H20")).toBe(false);
    expect(await cached.knows("H21")).toBe(true);
    await cached.add("H20");
    expect(await cached.knows("H20")).toBe(true);
  });
});
