import type { Failure, PointedError } from "../../shared/contract/failure.ts";
import type { Problem } from "../../shared/contract/problem.ts";
import { type ImportRow, mostErrors } from "./read-rows.ts";

/** What is wrong with one item of a list, and its place among them. */
export type ItemProblem = { readonly index: number; readonly problem: Problem };

/** The failure of a file of which some rows were refused: each error at its row, as a spreadsheet numbers it. */
export function refusedRows(rows: readonly ImportRow[], refused: readonly ItemProblem[]): Failure {
  const errors = refused.flatMap(({ index, problem }): PointedError[] => {
    const line = rows[index]?.line ?? 0;
    const places = problem.errors ?? [{ pointer: "", detail: problem.title }];
    return places.map(({ pointer, detail }) => ({
      pointer: `/rows/${line}${pointer}`,
      detail: `row ${line}: ${detail}`,
    }));
  });
  return { kind: "invalid", errors: errors.slice(0, mostErrors) };
}

/** Points errors at `/measures/3/…` of a body at the rows that it was made of. */
export function atRows(rows: readonly ImportRow[], failure: Failure): Failure {
  if (!failure.errors) return failure;
  const errors = failure.errors.map(({ pointer, detail }): PointedError => {
    const [, index, rest = ""] = /^\/\w+\/(\d+)(.*)$/.exec(pointer) ?? [];
    const line = index === undefined ? undefined : rows[Number(index)]?.line;
    return line === undefined
      ? { pointer, detail }
      : { pointer: `/rows/${line}${rest}`, detail: `row ${line}: ${detail}` };
  });
  return { ...failure, errors };
}
