import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";

/** What is shown of a quarter's answers to comments; null is withheld. */
export type ShownAnswers = {
  readonly received: number | null;
  readonly onTime: number | null;
  readonly rated: number | null;
  readonly satisfied: number | null;
  readonly withheld: "too-few" | "protects-another" | null;
};

/** A quarter's answers as a version froze them. */
export type FrozenAnswers = ShownAnswers & Period & { readonly quarter: string; readonly version: number };

/** Frozen answers with the time of their version, in milliseconds since 1970. */
export type DatedAnswers = FrozenAnswers & { readonly publishedMs: number };

/** Answers to comments as publications froze them; what they withhold is not stored. */
export interface FrozenAnswersStore {
  /** Every quarter that this version or one before it froze, oldest first. */
  upTo(version: number): DatedAnswers[];
  /** The last day that is frozen; null before the first. */
  lastDay(): Day | null;
  /** Freezes a quarter. Throws if it is frozen already. */
  freeze(quarter: FrozenAnswers): void;
}

const columns = `quarter, from_day AS "from", to_day AS "to", a.version, received, on_time AS onTime, rated, satisfied, a.withheld`;

/** The store on one agency's SQLite. */
export function frozenAnswersStore(sql: SqlStorage): FrozenAnswersStore {
  return {
    upTo: (version) =>
      sql
        .exec<DatedAnswers>(
          `SELECT ${columns}, p.published_ms AS publishedMs FROM frozen_answers AS a
           JOIN publication AS p ON p.version = a.version WHERE a.version <= ? ORDER BY from_day`,
          version,
        )
        .toArray(),
    lastDay: () => sql.exec<{ day: Day | null }>("SELECT max(to_day) AS day FROM frozen_answers").one().day,
    freeze({ quarter, from, to, version, received, onTime, rated, satisfied, withheld }) {
      sql.exec(
        `INSERT INTO frozen_answers (quarter, from_day, to_day, version, received, on_time, rated, satisfied, withheld)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[quarter, from, to, version, received, onTime, rated, satisfied, withheld],
      );
    },
  };
}
