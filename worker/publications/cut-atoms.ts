import { peopleIn } from "../../shared/levels.ts";

/** Units that are always counted together in one quarter; people by the quarter's part in which they were counted. */
export type Atom = { readonly units: readonly string[]; readonly people: ReadonlyMap<string, number> };

/** What atoms are made of: a unit of the quarter's tree, with the units above it from the agency down. */
export type AtomPiece = Atom & { readonly path: readonly string[] };

/**
 * Cuts a quarter's tree into atoms of at least `threshold` people (rule 4): small units together with the smallest under the
 * same parent, else with the smallest of all. Then joins atoms until the two sums that each unit's part lies in give away
 * no set of fewer (rule 5). The answer is one atom under the threshold where all of them together are.
 */
export function cutAtoms(pieces: readonly AtomPiece[], threshold: number): Atom[] {
  const { atoms, rest } = cutFamily(pieces, threshold);
  let held = [...atoms, ...rest];
  while (held.length > 1 && givesAway(held, threshold)) held = joinSmallest(held);
  return held;
}

/** The smallest atom joined with the next smallest. */
export function joinSmallest(atoms: readonly Atom[]): Atom[] {
  const sorted = atoms.toSorted((a, b) => sizeOf([a]) - sizeOf([b]));
  return [joined(sorted.slice(0, 2)), ...sorted.slice(2)];
}

function sizeOf(atoms: readonly Atom[]): number {
  return peopleIn(atoms.flatMap(({ people }) => [...people.values()]));
}

function joined(atoms: readonly Atom[]): Atom {
  const people = new Map<string, number>();
  for (const atom of atoms) for (const [part, one] of atom.people) people.set(part, (people.get(part) ?? 0) + one);
  return { units: atoms.flatMap(({ units }) => units), people };
}

/** Atoms of the pieces below one unit; `rest` is one that is too small where there is no other to join it with. */
function cutFamily(pieces: readonly AtomPiece[], threshold: number, depth = 0): { atoms: Atom[]; rest: Atom[] } {
  const [direct = [], deeper = []] = [true, false].map((isDirect) =>
    pieces.filter(({ path }) => path.length <= depth === isDirect),
  );
  const families = [...Map.groupBy(deeper, ({ path }) => path[depth]).values()];
  const below = families.map((family) => cutFamily(family, threshold, depth + 1));
  const own = [...direct, ...below.flatMap(({ rest }) => rest)].sort((a, b) => sizeOf([a]) - sizeOf([b]));
  const [grouped, singles]: [Atom[], Atom[]] = [[], below.flatMap(({ atoms }) => atoms)];
  let group: Atom[] = [];
  for (const atom of own) {
    if (sizeOf([atom]) >= threshold) singles.push(atom);
    else group.push(atom);
    if (sizeOf(group) < threshold) continue;
    grouped.push(joined(group));
    group = [];
  }
  if (group.length === 0) return { atoms: [...grouped, ...singles], rest: [] };
  // Of an atom of several units, all are withheld anyway.
  const [host, ...others] = [...grouped, ...singles.sort((a, b) => sizeOf([a]) - sizeOf([b]))];
  return host ? { atoms: [joined([host, ...group]), ...others], rest: [] } : { atoms: [], rest: [joined(group)] };
}

/** Whether for some set of parts the people in them, less the atoms that answered in no other part, are few. */
function givesAway(atoms: readonly Atom[], threshold: number): boolean {
  const parts = [...new Set(atoms.flatMap(({ people }) => [...people.keys()]))];
  for (let chosen = 1; chosen < 2 ** parts.length - 1; chosen += 1) {
    const inside = new Set(parts.filter((_, place) => (chosen >> place) % 2 === 1));
    const spread = atoms.filter(({ people }) => [...people].some(([part, one]) => one > 0 && !inside.has(part)));
    const left = peopleIn(spread.flatMap(({ people }) => [...inside].map((part) => people.get(part) ?? 0)));
    if (left > 0 && left < threshold) return true;
  }
  return false;
}
