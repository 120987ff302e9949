import { agencyOf } from "../../shared/codes.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import { longestShiftMs, type Shift } from "../../shared/contract/shift.ts";
import { fail, ok, type Result, type PointedError } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import type { OfficerStore, StoredShift } from "../counts/officer-store.ts";
import { givenTwice } from "../organization/given-twice.ts";
import { bindingOn, type Organization } from "../organization/organization.ts";

/** What {@link putShifts} works with. */
export type ShiftRooms = {
  readonly officers: Pick<OfficerStore, "touching" | "put" | "remove" | "recount">;
  readonly organization: Organization;
  readonly nowMs: number;
  /** The agency's calendar day (days since 1970-01-01) of an instant. */
  readonly dayOf: (ms: number) => number;
};

/** As late as feedback itself may come in: a shift further back would change figures that are long settled. */
const latestMs = 45 * longestShiftMs;

type PlannedShift = Omit<StoredShift, "officer"> & { readonly officer: string | null; readonly place: number };

/**
 * Writes who served at counters, by touchpoint and beginning, all of them or none, and counts what was said there anew.
 * Without an officer a shift is taken back. Answers the shifts given.
 * Failures, each pointing at its shift: `invalid` (a span of nothing or of more than a day, further back than 45 days,
 * given twice, overlapping another, a touchpoint that is no counter then), `unknown-touchpoint`, `outside-subtree`.
 */
export function putShifts(
  rooms: ShiftRooms,
  principal: Principal,
  shifts: readonly Shift[],
): Result<Page<Shift>, Failure> {
  const planned = shifts.map(({ touchpoint, officer, from, to }, place): PlannedShift => {
    return { touchpoint, officer, fromMs: Date.parse(from), toMs: Date.parse(to), place };
  });
  const twice = givenTwice("/shifts", planned, ({ touchpoint, fromMs }) => `${touchpoint} ${fromMs}`);
  if (twice.length > 0) return fail({ kind: "invalid", errors: twice.slice(0, 20) });
  for (const shift of planned) {
    const failure = wrongShift(rooms, principal, shift);
    if (failure) return fail(failure);
  }
  const overlaps = overlapping(rooms, planned);
  if (overlaps.length > 0) return fail({ kind: "span-overlap", errors: overlaps.slice(0, 20) });
  for (const shift of planned) {
    if (shift.officer === null) rooms.officers.remove(shift);
    else rooms.officers.put({ ...shift, officer: shift.officer });
  }
  recount(rooms, planned);
  return ok({ data: [...shifts], meta: { next_cursor: null } });
}

function wrongShift(
  { organization, nowMs, dayOf }: ShiftRooms,
  principal: Principal,
  { touchpoint, fromMs, toMs, place }: PlannedShift,
): Failure | null {
  const at = (field: string, detail: string): PointedError[] => [{ pointer: `/shifts/${place}/${field}`, detail }];
  if (toMs <= fromMs || toMs - fromMs > longestShiftMs) {
    return { kind: "invalid", errors: at("to", "must be after from, by a day at most") };
  }
  if (fromMs < nowMs - latestMs) return { kind: "invalid", errors: at("from", "must be at most 45 days ago") };
  const bindings = organization.touchpoints.get(touchpoint);
  if (bindings === undefined || agencyOf(touchpoint) !== organization.agency.code) {
    return { kind: "unknown-touchpoint", given: touchpoint, errors: at("touchpoint", "must be a known touchpoint") };
  }
  const day = dayOf(fromMs);
  const binding = bindingOn(bindings, day);
  if (binding?.channel !== "counter") {
    return { kind: "invalid", errors: at("touchpoint", "must be a counter on that day") };
  }
  if (reaches(principal, organization, { unit: binding.unit, days: [day] })) return null;
  return { kind: "outside-subtree", given: binding.unit, errors: at("touchpoint", "is out of the key's reach") };
}

/** Shifts that overlap one given before them, or one that stays as it is stored. */
function overlapping({ officers }: ShiftRooms, planned: readonly PlannedShift[]): PointedError[] {
  const byTouchpoint = Map.groupBy(planned, ({ touchpoint }) => touchpoint);
  return planned.flatMap(({ touchpoint, officer, fromMs, toMs, place }) => {
    if (officer === null) return [];
    const given = byTouchpoint.get(touchpoint) ?? [];
    const stored = officers.touching(touchpoint, fromMs, toMs);
    const stays = stored.some((other) => !given.some((it) => it.fromMs === other.fromMs));
    const before = given.some((it) => it.place < place && it.officer !== null && it.fromMs < toMs && it.toMs > fromMs);
    return stays || before
      ? [{ pointer: `/shifts/${place}`, detail: "overlaps another shift at the same counter" }]
      : [];
  });
}

/** A shift that was longer before reached a day further at the most. */
function recount({ officers, dayOf }: ShiftRooms, shifts: readonly PlannedShift[]): void {
  const starts = shifts.map(({ fromMs }) => fromMs);
  const [first, last] = [Math.min(...starts), Math.max(...starts)];
  officers.recount({
    touchpoints: [...new Set(shifts.map(({ touchpoint }) => touchpoint))],
    from: dayOf(first),
    to: dayOf(last + longestShiftMs),
    // Earlier shifts of the first day are counted again with it.
    sinceMs: first - longestShiftMs,
  });
}
