import { hashOf } from "../crypto/hash.ts";

const dayMs = 86_400_000;

/** Names clients without telling who they are. */
export interface ClientNames {
  /**
   * The name of a client for a purpose, such as `feedback`: a hash of the address under a salt of the day. Names for two
   * purposes cannot be joined. All whose address is not known have the same name.
   */
  nameOf(address: string | null, purpose: string): Promise<string>;
}

/** What the composition root hands in. */
export type ClientNamesDeps = { readonly nowMs: () => number; readonly randomId: () => string };

/** The salt is in memory alone, and another one each day. */
export function clientNames({ nowMs, randomId }: ClientNamesDeps): ClientNames {
  let salt = { day: -1, text: "" };
  return {
    async nameOf(address, purpose) {
      const day = Math.floor(nowMs() / dayMs);
      if (day !== salt.day) salt = { day, text: `${randomId()}${randomId()}` };
      return (await hashOf(`${salt.text} ${purpose} ${address ?? ""}`)).slice(0, 24);
    },
  };
}
