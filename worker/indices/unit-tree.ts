import type { UnitVersion } from "../../shared/contract/unit.ts";

/** Days as integers since 1970-01-01, see `shared/calendar/day.ts`. */
type Day = number;

/** A dated version of a unit with its days as integers, both inclusive; `validTo` null while it lasts. */
export type DatedUnit = Omit<UnitVersion, "valid_from" | "valid_to"> & {
  readonly validFrom: Day;
  readonly validTo: Day | null;
};

/** The tree of one day: who stands under whom. */
export interface UnitTree {
  /** The version in force, or undefined where the unit does not exist that day. */
  at(code: string): DatedUnit | undefined;
  /** Whether `code` is `root` or stands anywhere below it. */
  contains(root: string, code: string): boolean;
  /** Codes of `root` and of all below it. */
  subtree(root: string): string[];
  /** Direct children of `root`, by code. */
  children(root: string): string[];
}

/** All versions of all units of one agency; the root has the agency's code and is always there. */
export interface UnitHistory {
  /** The tree of that day. A later version ends the one before it. */
  on(day: Day): UnitTree;
  /** Days in (from, to] on which some unit begins, ends or changes, ascending. */
  changesWithin(from: Day, to: Day): Day[];
  /** Newest known name of a unit, on that day or else at any time; the code itself where it was never known. */
  nameOf(code: string, day: Day): string;
  /** Whether the unit was known at any time. */
  knows(code: string): boolean;
  /** Codes of all units ever known. */
  codes(): string[];
}

/** Builds the history from all versions, in any order; `root` is the agency's code. */
export function unitHistory(root: string, versions: readonly DatedUnit[]): UnitHistory {
  const byCode = groupByCode(versions);
  const trees = new Map<Day, UnitTree>();
  return {
    on(day) {
      const known = trees.get(day);
      if (known) return known;
      const tree = treeOn(root, byCode, day);
      if (trees.size > 50) trees.clear();
      trees.set(day, tree);
      return tree;
    },
    changesWithin: (from, to) => changeDays(versions).filter((day) => day > from && day <= to),
    nameOf(code, day) {
      const list = byCode.get(code);
      return (list && (inForce(list, day) ?? list[0])?.name) ?? code;
    },
    knows: (code) => byCode.has(code),
    codes: () => [...byCode.keys()],
  };
}

function groupByCode(versions: readonly DatedUnit[]): Map<string, DatedUnit[]> {
  const byCode = new Map<string, DatedUnit[]>();
  for (const version of versions) {
    const list = byCode.get(version.code);
    if (list) list.push(version);
    else byCode.set(version.code, [version]);
  }
  for (const list of byCode.values()) list.sort((a, b) => b.validFrom - a.validFrom);
  return byCode;
}

function changeDays(versions: readonly DatedUnit[]): Day[] {
  const days = new Set<Day>();
  for (const { validFrom, validTo } of versions) {
    days.add(validFrom);
    if (validTo !== null) days.add(validTo + 1);
  }
  return [...days].sort((a, b) => a - b);
}

/** Newest version that has begun, unless it has ended; an older one does not come back. */
function inForce(newestFirst: readonly DatedUnit[], day: Day): DatedUnit | undefined {
  const begun = newestFirst.find((version) => version.validFrom <= day);
  return begun && (begun.validTo === null || begun.validTo >= day) ? begun : undefined;
}

function treeOn(root: string, byCode: ReadonlyMap<string, DatedUnit[]>, day: Day): UnitTree {
  const units = new Map<string, DatedUnit>();
  const children = new Map<string, string[]>();
  for (const [code, list] of byCode) {
    const version = inForce(list, day);
    if (!version) continue;
    units.set(code, version);
    const parent = version.parent ?? root;
    if (code === root) continue;
    const siblings = children.get(parent);
    if (siblings) siblings.push(code);
    else children.set(parent, [code]);
  }
  for (const list of children.values()) list.sort();
  const tree: UnitTree = {
    at: (code) => units.get(code),
    contains: (above, code) => isBelow(units, { root, above, code }),
    subtree: (above) => collect(children, above),
    children: (above) => children.get(above) ?? [],
  };
  return tree;
}

type Ancestry = { readonly root: string; readonly above: string; readonly code: string };

function isBelow(units: ReadonlyMap<string, DatedUnit>, { root, above, code }: Ancestry): boolean {
  let at: string | null = code;
  for (let steps = 0; at !== null && steps <= units.size; steps++) {
    if (at === above) return true;
    at = at === root ? null : (units.get(at)?.parent ?? (units.has(at) ? root : null));
  }
  return false;
}

function collect(children: ReadonlyMap<string, readonly string[]>, above: string): string[] {
  const found = [above];
  for (const code of found) found.push(...(children.get(code) ?? []));
  return found;
}
