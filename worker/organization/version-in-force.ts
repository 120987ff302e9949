import type { DatedUnit } from "../indices/unit-tree.ts";

/** Finds the version of a unit in force on a day; undefined where the unit does not stand then. */
export type VersionInForce = (code: string, day: number) => DatedUnit | undefined;

/** Prepares the search over versions in any order: without a tree per day, since a body may name thousands of days. */
export function versionInForce(versions: readonly DatedUnit[]): VersionInForce {
  const newestFirst = Map.groupBy(versions, ({ code }) => code);
  for (const group of newestFirst.values()) group.sort((a, b) => b.validFrom - a.validFrom);
  return (code, day) => {
    const begun = newestFirst.get(code)?.find((version) => version.validFrom <= day);
    return begun && (begun.validTo === null || begun.validTo >= day) ? begun : undefined;
  };
}
