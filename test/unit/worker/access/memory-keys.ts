import type { KeyStore, StoredKey } from "../../../../worker/keys/key-store.ts";
import type { Organization } from "../../../../worker/organization/organization.ts";
import { dayOf, foundedAgency } from "../organization/memory-organization.ts";

export const today: number = dayOf("2026-11-24");

/** H20 with the unit North, Ward below it, and South. */
export function organization(): Organization {
  const { store, organization: read } = foundedAgency();
  for (const [code, parent] of [
    ["North", null],
    ["Ward", "North"],
    ["South", null],
  ] as const) {
    store.putUnit({ code, name: code, parent, kind: "commune", validFrom: dayOf("2025-07-01"), validTo: null });
  }
  return read();
}

/** The store's promises kept by a map: a revoked key is not found. */
export function memoryKeyStore(...keys: StoredKey[]): KeyStore {
  const rows = new Map(keys.map((key) => [key.id, key]));
  return {
    find: (id) => rows.get(id) ?? null,
    ofMember: (member) => [...rows.values()].filter((key) => key.member === member),
    all: () => [...rows.values()],
    makersOf: (id) => {
      const maker = rows.get(id)?.madeBy ?? null;
      return maker === null ? [] : [maker];
    },
    add: (key) => {
      rows.set(key.id, { ...key, usedDay: null, replacedBy: null });
    },
    use: (id, usedDay) => {
      const key = rows.get(id);
      if (key) rows.set(id, { ...key, usedDay });
    },
    replace: (id, { id: replacedBy, lastDay: expiresDay }) => {
      const key = rows.get(id);
      if (key) rows.set(id, { ...key, replacedBy, expiresDay });
    },
    takeUntold: () => [],
    revoke: (id) => {
      rows.delete(id);
    },
    revokeOf: (member) => {
      for (const key of [...rows.values()].filter((row) => row.member === member)) rows.delete(key.id);
    },
  };
}

const ends = { expiresDay: null, usedDay: null, replacedBy: null };

export function storedKey(more: Partial<StoredKey> = {}): StoredKey {
  return {
    id: "a",
    hash: "ff",
    name: "Sở Nội vụ",
    scopes: ["indices:read"],
    unit: "H20",
    createdMs: 0,
    madeBy: null,
    member: null,
    ...ends,
    ...more,
  };
}
