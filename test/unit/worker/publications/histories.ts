import fc from "fast-check";
import { day } from "../indices/sample-agency.ts";
import type { Crowd, History } from "./attack.ts";

/** The first day of all histories. */
export const start: number = day("2026-01-01");

const codes = ["A", "B", "C", "D", "E", "F"] as const;

/** Random trees: each unit stands below the agency or below one named before it. */
const trees = fc
  .tuple(...codes.map((_, place) => fc.constantFrom("H20", "H20", ...codes.slice(0, place))))
  .chain((above) => fc.integer({ min: 2, max: codes.length }).map((count) => above.slice(0, count)))
  .map((above) => new Map(above.map((parent, place): [string, string] => [codes[place] ?? "", parent])));

/** Random people of these units. */
export function crowds(units: readonly string[]): fc.Arbitrary<Crowd> {
  return fc
    .record({
      unit: fc.constantFrom(...units),
      after: fc.integer({ min: 0, max: 120 }),
      service: fc.constantFrom("", "1.001", "1.002"),
      channel: fc.constantFrom("kiosk", "portal"),
      question: fc.constantFrom("overall", "overall", "overall", "attitude"),
      level: fc.integer({ min: 1, max: 3 }),
      people: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 40 })),
      late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 45 })),
      months: fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, fc.constantFrom(3 as const, 6 as const)),
      goneAfter: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, fc.integer({ min: 1, max: 60 })),
    })
    .map(({ after, late, goneAfter, months, ...crowd }) => {
      const received = start + after + late;
      return {
        ...crowd,
        ...(months ? { months } : {}),
        day: start + after,
        received,
        gone: goneAfter === null ? null : received + goneAfter,
      };
    });
}

/** Random histories of an agency, published on some days. */
export const histories: fc.Arbitrary<History> = trees.chain((parents) =>
  fc.record({
    parents: fc.constant(parents),
    crowds: fc.array(crowds([...parents.keys(), "H20"]), { minLength: 1, maxLength: 60 }),
    days: fc
      .uniqueArray(fc.integer({ min: 20, max: 200 }), { minLength: 1, maxLength: 8 })
      .map((list) => list.sort((a, b) => a - b).map((after) => start + after)),
    threshold: fc.constantFrom(5, 10),
  }),
);
