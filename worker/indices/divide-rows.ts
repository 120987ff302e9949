import { type Divisible, divideInTurn } from "./divide-in-turn.ts";
import type { GroupShares, UnitGroup } from "./unit-group.ts";

/** A part of a row that falls to a group. */
export type DividedPart<T> = { readonly row: T; readonly group: UnitGroup; readonly amounts: readonly number[] };

/** How rows are divided: where they belong, what shares a running total, and which amounts. */
export type Division<T> = {
  readonly sharesOf: (row: T) => GroupShares;
  readonly nameOf: (row: T) => string;
  readonly amountsOf: (row: T) => readonly number[];
};

/** Divides rows, in the order of time, among their groups; what falls outside is left out. */
export function divideRows<T>(rows: readonly T[], { sharesOf, nameOf, amountsOf }: Division<T>): DividedPart<T>[] {
  const given = rows.map((row): Divisible & { groups: GroupShares["groups"] } => {
    return { ...sharesOf(row), name: nameOf(row), amounts: amountsOf(row) };
  });
  const divided = divideInTurn(given);
  return rows.flatMap((row, place) =>
    (divided[place] ?? []).flatMap((amounts, share) => {
      const group = given[place]?.groups[share];
      return group ? [{ row, group, amounts }] : [];
    }),
  );
}
