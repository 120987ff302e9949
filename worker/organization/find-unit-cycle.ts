import type { Failure } from "../../shared/contract/failure.ts";
import type { DatedUnit } from "../indices/unit-tree.ts";
import { type VersionInForce, versionInForce } from "./version-in-force.ts";

/** Levels below the root that a unit may stand at. */
export const deepestUnit = 100;

type Versions = { readonly given: readonly DatedUnit[]; readonly all: readonly DatedUnit[] };

/**
 * Looks on every day for a unit that stands below itself, or too deep.
 * It is enough to look on the first day of each version: of the versions in a cycle one begins last, and then all stand.
 * @returns `unit-cycle`, or `invalid` below {@link deepestUnit} levels, pointing at one of the versions given; else null
 */
export function findUnitCycle(root: string, { given, all }: Versions): Failure | null {
  const inForce = versionInForce(all);
  const places = new Map(given.map((unit, place) => [unit, place]));
  for (const version of all) {
    const walk = walkUp(version, { root, inForce });
    if (walk.end === "root") continue;
    const place = walk.path.map((unit) => places.get(unit)).find((found) => found !== undefined);
    const pointer = place === undefined ? "/units" : `/units/${place}/parent`;
    if (walk.end === "cycle") {
      const detail = `closes a circle: ${circle(walk.path)}`;
      return { kind: "unit-cycle", given: version.code, errors: [{ pointer, detail }] };
    }
    return { kind: "invalid", errors: [{ pointer, detail: `stands more than ${deepestUnit} levels below the root` }] };
  }
  return null;
}

type Walk = { readonly end: "root" | "cycle" | "too-deep"; readonly path: readonly DatedUnit[] };
type Above = { readonly root: string; readonly inForce: VersionInForce };

function walkUp(from: DatedUnit, { root, inForce }: Above): Walk {
  const path = [from];
  const seen = new Set([from.code]);
  let at: DatedUnit | undefined = from;
  while (at && at.code !== root && at.parent !== null) {
    at = inForce(at.parent, from.validFrom);
    if (!at) break;
    path.push(at);
    if (seen.has(at.code)) return { end: "cycle", path };
    seen.add(at.code);
    if (path.length > deepestUnit) return { end: "too-deep", path };
  }
  return { end: "root", path };
}

function circle(path: readonly DatedUnit[]): string {
  const codes = path.map(({ code }) => code);
  return codes
    .slice(codes.indexOf(codes.at(-1) ?? ""))
    .slice(0, 10)
    .join(" below ");
}
