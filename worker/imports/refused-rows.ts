import type { Failure, PointedError } from "../../shared/contract/failure.ts";
import type { Problem } from "../../shared/contract/problem.ts";
import { columnOf } from "./column-of.ts";
import { type ImportRow, mostErrors } from "./read-rows.ts";

/** What is wrong with one item of a list, and its place among them. */
export type ItemProblem = { readonly index: number; readonly problem: Problem };

/** The failure of a file of which some rows were refused: each error at its row, as a spreadsheet numbers it. */
export function refusedRows(rows: readonly ImportRow[], refused: readonly ItemProblem[]): Failure {
  const errors = refused.flatMap(({ index, problem }): PointedError[] => {
    const row = rows[index] ?? { line: 0, values: {} };
    const places = problem.errors ?? [{ pointer: "", detail: problem.title }];
    return places.map((error) => atCell(row, error));
  });
  return { kind: "invalid", errors: errors.slice(0, mostErrors) };
}

/** Points errors at `/measures/3/…` of a body at the rows that it was made of. */
export function atRows(rows: readonly ImportRow[], failure: Failure): Failure {
  if (!failure.errors) return failure;
  const errors = failure.errors.map(({ pointer, detail }): PointedError => {
    const [, index, rest = ""] = /^\/\w+\/(\d+)(.*)$/.exec(pointer) ?? [];
    const row = index === undefined ? undefined : rows[Number(index)];
    return row === undefined ? { pointer, detail } : atCell(row, { pointer: rest, detail });
  });
  return { ...failure, errors };
}

function atCell({ line, values }: ImportRow, { pointer, detail }: PointedError): PointedError {
  const column = columnOf(pointer);
  if (column === "") return { pointer: `/rows/${line}`, detail: `row ${line}: ${detail}` };
  const isGap = /\/\d+$/.test(pointer) && values[column] === undefined;
  return {
    pointer: `/rows/${line}/${column}`,
    detail: `row ${line}, column ${column}: ${isGap ? "is empty" : detail}`,
  };
}
