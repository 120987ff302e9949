import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";
import type { UnitVersion } from "../../shared/contract/unit.ts";
import { type DatedSuccession, type UnitHeirs, unitHeirs } from "./unit-heirs.ts";

export type { Heir, UnitHeirs } from "./unit-heirs.ts";

/** One version of a unit with its days as numbers, both included. `validTo` is null while it is valid. */
export type DatedUnit = Omit<UnitVersion, "valid_from" | "valid_to"> & {
  readonly validFrom: Day;
  readonly validTo: Day | null;
};

/** The unit tree of one day. */
export interface UnitTree {
  /** The version in force, or undefined where the unit does not exist that day. */
  at(code: string): DatedUnit | undefined;
  /** Whether `code` is `root` or a unit below it. */
  contains(root: string, code: string): boolean;
  /** Codes of `root` and of all units below it. */
  subtree(root: string): string[];
  /** Direct children of `root`, by code. */
  children(root: string): string[];
  /** Codes from the tree's root down to `code`. */
  pathTo(code: string): string[];
}

/** All versions of all units of one agency. The root has the agency's code and always exists. */
export interface UnitHistory {
  /** The tree of a day. A later version of a unit ends the one before it. */
  on(day: Day): UnitTree;
  /**
   * The tree of a day with every unit that was ever known. A unit that does not exist then stands where it last stood, or
   * where it will first stand. All are below the root, so that a sum misses no count.
   */
  allOn(day: Day): UnitTree;
  /** Whether the unit exists on at least one day of the period. */
  existsWithin(code: string, period: Period): boolean;
  /** Days in (from, to] on which some unit begins, ends or changes, ascending. */
  changesWithin(from: Day, to: Day): Day[];
  /** Days on which that unit begins, ends or changes, in no order. */
  changesOf(code: string): Day[];
  /** The last day, up to that day, on which the unit exists; null before its first day. */
  lastDayOf(code: string, day: Day): Day | null;
  /** Where the counts of every unit belong today. */
  heirsOn(today: Day): UnitHeirs;
  /** The name of a unit on that day, or else its newest name; the code where the unit was never known. */
  nameOf(code: string, day: Day): string;
  /** Whether the unit was known at any time. */
  knows(code: string): boolean;
  /** Codes of all units ever known. */
  codes(): string[];
}

/** Builds the history from all versions and successions, in any order; `root` is the agency's code. */
export function unitHistory(
  root: string,
  versions: readonly DatedUnit[],
  successions: readonly DatedSuccession[] = [],
): UnitHistory {
  const byCode = groupByCode(versions);
  const history: UnitHistory = {
    on: kept((day) => treeOf(root, select(byCode, day, inForce))),
    allOn: kept((day) => treeOf(root, hungBelow(root, select(byCode, day, nearest)))),
    existsWithin: (code, period) => existsWithin(byCode.get(code) ?? [], period),
    changesWithin: (from, to) => changeDays(versions).filter((day) => day > from && day <= to),
    changesOf: (code) => changeDays(byCode.get(code) ?? []),
    lastDayOf: (code, day) => lastDayOf(byCode.get(code) ?? [], day),
    heirsOn: kept((today) => unitHeirs({ root, units: history, successions, today })),
    nameOf(code, day) {
      const list = byCode.get(code);
      return (list && (inForce(list, day) ?? list[0])?.name) ?? code;
    },
    knows: (code) => byCode.has(code),
    codes: () => [...byCode.keys()],
  };
  return history;
}

/** Versions of each unit, newest first. */
function groupByCode(versions: readonly DatedUnit[]): Map<string, DatedUnit[]> {
  const byCode = Map.groupBy(versions, ({ code }) => code);
  for (const list of byCode.values()) list.sort((a, b) => b.validFrom - a.validFrom);
  return byCode;
}

/** Finds the version of a unit in force on a day; undefined where the unit does not exist then. */
export type VersionInForce = (code: string, day: Day) => DatedUnit | undefined;

/** Prepares the search over versions in any order, without a tree for each day. */
export function versionInForce(versions: readonly DatedUnit[]): VersionInForce {
  const byCode = groupByCode(versions);
  return (code, day) => inForce(byCode.get(code) ?? [], day);
}

