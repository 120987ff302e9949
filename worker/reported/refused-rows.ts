import type { PointedError } from "../../shared/result.ts";
import type { Failure } from "../problems/failure.ts";
import type { Problem } from "../../shared/contract/problem.ts";
import { columnOf } from "./column-of.ts";
import { type ImportRow, mostErrors } from "./read-rows.ts";

/** What is wrong with one item of a list, and its place among them. */
export type ItemProblem = { readonly index: number; readonly problem: Problem };

/** What was refused of a file's rows: each error at its row, as a spreadsheet numbers it. */
export function refusedRows(rows: readonly ImportRow[], refused: readonly ItemProblem[]): PointedError[] {
  return refused.flatMap(({ index, problem }): PointedError[] => {
    const row = rows[index] ?? { line: 0, values: {} };
    const places = problem.errors ?? [{ pointer: "", detail: problem.title }];
    return places.map((error) => atCell(row, error));
  });
}

/** The failure of a file of which something is wrong: from its first row down, as somebody mends it. */
export function wrongFile(errors: readonly PointedError[]): Failure {
  const inOrder = errors.toSorted((one, other) => lineOf(one) - lineOf(other));
  return { kind: "invalid", errors: inOrder.slice(0, mostErrors) };
}

function lineOf({ pointer }: PointedError): number {
  return Number(pointer.split("/")[2] ?? 0);
}

/** Points errors at `/measures/3/…` of a body at the rows that it was made of. */
export function atRows(rows: readonly ImportRow[], errors: readonly PointedError[]): PointedError[] {
  return errors.map(({ pointer, detail }): PointedError => {
    const [, index, rest = ""] = /^\/\w+\/(\d+)(.*)$/.exec(pointer) ?? [];
    const row = index === undefined ? undefined : rows[Number(index)];
    return row === undefined ? { pointer, detail } : atCell(row, { pointer: rest, detail });
  });
}

/** Points an error of an item at the cell of its row. */
export function atCell({ line, values }: ImportRow, { pointer, detail }: PointedError): PointedError {
  const column = columnOf(pointer);
  if (column === "") return { pointer: `/rows/${line}`, detail: `row ${line}: ${detail}` };
  const isGap = /\/\d+$/.test(pointer) && values[column] === undefined;
  return {
    pointer: `/rows/${line}/${column}`,
    detail: `row ${line}, column ${column}: ${isGap ? "is empty" : detail}`,
  };
}
