import type { RegistryPort } from "../runtime/ports.ts";

/** Agencies whose existence is remembered; more than a country has. */
const mostKnown = 1000;

/**
 * A registry that remembers which agencies exist, since agencies are never removed. Unknown codes are asked for each time.
 * @param known the agencies that are remembered; the caller keeps it, so that it outlives a request
 */
export function cachedRegistry(registry: RegistryPort, known: Set<string>): RegistryPort {
  return {
    async knows(code) {
      if (known.has(code)) return true;
      const exists = await registry.knows(code);
      if (exists) remember(known, code);
      return exists;
    },
    add: (code) => registry.add(code),
    codes: () => registry.codes(),
    ping: () => registry.ping(),
  };
}

function remember(known: Set<string>, code: string): void {
  if (known.size >= mostKnown) known.clear();
  known.add(code);
}
