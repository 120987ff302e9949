import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AtomPiece, cutAtoms } from "../../../../worker/publications/cut-atoms.ts";

function piece(name: string, people: readonly number[], path: readonly string[] = ["H20"]): AtomPiece {
  const parts = people.flatMap((one, part) => (one === 0 ? [] : [[`${part}`, one] as const]));
  return { units: [name], people: new Map(parts), path };
}

function cut(pieces: readonly AtomPiece[], threshold = 10): string[] {
  return cutAtoms(pieces, threshold)
    .map(({ units }) => units.toSorted().join("+"))
    .sort();
}

describe("atoms", () => {
  test("join small units with each other before they take a large one", () => {
    expect(cut([piece("A", [4]), piece("B", [7]), piece("C", [12]), piece("D", [50])])).toEqual(["A+B", "C", "D"]);
  });

  test("join what is left with units that are joined already, else with the smallest", () => {
    expect(cut([piece("A", [4]), piece("B", [7]), piece("C", [9]), piece("D", [50])])).toEqual(["A+B+C", "D"]);
    expect(cut([piece("A", [4]), piece("B", [30]), piece("C", [20])])).toEqual(["A+C", "B"]);
  });

  test("stay under one parent where that is enough, else join the smallest of all", () => {
    const [north, south] = [
      ["H20", "N"],
      ["H20", "S"],
    ] as const;
    const pieces = [piece("A", [4], north), piece("B", [90], north), piece("C", [20], south), piece("D", [30], south)];
    expect(cut(pieces)).toEqual(["A+B", "C", "D"]);
    expect(cut([piece("A", [4], north), ...pieces.slice(2)])).toEqual(["A+C", "D"]);
  });

  test("are one where all together are too few", () => {
    expect(cut([piece("A", [4]), piece("B", [5])])).toEqual(["A+B"]);
    expect(cut([])).toEqual([]);
  });

  test("leave nobody or enough of every set of parts, less the atoms that answered in no other part", () => {
    const table = fc.array(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 4, maxLength: 4 }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(table, (rows) => {
        const pieces = rows.map((people, place) => piece(`${place}`, people)).filter(({ people }) => people.size > 0);
        const atoms = cutAtoms(pieces, 10);
        const units = atoms.flatMap((atom) => atom.units);
        expect(units.toSorted()).toEqual(pieces.flatMap((one) => one.units).sort());
        if (atoms.length < 2) return;
        for (let parts = 0; parts < 15; parts += 1) {
          const sizes = atoms.map(({ people }) => {
            const [inside, outside] = [new Map(people), new Map(people)];
            for (const part of people.keys()) ((parts >> Number(part)) % 2 === 1 ? outside : inside).delete(part);
            const [now, others] = [inside, outside].map((some) => [...some.values()].reduce((a, b) => a + b, 0));
            return others === 0 ? 0 : (now ?? 0);
          });
          const left = sizes.reduce((a, b) => a + b, 0);
          expect(left === 0 || left >= 10).toBe(true);
        }
        for (const { people } of atoms)
          expect([...people.values()].reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(10);
      }),
      { numRuns: 300 },
    );
  });
});
