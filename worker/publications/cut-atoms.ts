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
  const { atoms, rest } = cutFamily(pieces, { depth: 0, threshold });
  const whole = rest === null ? atoms : atoms.length === 0 ? [rest] : joinRest(atoms, rest);
  return holdTwoSums(whole, threshold);
}

/** The smallest atom joined with the next smallest. */
export function joinSmallest(atoms: readonly Atom[]): Atom[] {
  const [first, second, ...others] = atoms.toSorted((a, b) => sizeOf(a) - sizeOf(b));
  return first && second ? [joined([first, second]), ...others] : [...atoms];
}

/** People of all parts. */
export function sizeOf({ people }: Atom): number {
  return [...people.values()].reduce((sum, one) => sum + one, 0);
}

type Family = { readonly depth: number; readonly threshold: number };

/** Atoms of the pieces below one unit, and what is left of them that is too small for one. */
function cutFamily(pieces: readonly AtomPiece[], { depth, threshold }: Family): { atoms: Atom[]; rest: Atom | null } {
  const direct = pieces.filter(({ path }) => path.length <= depth);
  const families = Map.groupBy(
    pieces.filter(({ path }) => path.length > depth),
    ({ path }) => path[depth] ?? "",
  );
  const below = [...families.values()].map((family) => cutFamily(family, { depth: depth + 1, threshold }));
  const atoms = [...below.flatMap((family) => family.atoms), ...direct.filter((piece) => sizeOf(piece) >= threshold)];
  const small = [
    ...direct.filter((piece) => sizeOf(piece) < threshold),
    ...below.flatMap(({ rest }) => (rest === null ? [] : [rest])),
  ].sort((a, b) => sizeOf(a) - sizeOf(b));
  let group: Atom[] = [];
  for (const atom of small) {
    group.push(atom);
    if (sizeOf(joined(group)) < threshold) continue;
    atoms.push(joined(group));
    group = [];
  }
  if (group.length === 0) return { atoms, rest: null };
  const rest = joined(group);
  return atoms.length === 0 ? { atoms, rest } : { atoms: joinRest(atoms, rest), rest: null };
}

/** Joins what is too small with the smallest; with one that is joined already where there is one: its units are withheld anyway. */
function joinRest(atoms: readonly Atom[], rest: Atom): Atom[] {
  const isSingle = ({ units }: Atom): number => (units.length === 1 ? 1 : 0);
  const [host, ...others] = atoms.toSorted((a, b) => isSingle(a) - isSingle(b) || sizeOf(a) - sizeOf(b));
  return host ? [joined([host, rest]), ...others] : [rest];
}

function joined(atoms: readonly Atom[]): Atom {
  const people = new Map<string, number>();
  for (const atom of atoms) for (const [part, one] of atom.people) people.set(part, (people.get(part) ?? 0) + one);
  return { units: atoms.flatMap(({ units }) => units), people };
}

function holdTwoSums(atoms: readonly Atom[], threshold: number): Atom[] {
  let held = [...atoms];
  while (held.length > 1 && givesAway(held, threshold)) held = joinSmallest(held);
  return held;
}

/** Whether for some set of parts the people in them, less the atoms that answered in no other part, are few. */
function givesAway(atoms: readonly Atom[], threshold: number): boolean {
  const parts = [...new Set(atoms.flatMap(({ people }) => [...people.keys()]))];
  for (let chosen = 1; chosen < 2 ** parts.length - 1; chosen += 1) {
    const inside = new Set(parts.filter((_, place) => (chosen >> place) % 2 === 1));
    let left = 0;
    for (const { people } of atoms) {
      const counted = [...people].filter(([, one]) => one > 0);
      if (counted.every(([part]) => inside.has(part))) continue;
      for (const [part, one] of counted) if (inside.has(part)) left += one;
    }
    if (left > 0 && left < threshold) return true;
  }
  return false;
}
