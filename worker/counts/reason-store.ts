import type { TallyChange } from "../feedback/tally-change.ts";
import {
  applyTo,
  checkRollup,
  groupSql,
  readCoarse,
  readDaily,
  readFrom,
  refillRollup,
  type RollupStore,
  rollupTable,
} from "./rollup-store.ts";

/**
 * Counts by reason: people per level of `overall` who named it, a row for each reason that they named. Who names no reason costs
 * nothing.
 */
export type ReasonStore = RollupStore;

type Named = TallyChange & { readonly reason: string };

/** `overall` alone has reasons. */
const levels = 5;

// The unit comes before the reason, so that a day of a single unit is one look-up whatever its reasons.
const byDay = rollupTable<Named>("reason", ["day", "unit", "reason", "service", "channel", "standing"], levels);
const byMonth = rollupTable<Named>("reason_month", ["month", "unit", "reason", "channel", "standing"], levels);
const rollups = [byDay, byMonth];

/** The store on an agency's storage. */
export function reasonStore(sql: SqlStorage): ReasonStore {
  return {
    apply(changes) {
      const named = changes.flatMap((change) => (change.reasons ?? []).map((reason) => ({ ...change, reason })));
      for (const rollup of rollups) applyTo(sql, rollup, named);
    },
    read(query) {
      const ofOverall = { ...query, question: null, levels };
      const needsService = query.service !== null || query.by.includes("service");
      return needsService ? readFrom(sql, byDay, ofOverall) : readCoarse(sql, { byDay, byMonth }, ofOverall);
    },
    daily: (query) => readDaily(sql, byDay, query),
    verify: () => rollups.map((rollup) => checkRollup(sql, rollup, groupSql(rollup, namedSql))),
    rebuild() {
      for (const rollup of rollups) refillRollup(sql, rollup, groupSql(rollup, namedSql));
    },
  };
}

/** A row for each reason of each feedback with a level. */
const namedSql = `
  SELECT f.day, f.unit, named.value AS reason, f.service, f.channel, f.standing, f.level
  FROM feedback AS f, json_each(f.reasons) AS named WHERE f.level IS NOT NULL AND f.reasons IS NOT NULL`;
