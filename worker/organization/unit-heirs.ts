import type { Day } from "../../shared/calendar/day.ts";
import { decimalFraction, type Fraction, isNothing, lessFraction } from "../../shared/methods/fraction.ts";
import { productFraction, sumFraction, whole } from "../../shared/methods/fraction.ts";
import type { UnitHistory } from "./unit-tree.ts";

/** Counts of one unit go to another from a day (since 1970-01-01) on; `share` is null if nobody knows it. */
export type DatedSuccession = {
  readonly from: string;
  readonly to: string;
  readonly onDay: Day;
  readonly share: number | null;
};

/**
 * Who has a share of a unit's counts today: `unit`, if `below` is null. Else nobody knows the share: the counts keep the name
 * of the unit that they came from, in a row of their own below `below`, the common parent of the possible heirs.
 */
export type Heir = { readonly unit: string; readonly below: string | null; readonly share: Fraction };

/** Heirs from a day on, until the next span begins. */
export type HeirSpan = { readonly from: Day; readonly heirs: readonly Heir[] };

/** Where the counts of every unit belong today. */
export interface UnitHeirs {
  /** Heirs of a unit's counts of a day, in a fixed order, with shares that add up to 1. Mostly the unit itself. */
  heirsOf(unit: string, day: Day): readonly Heir[];
  /** Units that have handed counts on, each with its heirs over time; the first span begins before all days. */
  readonly predecessors: ReadonlyMap<string, readonly HeirSpan[]>;
}

/** What {@link unitHeirs} works with. Counts are mapped to the units of `today`. */
export type Heritage = {
  readonly root: string;
  readonly units: UnitHistory;
  readonly successions: readonly DatedSuccession[];
  readonly today: Day;
};

/**
 * Maps units' counts to today's units. Counts follow every succession after their day, up to today; what the shares leave
 * stays with the unit. Counts of a day after a unit has ended follow those of its last day. A part whose share is not known
 * follows no further succession.
 */
export function unitHeirs(heritage: Heritage): UnitHeirs {
  const trace = tracer(heritage);
  const predecessors = new Map<string, HeirSpan[]>();
  for (const unit of trace.givers) predecessors.set(unit, spansOf(unit, heritage, trace));
  const itself = new Map<string, readonly Heir[]>();
  return {
    predecessors,
    heirsOf(unit, day) {
      const spans = predecessors.get(unit);
      if (spans) return spans.findLast(({ from }) => from <= day)?.heirs ?? [];
      const known = itself.get(unit) ?? [{ unit, below: null, share: whole }];
      itself.set(unit, known);
      return known;
    },
  };
}

type Tracer = {
  readonly givers: readonly string[];
  /** Days on which a unit gives counts to others. */
  daysOf(unit: string): readonly Day[];
  /** Heirs of what a unit has, by the successions after a day. */
  after(unit: string, day: Day): readonly Heir[];
};

function spansOf(unit: string, { units }: Heritage, trace: Tracer): HeirSpan[] {
  const starts = new Set([Number.NEGATIVE_INFINITY, ...trace.daysOf(unit), ...units.changesOf(unit)]);
  const spans: HeirSpan[] = [];
  let last = "";
  for (const from of [...starts].sort((a, b) => a - b)) {
    const heirs = inOrder(unit, trace.after(unit, units.lastDayOf(unit, from) ?? from));
    const name = heirs
      .map((heir) => `${heir.unit} ${heir.below} ${heir.share.numerator}/${heir.share.denominator}`)
      .join();
    if (name !== last) spans.push({ from, heirs });
    last = name;
  }
  return spans;
}

/** Other units by code, then the unit itself, then what nobody can divide: rounding goes to units with a share first. */
function inOrder(unit: string, heirs: readonly Heir[]): Heir[] {
  const rank = (heir: Heir): number => (heir.below !== null ? 2 : heir.unit === unit ? 1 : 0);
  return heirs.toSorted((a, b) => rank(a) - rank(b));
}

function tracer(heritage: Heritage): Tracer {
  const begun = heritage.successions.filter(({ onDay }) => onDay <= heritage.today);
  const byUnit = Map.groupBy(begun, ({ from }) => from);
  for (const given of byUnit.values()) given.sort((one, other) => one.onDay - other.onDay);
  const daysOf = (unit: string): Day[] => [...new Set(byUnit.get(unit)?.map(({ onDay }) => onDay))];
  const known = new Map<string, readonly Heir[]>();
  const after = (unit: string, day: Day): readonly Heir[] => {
    const stays = [{ unit, below: null, share: whole }];
    const next = byUnit.get(unit)?.find(({ onDay }) => onDay > day)?.onDay;
    if (next === undefined) return stays;
    const name = `${unit} ${next}`;
    const found = known.get(name);
    if (found) return found;
    // A cycle of successions is refused when it is written. If there is one, counts stay with the unit.
    known.set(name, stays);
    const given = (byUnit.get(unit) ?? []).filter(({ onDay }) => onDay === next);
    const heirs = handOn({ unit, on: next, given }, heritage, after);
    known.set(name, heirs);
    return heirs;
  };
  return { givers: [...byUnit.keys()], daysOf, after };
}

type HandingOn = { readonly unit: string; readonly on: Day; readonly given: readonly DatedSuccession[] };

function handOn({ unit, on, given }: HandingOn, heritage: Heritage, after: Tracer["after"]): Heir[] {
  const known = given.flatMap(({ to, share }) => (share === null ? [] : [{ to, share: decimalFraction(share) }]));
  const handed = sumFraction(known.map(({ share }) => share));
  const rest = lessFraction(whole, handed);
  const heirs = known.flatMap(({ to, share }) => timesShare(after(to, on - 1), share));
  if (isNothing(rest)) return merged(scaled(heirs, handed));
  const unknown = given.filter(({ share }) => share === null);
  if (unknown.length === 0) return merged([...heirs, ...timesShare(after(unit, on), rest)]);
  const stays = heritage.units.lastDayOf(unit, on) === on ? after(unit, on) : [];
  const candidates = [...unknown.flatMap(({ to }) => after(to, on - 1)), ...stays];
  return merged([...heirs, { unit, below: commonParent(candidates, heritage), share: rest }]);
}

function timesShare(heirs: readonly Heir[], share: Fraction): Heir[] {
  return heirs.map((heir) => ({ ...heir, share: productFraction(heir.share, share) }));
}

/** Scales shares to add up to 1, since thirds as decimals miss it slightly. */
function scaled(heirs: readonly Heir[], sum: Fraction): Heir[] {
  return timesShare(heirs, { numerator: sum.denominator, denominator: sum.numerator });
}

function merged(heirs: readonly Heir[]): Heir[] {
  const byPlace = Map.groupBy(heirs, ({ unit, below }) => `${unit}\u0000${below ?? ""}`);
  const places = [...byPlace.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return places.flatMap(([, [first, ...others]]) =>
    first ? [{ ...first, share: sumFraction([first, ...others].map(({ share }) => share)) }] : [],
  );
}

/** The lowest unit of today's tree that is above all candidates. */
function commonParent(candidates: readonly Heir[], { root, units, today }: Heritage): string {
  const tree = units.allOn(today);
  const paths = candidates.map(({ unit, below }) =>
    tree.pathTo(below ?? unit).slice(0, below === null ? -1 : undefined),
  );
  const [first = [root], ...others] = paths;
  return first.findLast((unit, depth) => others.every((path) => path[depth] === unit)) ?? root;
}
