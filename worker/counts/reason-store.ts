import { monthOf } from "../../shared/calendar/day.ts";
import type { TallyChange } from "../feedback/tally-change.ts";
import type { DailyQuery, DailyRow, RollupCheck, RollupQuery, RollupRow } from "./rollup-source.ts";
import {
  applyTo,
  checkRollup,
  groupSql,
  readCoarse,
  readDaily,
  readFrom,
  refillRollup,
  rollupTable,
} from "./rollup-store.ts";
import { standings } from "./rollup-rows.ts";

/** Counts by reason: people per level of `overall` who named it. Who names no reason costs nothing. */
export interface ReasonStore {
  /** Adds and takes counts of reasons; called inside the transaction that writes the feedback. */
  apply(changes: readonly TallyChange[]): void;
  /** Counts of people who named a reason, a row for each reason that they named. */
  read(query: RollupQuery): RollupRow[];
  /** Counts of some units of every single day, by reason. */
  daily(query: DailyQuery): DailyRow[];
  /** Compares with a recount of all feedback. */
  verify(): RollupCheck[];
  /** Counts all feedback anew. */
  rebuild(): void;
}

type ReasonChange = TallyChange & { readonly reason: string };

/** `overall` alone has reasons. */
const levels = 5;

// The unit comes before the reason, so that a day of a single unit is one look-up whatever its reasons.
const byDay = rollupTable<ReasonChange>({
  name: "reason",
  key: ["day", "unit", "reason", "service", "channel", "standing"],
  levels,
  keyOf: (it) => [it.day, it.unit, it.reason, it.service, it.channel, standings.indexOf(it.standing)],
});
const byMonth = rollupTable<ReasonChange>({
  name: "reason_month",
  key: ["month", "unit", "reason", "channel", "standing"],
  levels,
  keyOf: (it) => [monthOf(it.day), it.unit, it.reason, it.channel, standings.indexOf(it.standing)],
});
const rollups = [byDay, byMonth];

/** The store on an agency's storage. */
export function reasonStore(sql: SqlStorage): ReasonStore {
  return {
    apply(changes) {
      const named = changes.flatMap((change) =>
        (change.reasons ?? []).map((reason): ReasonChange => ({ ...change, reason })),
      );
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
