import type { RegistryPort } from "../runtime/ports.ts";

/** Agencies whose existence is remembered; more than a country has. */
const mostKnown = 1000;

/**
 * Remembers which agencies exist, since none ever ceases to; that one does not exist is asked anew each time.
 * @param known what is remembered; kept by the caller, so that it outlives a request
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
    ping: () => registry.ping(),
  };
}

function remember(known: Set<string>, code: string): void {
  if (known.size >= mostKnown) known.clear();
  known.add(code);
}
