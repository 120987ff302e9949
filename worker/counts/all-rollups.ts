import type { HourStore } from "./hour-store.ts";
import type { OfficerStore } from "./officer-store.ts";
import type { ReasonStore } from "./reason-store.ts";
import type { RollupSource } from "./rollup-source.ts";
import type { RollupStore } from "./rollup-store.ts";

/** Every rollup of an agency, as one: what is counted in one of them is counted in all. */
export type AllRollups = Pick<RollupSource, "rollups" | "daily" | "hasHours"> &
  Pick<RollupStore, "apply" | "verify" | "rebuild">;

/** The stores that rollups are kept in. */
export type RollupStores = {
  readonly rollups: RollupStore;
  readonly reasons: ReasonStore;
  readonly hours: HourStore;
  readonly officers: OfficerStore;
};

/** All rollups of these stores; a query is answered by the one that tells apart what it asks for. */
export function allRollups({ rollups, reasons, hours, officers }: RollupStores): AllRollups {
  const all = [rollups, reasons, hours, officers];
  const ofDays = { all: rollups, "by reason": reasons, "by hour": hours };
  return {
    rollups(query) {
      if (query.by.includes("officer")) return officers.read(query);
      if (query.by.includes("hour") || query.by.includes("weekday")) return hours.read(query);
      return query.reason !== null || query.by.includes("reason") ? reasons.read(query) : rollups.read(query);
    },
    daily: (query) => ofDays[query.counted].daily(query),
    hasHours: hours.isWhole,
    apply(changes) {
      for (const store of all) store.apply(changes);
    },
    verify: () => all.flatMap((store) => store.verify()),
    rebuild() {
      for (const store of all) store.rebuild();
    },
  };
}
