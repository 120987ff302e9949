import { describe, expect, test } from "vitest";
import { cachedRegistry } from "../../../../worker/registry/cached-registry.ts";
import type { RegistryPort } from "../../../../worker/runtime/ports.ts";

function registryOf(existing: Set<string>): { registry: RegistryPort; asked: string[] } {
  const asked: string[] = [];
  const registry: RegistryPort = {
    knows: async (code) => {
      asked.push(code);
      return existing.has(code);
    },
    add: async (code) => {
      existing.add(code);
      return { ok: true, value: null };
    },
    codes: async () => [...existing],
    ping: async () => true,
  };
  return { registry, asked };
}

describe("cachedRegistry", () => {
  test("asks once about an agency that exists, over all requests", async () => {
    const { registry, asked } = registryOf(new Set(["H20"]));
    const known = new Set<string>();
    expect(await cachedRegistry(registry, known).knows("H20")).toBe(true);
    expect(await cachedRegistry(registry, known).knows("H20")).toBe(true);
    expect(asked).toEqual(["H20"]);
  });

  test("finds an agency that is made after the first question about it", async () => {
    const { registry } = registryOf(new Set());
    const cached = cachedRegistry(registry, new Set());
    expect(await cached.knows("H20")).toBe(false);
    await cached.add("H20");
    expect(await cached.knows("H20")).toBe(true);
  });

  test("remembers a bounded number of agencies, and is right for more", async () => {
    const codes = Array.from({ length: 2500 }, (_, place) => `A${place}`);
    const known = new Set<string>();
    const cached = cachedRegistry(registryOf(new Set(codes)).registry, known);
    for (const code of codes) expect(await cached.knows(code)).toBe(true);
    expect(known.size).toBeLessThanOrEqual(1000);
    expect(await cached.knows("A0")).toBe(true);
    expect(await cached.knows("B0")).toBe(false);
  });
});
