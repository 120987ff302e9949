import type { DayCount } from "./rating-flow.ts";
import type { SignSource, StoredRating } from "./sign-watch.ts";

/** Flagged ratings of one day, touchpoint and sign; times in milliseconds since 1970. */
export type SignCount = {
  readonly day: number;
  readonly touchpoint: string;
  readonly sign: string;
  readonly count: number;
  readonly firstMs: number;
  readonly lastMs: number;
  /** People per level of `overall`, lowest first. */
  readonly tally: readonly number[];
};

/** Where a list of {@link SignCount} continues. */
export type SignPlace = Pick<SignCount, "day" | "touchpoint" | "sign">;

/** A rating as evidence; time in milliseconds since 1970. */
export type SeenRating = {
  readonly correctedMs: number;
  readonly level: number;
  readonly signs: readonly string[];
  readonly isAside: boolean;
};

/** What signs are found by, and what was found. */
export interface SignStore extends SignSource {
  /** At most `limit` counts of days in a span (both days inclusive), after a place, by day, touchpoint and sign. */
  counts(span: { readonly from: number; readonly to: number }, after: SignPlace | null, limit: number): SignCount[];
  /** At most `limit` ratings of a touchpoint and day that begins at an instant, by time. */
  ratings(
    of: { readonly touchpoint: string; readonly day: number; readonly beginsMs: number },
    limit: number,
  ): SeenRating[];
}

const tally = [1, 2, 3, 4, 5].map((level) => `sum(f.level IS ${level}) AS c${level}`).join(", ");
const counts = [1, 2, 3, 4, 5].map((level) => `sum(r.c${level}) AS c${level}`).join(", ");

const countsSql = `
  SELECT f.day, f.touchpoint, s.value AS sign, count(*) AS count,
    min(f.corrected_ms) AS firstMs, max(f.corrected_ms) AS lastMs, ${tally}
  FROM feedback AS f INDEXED BY feedback_flagged CROSS JOIN json_each(f.flags) AS s
  WHERE f.flags IS NOT NULL AND f.day BETWEEN ?1 AND ?2
    AND (?3 IS NULL OR (f.day, f.touchpoint, s.value) > (?3, ?4, ?5))
  GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 LIMIT ?6`;

/** Day by day, since the key of the fine rollup begins with the day. What was set aside tells nothing of what is usual. */
const touchpointSql = `
  WITH RECURSIVE day(day) AS (SELECT ?1 UNION ALL SELECT day + 1 FROM day WHERE day < (SELECT max(day) FROM rollup_fine))
  SELECT r.day, r.standing, ${counts} FROM day CROSS JOIN rollup_fine AS r
  ON r.day = day.day AND r.question = 'overall' AND r.unit = ?2
  WHERE r.touchpoint = ?3 AND r.standing < 2 GROUP BY 1, 2`;

const agencySql = `
  SELECT r.day, r.standing, ${counts} FROM rollup_day AS r
  WHERE r.day >= ?1 AND r.question = 'overall' AND r.standing < 2 GROUP BY 1, 2`;

const newestSql = `
  SELECT lower(hex(id)) AS id, touchpoint, day, corrected_ms AS correctedMs, received_ms AS receivedMs, sequence, level,
    reasons IS NULL AND answers IS NULL AS isBare, flags
  FROM feedback WHERE level IS NOT NULL ORDER BY change DESC LIMIT ?`;

/**
 * Ids are UUIDv7, so they rise with the time of the first tap: nothing else of other days is read. What carries a sign is found by
 * its own index, also if the sender's clock was wrong.
 */
const ratingsSql = `
  SELECT corrected_ms AS correctedMs, level, flags, standing FROM (
    SELECT id, corrected_ms, level, flags, standing FROM feedback
    WHERE id >= unhex(?3) AND id < unhex(?4) AND day = ?2 AND touchpoint = ?1 AND level IS NOT NULL
    UNION
    SELECT id, corrected_ms, level, flags, standing FROM feedback INDEXED BY feedback_flagged
    WHERE flags IS NOT NULL AND day = ?2 AND touchpoint = ?1 AND level IS NOT NULL
  ) ORDER BY corrected_ms, id LIMIT ?5`;

/** How far a sender's clock may be from ours without a sign, and what a day may have beside 24 hours. */
const aroundDayMs = 3 * 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** The beginning of ids that were made at an instant. */
function idsFrom(ms: number): string {
  return Math.max(0, ms).toString(16).padStart(12, "0");
}

type CountRow = { readonly [Level in `c${1 | 2 | 3 | 4 | 5}`]: number };
type NewestRow = Pick<StoredRating, "id" | "touchpoint" | "day" | "level"> & {
  readonly correctedMs: number;
  readonly receivedMs: number;
  readonly sequence: number | null;
  readonly isBare: number;
  readonly flags: string | null;
};

/** The store on an agency's storage. */
export function signStore(sql: SqlStorage): SignStore {
  return {
    past(of, from) {
      const found =
        of === null
          ? sql.exec<PastRow>(agencySql, from)
          : sql.exec<PastRow>(touchpointSql, from, of.unit, of.touchpoint);
      const days = new Map<number, DayCount>();
      for (const row of found) {
        const day = days.get(row.day) ?? { all: [0, 0, 0, 0, 0], plain: [0, 0, 0, 0, 0] };
        days.set(row.day, day);
        for (const [place, people] of tallyOf(row).entries()) {
          day.all[place] = (day.all[place] ?? 0) + people;
          if (row.standing === 0) day.plain[place] = people;
        }
      }
      return days;
    },
    newest: (most) => sql.exec<NewestRow>(newestSql, most).toArray().reverse().map(toRating),
    counts({ from, to }, after, limit) {
      const place = [after?.day ?? null, after?.touchpoint ?? null, after?.sign ?? null];
      const rows = sql.exec<Omit<SignCount, "tally"> & CountRow>(countsSql, from, to, ...place, limit);
      return rows.toArray().map(({ c1, c2, c3, c4, c5, ...row }) => ({ ...row, tally: [c1, c2, c3, c4, c5] }));
    },
    ratings({ touchpoint, day, beginsMs }, limit) {
      const ids = [idsFrom(beginsMs - aroundDayMs), idsFrom(beginsMs + dayMs + aroundDayMs)];
      const found = sql.exec<RatingRow>(ratingsSql, touchpoint, day, ...ids, limit).toArray();
      return found.map(({ flags, standing, ...row }) => ({
        ...row,
        signs: flags === null ? [] : (JSON.parse(flags) as string[]),
        isAside: standing === 2,
      }));
    },
  };
}

type RatingRow = Pick<SeenRating, "correctedMs" | "level"> & {
  readonly flags: string | null;
  readonly standing: number;
};

type PastRow = CountRow & { readonly day: number; readonly standing: number };

function tallyOf({ c1, c2, c3, c4, c5 }: CountRow): number[] {
  return [c1, c2, c3, c4, c5];
}

/** A device numbers what it captures, and its clock is trusted. Source and browser are not stored. */
function toRating({ correctedMs, receivedMs, sequence, isBare, flags, id, ...row }: NewestRow): StoredRating {
  const unknown = { source: null, browser: null };
  const atMs = sequence === null ? receivedMs : correctedMs;
  const uuid = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return { ...row, ...unknown, id: uuid, atMs, isBare: isBare === 1, flags: flags === null ? [] : JSON.parse(flags) };
}
