import type { OfficerStore } from "./officer-store.ts";
import type { ReasonStore } from "./reason-store.ts";
import type { RollupSource } from "./rollup-source.ts";
import type { RollupStore } from "./rollup-store.ts";

/** Every rollup of an agency, as one: what is counted in one of them is counted in all. */
export type AllRollups = Pick<RollupSource, "rollups" | "daily"> & Pick<RollupStore, "apply" | "verify" | "rebuild">;

/** The stores that rollups are kept in. */
export type RollupStores = {
  readonly rollups: RollupStore;
  readonly reasons: ReasonStore;
  readonly officers: OfficerStore;
};

/** All rollups of these stores; a query is answered by the one that tells apart what it asks for. */
export function allRollups({ rollups, reasons, officers }: RollupStores): AllRollups {
  const all = [rollups, reasons, officers];
  return {
    rollups(query) {
      if (query.by.includes("officer")) return officers.read(query);
      return query.reason !== null || query.by.includes("reason") ? reasons.read(query) : rollups.read(query);
    },
    daily: (query) => (query.byReason ? reasons : rollups).daily(query),
    apply(changes) {
      for (const store of all) store.apply(changes);
    },
    verify: () => all.flatMap((store) => store.verify()),
    rebuild() {
      for (const store of all) store.rebuild();
    },
  };
}