function changeDays(versions: readonly DatedUnit[]): Day[] {
  const days = versions.flatMap(({ validFrom, validTo }) =>
    validTo === null ? [validFrom] : [validFrom, validTo + 1],
  );
  return [...new Set(days)].sort((a, b) => a - b);
}

/** The newest version that has begun, unless it has ended. An older version never applies again. */
function inForce(newestFirst: readonly DatedUnit[], day: Day): DatedUnit | undefined {
  const begun = newestFirst.find((version) => version.validFrom <= day);
  return begun && (begun.validTo === null || begun.validTo >= day) ? begun : undefined;
}

/** The version in force on a day, or else the last version before, or else the first one after. */
function nearest(newestFirst: readonly DatedUnit[], day: Day): DatedUnit | undefined {
  return newestFirst.find((version) => version.validFrom <= day) ?? newestFirst.at(-1);
}

function existsWithin(newestFirst: readonly DatedUnit[], { from, to }: Period): boolean {
  return newestFirst.some(({ validFrom, validTo }, index) => {
    const replaced = newestFirst[index - 1]?.validFrom ?? Number.POSITIVE_INFINITY;
    const last = Math.min(validTo ?? Number.POSITIVE_INFINITY, replaced - 1);
    return validFrom <= to && last >= from && last >= validFrom;
  });
}

function lastDayOf(newestFirst: readonly DatedUnit[], day: Day): Day | null {
  const begun = newestFirst.find((version) => version.validFrom <= day);
  return begun === undefined ? null : Math.min(begun.validTo ?? day, day);
}

/** Caches what `build` returns for some days, since it goes through all units. */
function kept<T>(build: (day: Day) => T): (day: Day) => T {
  const built = new Map<Day, T>();
  return (day) => {
    const known = built.get(day);
    if (known) return known;
    const made = build(day);
    if (built.size > 50) built.clear();
    built.set(day, made);
    return made;
  };
}

type Units = ReadonlyMap<string, DatedUnit>;

type Choose = (newestFirst: readonly DatedUnit[], day: Day) => DatedUnit | undefined;

function select(byCode: ReadonlyMap<string, readonly DatedUnit[]>, day: Day, choose: Choose): Map<string, DatedUnit> {
  const units = new Map<string, DatedUnit>();
  for (const [code, list] of byCode) {
    const version = choose(list, day);
    if (version) units.set(code, version);
  }
  return units;
}

/** Versions of different days can contradict each other. Units without a known parent, or in a cycle, go below the root. */
function hungBelow(root: string, units: Map<string, DatedUnit>): Units {
  const safe = new Set([root]);
  for (const code of [...units.keys()].sort()) {
    const path = new Set<string>();
    let at = code;
    while (!safe.has(at)) {
      path.add(at);
      const parent: string = units.get(at)?.parent ?? root;
      if (parent !== root && (path.has(parent) || !units.has(parent))) {
        units.set(at, { ...(units.get(at) as DatedUnit), parent: root });
        break;
      }
      at = parent;
    }
    for (const passed of path) safe.add(passed);
  }
  return units;
}

function treeOf(root: string, units: Units): UnitTree {
  const parentOf = (code: string): string => units.get(code)?.parent ?? root;
  const below = [...units.keys()].filter((code) => code !== root).sort();
  const children: ReadonlyMap<string, string[]> = Map.groupBy(below, parentOf);
  return {
    at: (code) => units.get(code),
    contains(above, code) {
      let at = code;
      for (let steps = 0; at !== above && at !== root && units.has(at) && steps < units.size; steps++)
        at = parentOf(at);
      return at === above;
    },
    subtree(above) {
      const found = new Set([above]);
      for (const code of found) for (const child of children.get(code) ?? []) found.add(child);
      return [...found];
    },
    children: (above) => children.get(above) ?? [],
    pathTo(code) {
      const path = new Set<string>();
      for (let at = code; at !== root && !path.has(at); at = parentOf(at)) path.add(at);
      return [root, ...[...path].reverse()];
    },
  };
}
