import { agencyOf } from "../../shared/codes.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { longestShiftMs, putShifts as putShiftsBody, type Shift, shift } from "../../shared/contract/shift.ts";
import { fail, ok, type PointedError } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import type { OfficerStore, StoredShift } from "../counts/officer-store.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { bindingOn, type Organization } from "../organization/organization.ts";
import { type FailureOf, givenAt, invalidAt } from "../problems/failure.ts";

const path = "/v1/agencies/:agency/shifts";

/** What the operations on shifts work with. */
export type ShiftsDeps = {
  readonly officers: OfficerStore;
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
  run(deps, principal, { body: { shifts } }) {
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
    return ok({ data: shifts, meta: { next_cursor: null } });
  },
});

/** `GET …/shifts`: all shifts, by touchpoint and beginning. */
export const listShifts: Operation<ShiftsDeps> = operation({
  method: "GET",
  path,
  audience: "config:write",
  summary: "Read officers' shifts at counters",
  description: "By touchpoint and beginning, times in UTC. Needs a key on the whole agency.",
  query: pageQuery,
  answer: listOf(shift),
  failures: ["outside-subtree", "invalid", "bad-cursor"],
  runs: "reads",
  wholeAgency: true,
  async run({ officers, organization }, _, { query }) {
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
    return page.ok ? ok({ ...page.value, data: page.value.data.map(toShift) }) : page;
  },
});

/** As long as feedback may come in late: an earlier shift would change figures that are settled. */
const latestMs = 45 * longestShiftMs;

type PlannedShift = Omit<StoredShift, "officer"> & { readonly officer: string | null; readonly place: number };

type ShiftFailure = FailureOf<"invalid" | "unknown-touchpoint" | "outside-subtree">;

function wrongShift(
  { organization, nowMs, dayOf }: ShiftsDeps,
  principal: Principal,
  { touchpoint, fromMs, toMs, place }: PlannedShift,
): ShiftFailure | null {
  const at = `/shifts/${place}`;
  if (toMs <= fromMs || toMs - fromMs > longestShiftMs) {
    return invalidAt(`${at}/to`, "must be after from, by a day at most");
  }
  if (fromMs < nowMs - latestMs) return invalidAt(`${at}/from`, "must be at most 45 days ago");
  const bindings = organization.touchpoints.get(touchpoint);
  if (bindings === undefined || agencyOf(touchpoint) !== organization.agency.code) {
    return { kind: "unknown-touchpoint", ...givenAt(`${at}/touchpoint`, touchpoint, "must be a known touchpoint") };
  }
  const day = dayOf(fromMs);
  const binding = bindingOn(bindings, day);
  if (binding?.channel !== "counter") return invalidAt(`${at}/touchpoint`, "must be a counter on that day");
  if (reaches(principal, organization, { unit: binding.unit, days: [day] })) return null;
  return { kind: "outside-subtree", ...givenAt(`${at}/touchpoint`, binding.unit, "is out of the key's reach") };
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

function toShift({ touchpoint, officer, fromMs, toMs }: StoredShift): Shift {
  return { touchpoint, officer, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}
