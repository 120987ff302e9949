import type { Day } from "../../shared/calendar/day.ts";
import { agencyLimits, burstAt, touchpointLimits } from "./burst.ts";
import {
  addToFlow,
  addUpAnew,
  countIn,
  type DayCount,
  dropOldest,
  leaveOut,
  mostRecent,
  newFlow,
  type Rating,
  type RatingFlow,
  type Seen,
  sharesIn,
} from "./rating-flow.ts";
import { repeatsIn } from "./repeat.ts";
import { streakIn } from "./streak.ts";

/** A rating that was accepted, and whether it is new or a revision. */
export type Accepted = Rating & { readonly unit: string; readonly isNew: boolean };

/** A stored rating, with its flags. */
export type StoredRating = Rating & { readonly flags: readonly string[] };

/** Where the watch learns what was before it woke up. */
export type SignSource = {
  /** People per level of `overall` by day, from `from` on; of one touchpoint of a unit, or of the agency (null). */
  past(of: { readonly unit: string; readonly touchpoint: string } | null, from: Day): Map<Day, DayCount>;
  /** The ratings that changed last, at most `most`, the oldest first. */
  newest(most: number): StoredRating[];
};

/** What the watch works with. */
export type SignWatchDeps = SignSource & {
  /** Whether a touchpoint's office is open at an instant in milliseconds; null if it has no opening hours. */
  readonly isOpen: (touchpoint: string, atMs: number) => boolean | null;
};

/** Looks for signs of gaming among ratings as they come in. Remembers a bounded number of them, in memory alone. */
export interface SignWatch {
  /** Returns signs to be added, by feedback id: of these ratings, and of earlier ones that belong to what was recognised now. */
  look(accepted: readonly Accepted[]): Map<string, Set<string>>;
  /** Forgets all, so that the past is read again. To be called after a transaction that failed. */
  forget(): void;
}

/** Days of the past that tell what is usual. */
const pastDays = 28;
/** Most touchpoints that are remembered; those that were silent for longest are read again from storage. */
const mostTouchpoints = 1000;
/** Ratings that are read again after waking up, of all touchpoints. */
const mostRead = 2000;

type Memory = {
  readonly agency: RatingFlow;
  /** The touchpoint that was silent for longest is the first. */
  readonly touchpoints: Map<string, RatingFlow>;
  /** What was read at waking up, by touchpoint, until the touchpoint's flow is made. */
  readonly read: Map<string, Seen[]>;
};

/** A watch that knows nothing yet. */
export function signWatch(deps: SignWatchDeps): SignWatch {
  let memory: Memory | null = null;
  return {
    look(accepted) {
      const signs = new Map<string, Set<string>>();
      for (const rating of accepted) {
        memory ??= wakeUp(deps, rating.day);
        lookAt(rating, { deps, memory, signs });
      }
      return signs;
    },
    forget() {
      memory = null;
    },
  };
}

function wakeUp(deps: SignSource, today: Day): Memory {
  const agency = newFlow(deps.past(null, today - pastDays), { size: agencyLimits.shift.ratings, isWide: true });
  const expected = sharesIn(agency, today);
  const read = new Map<string, Seen[]>();
  for (const { flags, ...rating } of deps.newest(mostRead)) {
    const seen: Seen = { ...rating, expected, signs: new Set(flags), isLocal: false };
    read.set(rating.touchpoint, [...(read.get(rating.touchpoint) ?? []), seen]);
    agency.recent.push(seen);
  }
  agency.recent.splice(0, agency.recent.length - mostRecent);
  addUpAnew(agency);
  return { agency, touchpoints: new Map(), read };
}

type Looking = { readonly deps: SignWatchDeps; readonly memory: Memory; readonly signs: Map<string, Set<string>> };

function flowAt({ touchpoints, read }: Memory, { touchpoint, unit, day }: Accepted, deps: SignSource): RatingFlow {
  const known = touchpoints.get(touchpoint);
  const flow =
    known ??
    newFlow(deps.past({ unit, touchpoint }, day - pastDays), { size: touchpointLimits.shift.ratings, isWide: false });
  if (!known) {
    const expected = sharesIn(flow, day);
    for (const seen of read.get(touchpoint) ?? []) {
      seen.expected = expected ?? seen.expected;
      flow.recent.push(seen);
    }
    addUpAnew(flow);
    read.delete(touchpoint);
  }
  touchpoints.delete(touchpoint);
  touchpoints.set(touchpoint, flow);
  dropOldest(touchpoints, mostTouchpoints);
  return flow;
}

function lookAt(accepted: Accepted, { deps, memory, signs }: Looking): void {
  const { isNew, unit: _, ...rating } = accepted;
  const flow = flowAt(memory, accepted, deps);
  const flows = [flow, memory.agency];
  if (!isNew) {
    revise(flow, flows, rating);
    return;
  }
  const expected = sharesIn(flow, rating.day) ?? sharesIn(memory.agency, rating.day);
  const seen: Seen = { ...rating, expected, signs: new Set(), isLocal: false };
  for (const one of flows) addToFlow(one, seen);
  const give = (sign: string, found: readonly Seen[]): void => {
    for (const one of found) {
      if (one.signs.has(sign)) continue;
      const of = [memory.touchpoints.get(one.touchpoint), one.isLocal ? undefined : memory.agency].filter(
        (it) => it !== undefined,
      );
      for (const it of of) countIn(it, one, -1);
      one.signs.add(sign);
      for (const it of of) countIn(it, one, 1);
      signs.set(one.id, (signs.get(one.id) ?? new Set()).add(sign));
    }
  };
  const local = burstAt(flow, seen, touchpointLimits);
  leaveOut(memory.agency, local);
  give("burst", local);
  give("burst", burstAt(memory.agency, seen, agencyLimits));
  give("streak", streakIn(flow.recent));
  give("repeat", repeatsIn(flow.recent));
  if (deps.isOpen(rating.touchpoint, rating.atMs) === false) give("off-hours", [seen]);
}

function revise(flow: RatingFlow, flows: readonly RatingFlow[], { id, level, isBare }: Rating): void {
  const seen = flow.recent.findLast((one) => one.id === id);
  if (!seen) return;
  const counting = seen.isLocal ? [flow] : flows;
  for (const one of counting) countIn(one, seen, -1);
  seen.level = level;
  seen.isBare = isBare;
  for (const one of counting) countIn(one, seen, 1);
  for (const one of counting) addUpAnew(one);
}
