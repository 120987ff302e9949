import type { Failure } from "../problems/failure.ts";
import type { Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { type AuditRooms, askerOf, noteDeed } from "./note-deed.ts";

/** Who asked, what was to be done, and to what, where the answer does not tell. */
export type AskedDeed = readonly [principal: Principal, what: string, on?: string];

const mostNamed = 20;

/** Writes down what a call has done to what the agency has set up, where it was done; answers the call's result. */
export function noteResult<T>(
  rooms: () => AuditRooms,
  deed: AskedDeed | undefined,
  result: Result<T, Failure>,
): Result<T, Failure> {
  if (!deed || !result.ok) return result;
  const [principal, what, on] = deed;
  noteDeed(rooms(), { by: askerOf(principal), what, on: on ?? namesIn(result.value), unit: null });
  return result;
}

/** Ids or codes of the rows of an answer. */
function namesIn(value: unknown): string {
  const { data = [] } = Object(value) as { data?: { id?: unknown; code?: unknown }[] };
  const names = data.map(({ id, code }) => String(id ?? code ?? ""));
  return (
    names.slice(0, mostNamed).join(" ") + (names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "")
  );
}
