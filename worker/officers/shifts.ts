import { agencyOf } from "../../shared/codes.ts";
import { listOf, type Page, type PageQuery, pageQuery } from "../../shared/contract/list.ts";
import { longestShiftMs, putShifts as putShiftsBody, type Shift, shift } from "../../shared/contract/shift.ts";
import { fail, ok, type PointedError, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency, reaches } from "../access/reach.ts";
import type { OfficerStore, StoredShift } from "../counts/officer-store.ts";
import { queryName } from "../lists/cursor.ts";
import { type PageFailure, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { bindingOn, type Organization } from "../organization/organization.ts";
import type { FailureOf } from "../problems/failure.ts";

const path = "/v1/agencies/:agency/shifts";

/** What writing shifts works with. */
export type ShiftsDeps = {
  readonly officers: Pick<OfficerStore, "touching" | "put" | "remove" | "recount">;
  readonly organization: Organization;
  readonly nowMs: number;
  /** The agency's calendar day (days since 1970-01-01) of an instant. */
  readonly dayOf: (ms: number) => number;
};

/** `PUT …/shifts`: who served at counters, by touchpoint and beginning; for the office alone. */
export const putShifts: Operation<ShiftsDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write officers' shifts at counters",
  description:
    "Upserts by touchpoint and `from`, all or none; a shift with `officer` null is removed. A shift is at most a day long and begins at most 45 days ago. Feedback of these hours is counted anew. Needs a key that reaches the counter's unit.",
  body: putShiftsBody,
  answer: listOf(shift),
  failures: ["invalid", "unknown-touchpoint", "outside-subtree", "span-overlap"],
  runs: "in a transaction",
  run: (deps, principal, { body }) => writeShifts(deps, principal, body.shifts),
});

/** What the list of shifts works with. */
export type ShiftListDeps = {
  readonly officers: Pick<OfficerStore, "shiftsAfter">;
  readonly organization: Organization;
};

/** `GET …/shifts`: all shifts, by touchpoint and beginning. */
export const listShifts: Operation<ShiftListDeps> = operation({
  method: "GET",
  path,
  audience: "config:write",
  summary: "Read officers' shifts at counters",
  description: "By touchpoint and beginning, times in UTC. Needs a key on the whole agency.",
  query: pageQuery,
  answer: listOf(shift),
  failures: ["outside-subtree", "invalid", "bad-cursor"],
  runs: "reads",
  run: (deps, principal, { query }) => pageOfShifts(deps, principal, query),
});

/** As long as feedback may come in late: an earlier shift would change figures that are settled. */
const latestMs = 45 * longestShiftMs;

type PlannedShift = Omit<StoredShift, "officer"> & { readonly officer: string | null; readonly place: number };

type ShiftFailure = FailureOf<"invalid" | "unknown-touchpoint" | "outside-subtree">;

/**
 * Writes shifts, all of them or none, and counts the feedback of these hours anew; returns the shifts. A shift without an
 * officer is removed. Each failure points at its shift.
 */
export function writeShifts(
  deps: ShiftsDeps,
  principal: Principal,
  shifts: readonly Shift[],
): Result<Page<Shift>, ShiftFailure | FailureOf<"span-overlap">> {
  const planned = shifts.map(({ touchpoint, officer, from, to }, place): PlannedShift => {
    return { touchpoint, officer, fromMs: Date.parse(from), toMs: Date.parse(to), place };
  });
  const twice = givenTwice("/shifts", planned, ({ touchpoint, fromMs }) => `${touchpoint} ${fromMs}`);
  if (twice.length > 0) return fail({ kind: "invalid", errors: twice.slice(0, 20) });
  for (const shift of planned) {
    const failure = wrongShift(deps, principal, shift);
    if (failure) return fail(failure);
  }
  const overlaps = overlapping(deps, planned);
  if (overlaps.length > 0) return fail({ kind: "span-overlap", errors: overlaps.slice(0, 20) });
  for (const shift of planned) {
    if (shift.officer === null) deps.officers.remove(shift);
    else deps.officers.put({ ...shift, officer: shift.officer });
  }
  recount(deps, planned);
  return ok({ data: [...shifts], meta: { next_cursor: null } });
}

function wrongShift(
  { organization, nowMs, dayOf }: ShiftsDeps,
  principal: Principal,
  { touchpoint, fromMs, toMs, place }: PlannedShift,
): ShiftFailure | null {
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

/** Shifts that overlap one earlier in the list, or a stored one that is not written anew. */
function overlapping({ officers }: ShiftsDeps, planned: readonly PlannedShift[]): PointedError[] {
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

/** Counts one day more after the last shift, since that shift may have been up to a day longer before. */
function recount({ officers, dayOf }: ShiftsDeps, shifts: readonly PlannedShift[]): void {
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

/** A page of the list of shifts. */
export async function pageOfShifts(
  { officers, organization }: ShiftListDeps,
  principal: Principal,
  query: PageQuery,
): Promise<Result<Page<Shift>, PageFailure | FailureOf<"outside-subtree">>> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const page = await pageOf<StoredShift>(
    {
      secret: organization.agency.cursor_secret,
      query: queryName("shifts"),
      read: (after, limit) =>
        officers.shiftsAfter(after && { touchpoint: String(after[0]), fromMs: Number(after[1]) }, limit),
      positionOf: ({ touchpoint, fromMs }) => [touchpoint, fromMs],
    },
    query,
  );
  return page.ok ? ok({ data: page.value.data.map(toShift), meta: page.value.meta }) : page;
}

function toShift({ touchpoint, officer, fromMs, toMs }: StoredShift): Shift {
  return { touchpoint, officer, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}
