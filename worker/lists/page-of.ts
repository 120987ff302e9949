import type { FailureOf } from "../problems/failure.ts";
import { defaultLimit, maxLimit, type Page, type PageQuery } from "../../shared/contract/list.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type CursorScope, decodeCursor, encodeCursor, type Position } from "./cursor.ts";

/** A list in a stable order that can continue after any of its rows. */
export type PagedList<T> = CursorScope & {
  /** At most `limit` rows, those after a position or the first ones. */
  readonly read: (after: Position | null, limit: number) => readonly T[] | Promise<readonly T[]>;
  readonly positionOf: (row: T) => Position | Promise<Position>;
};

/** A wrong limit, or a cursor of another query. */
export type PageFailure = FailureOf<"invalid" | "bad-cursor">;

/** One page of a list. */
export async function pageOf<T>(list: PagedList<T>, query: PageQuery): Promise<Result<Page<T>, PageFailure>> {
  const limit = readLimit(query.limit);
  if (!limit.ok) return limit;
  const after = query.cursor === undefined ? ok(null) : await decodeCursor(query.cursor, list);
  if (!after.ok) return after;
  const rows = await list.read(after.value, limit.value + 1);
  const data = rows.slice(0, limit.value);
  const last = data.at(-1);
  const more = rows.length > data.length && last !== undefined;
  return ok({ data, meta: { next_cursor: more ? await encodeCursor(await list.positionOf(last), list) : null } });
}

/** Reads `limit`: 1 to 1000, 200 where it is absent. */
export function readLimit(text: string | undefined): Result<number, FailureOf<"invalid">> {
  if (text === undefined) return ok(defaultLimit);
  const limit = /^[0-9]{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= maxLimit) return ok(limit);
  const detail = `must be a number from 1 to ${maxLimit}`;
  return fail({ kind: "invalid", errors: [{ pointer: "/limit", detail }] });
}

/** A list of rows in memory, in the order of their keys. */
export function inOrderOf<T>(
  rows: readonly T[],
  keyOf: (row: T) => string,
): { read(after: Position | null, limit: number): readonly T[]; positionOf(row: T): Position } {
  return {
    read(after, limit) {
      const last = after === null ? null : String(after[0]);
      const sorted = rows.filter((row) => last === null || keyOf(row) > last);
      return sorted.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).slice(0, limit);
    },
    positionOf: (row) => [keyOf(row)],
  };
}
