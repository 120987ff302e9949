import fc from "fast-check";
import type { DatedSuccession } from "../../../../worker/organization/unit-heirs.ts";
import type { DatedUnit } from "../../../../worker/organization/unit-tree.ts";
import { day, unit } from "../indices/sample-agency.ts";
import type { Crowd, History } from "./history.ts";

/** The first day of all histories. */
export const start: number = day("2026-01-01");

const codes = ["A", "B", "C", "D", "E", "F", "G"] as const;

/** Random trees of two or three levels. */
const trees = fc
  .tuple(...codes.map((_, place) => fc.constantFrom("H20", "H20", ...codes.slice(0, Math.min(place, 2)))))
  .chain((above) => fc.integer({ min: 2, max: codes.length }).map((count) => above.slice(0, count)))
  .map((above) => above.map((parent, place): [string, string] => [codes[place] ?? "", parent]));

type Change = {
  readonly from: string;
  readonly to: readonly string[];
  readonly after: number;
  readonly share: number | null;
  /** Days after which the agency heard of it. */
  readonly later: number;
};

/** A unit that stands below another one from a day on. */
type Move = { readonly code: string; readonly parent: string; readonly after: number };

/** A merger into a new unit, or a split among two with a share, known or not. */
const changes = (units: readonly string[]): fc.Arbitrary<Change> =>
  fc.record({
    from: fc.constantFrom(...units),
    to: fc.constantFrom(["N"], ["N", "M"], [units[0] ?? "N"]),
    after: fc.integer({ min: 20, max: 250 }),
    share: fc.constantFrom(1, 1, 0.5, 0.3, null),
    later: fc.constantFrom(0, 0, 0, 100, 200),
  });

const moves = (units: readonly string[]): fc.Arbitrary<Move> =>
  fc.record({
    code: fc.constantFrom(...units),
    parent: fc.constantFrom("H20", ...units),
    after: fc.integer({ min: 20, max: 350 }),
  });

type Changes = { readonly changes: readonly Change[]; readonly moves: readonly Move[] };

function withChanges(
  tree: readonly [string, string][],
  { changes: list, moves: moved }: Changes,
): Pick<History, "units" | "successions"> {
  const units: DatedUnit[] = [unit("H20", null), ...tree.map(([code, parent]) => unit(code, parent))];
  const successions: (DatedSuccession & { readonly known: number })[] = [];
  const ended = new Set<string>();
  for (const { from, to, after, share, later } of list) {
    const onDay = start + after;
    const heirs = to.filter((code) => code !== from && !ended.has(code));
    if (ended.has(from) || heirs.length === 0 || tree.some(([, parent]) => parent === from)) continue;
    for (const code of heirs) {
      if (!units.some((known) => known.code === code)) units.push(unit(code, "H20", { validFrom: onDay }));
    }
    const each = heirs.length > 1 ? (share === 1 ? 0.5 : share) : share;
    successions.push(...heirs.map((code) => ({ from, to: code, onDay, share: each, known: onDay + later })));
    if (share !== null && (share === 1 || (heirs.length > 1 && share === 0.5))) {
      const place = units.findIndex(({ code }) => code === from);
      units[place] = { ...(units[place] ?? unit(from, "H20")), validTo: onDay - 1 };
      ended.add(from);
    }
  }
  for (const { code, parent, after } of moved) {
    if (code !== parent && !ended.has(code)) units.push(unit(code, parent, { validFrom: start + after }));
  }
  return { units, successions };
}

/** Random people of these units. */
function crowds(units: readonly string[]): fc.Arbitrary<Crowd> {
  const never = { weight: 5, arbitrary: fc.constant(null) };
  return fc
    .record({
      unit: fc.constantFrom(...units),
      after: fc.integer({ min: 0, max: 270 }),
      people: fc.oneof(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 4, max: 15 }),
        fc.integer({ min: 10, max: 60 }),
      ),
      late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 120 })),
      amendedAfter: fc.oneof(never, fc.integer({ min: 1, max: 150 })),
      goneAfter: fc.oneof(never, fc.integer({ min: 1, max: 200 })),
      backAfter: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.integer({ min: 1, max: 150 })),
      months: fc.oneof(
        { weight: 5, arbitrary: fc.constant(undefined) },
        fc.constantFrom(1 as const, 3 as const, 6 as const),
      ),
    })
    .map(({ after, late, amendedAfter, goneAfter, backAfter, months, ...crowd }) => {
      const received = start + after + late;
      return {
        ...{ ...crowd, day: start + after, received },
        ...(months ? { months } : {}),
        amended: amendedAfter === null ? null : received + amendedAfter,
        gone: goneAfter === null ? null : received + goneAfter,
        back: goneAfter === null || backAfter === null ? null : received + goneAfter + backAfter,
      };
    });
}

/** Days on which an alarm rang: mostly every month's, some missed, some more often. */
const days = fc
  .tuple(
    fc.subarray([33, 34, 62, 93, 94, 123, 154, 184, 185, 215, 246, 276, 277, 307, 368, 369], { minLength: 3 }),
    fc.array(fc.integer({ min: 33, max: 400 }), { maxLength: 3 }),
  )
  .map(([usual, others]) => [...new Set([...usual, ...others])].sort((a, b) => a - b).map((after) => start + after));

/** Random histories of an agency over three quarters. */
export const histories: fc.Arbitrary<History> = trees.chain((tree) => {
  const known = tree.map(([code]) => code);
  return fc
    .record({
      changes: fc.array(changes(known), { maxLength: 2 }),
      moves: fc.array(moves(known), { maxLength: 2 }),
      crowds: fc.array(crowds([...known, "H20", "N", "M"]), { minLength: 5, maxLength: 60 }),
      days,
      threshold: fc.constantFrom(5, 10),
    })
    .map(({ changes: list, moves: moved, ...history }) => {
      return { ...history, ...withChanges(tree, { changes: list, moves: moved }) };
    });
});
