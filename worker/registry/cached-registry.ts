import type { Registry, RegistryPort } from "../runtime/ports.ts";

/** For so long nobody asks again for an agency that was not known. */
const refreshMs = 2000;

/** The codes that are known, and when the registry was last asked for all of them; the caller keeps it from request to request. */
export type KnownAgencies = { codes: ReadonlySet<string>; readMs: number; reading: Promise<void> | null };

/** Knows no agency yet. */
export function noAgencies(): KnownAgencies {
  return { codes: new Set(), readMs: Number.NEGATIVE_INFINITY, reading: null };
}

/**
 * A registry that remembers which agencies exist. For an unknown code it reads the whole list again, at most every two
 * seconds: so invented codes cost the registry nothing. An agency that another instance removed is still known here: no
 * request waits for news of what almost never happens. The agency's object says that it is gone.
 */
export function cachedRegistry(registry: RegistryPort, known: KnownAgencies, nowMs: () => number): Registry {
  const read = async (): Promise<void> => {
    const begun = nowMs();
    known.codes = new Set(await registry.codes());
    known.readMs = begun;
  };
  return {
    async knows(code) {
      if (known.codes.has(code) || nowMs() - known.readMs < refreshMs) return known.codes.has(code);
      known.reading ??= read().finally(() => {
        known.reading = null;
      });
      await known.reading;
      return known.codes.has(code);
    },
    async add(code) {
      const added = await registry.add(code);
      known.codes = new Set([...known.codes, ...(added.ok ? [code] : [])]);
      return added;
    },
    async remove(code) {
      await registry.remove(code);
      known.codes = new Set([...known.codes].filter((other) => other !== code));
    },
    codes: () => registry.codes(),
    ping: () => registry.ping(),
  };
}
