import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { startOfDay } from "../../shared/calendar/zone-day.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import {
  type NewSetAside,
  newSetAside,
  type SetAside,
  setAside,
  setAsideUndo,
} from "../../shared/contract/set-aside.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { isSameHand, type KeyMakers } from "../access/is-same-hand.ts";
import { hasScope, type Principal, subtreeRoot } from "../access/principal.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { fewestPeople, type Organization } from "../organization/organization.ts";
import { type FailureOf, givenAt, invalidAt } from "../problems/failure.ts";
import { moveFirst, toBeMoved } from "./move-portion.ts";
import type { SetAsideFilter, StoredSetAside } from "./set-aside-store.ts";
import { type EffectDeps, takeEffect } from "./take-effect.ts";

const path = "/v1/agencies/:agency/set-asides";
const params = { id: "The set-aside's id." };

/** What the operations on set-asides work with. */
export type SetAsideDeps = EffectDeps & {
  readonly organization: Organization;
  /** The agency's calendar day of an instant, and how far its zone is ahead of UTC then. */
  readonly dayOf: (ms: number) => number;
  readonly offsetOf: (ms: number) => number;
  readonly keys: KeyMakers;
};

const deciding = {
  audience: "set-asides:write",
  answer: setAside,
  runs: "in a transaction",
  wholeAgency: true,
  wakes: true,
} as const;

/** `POST …/set-asides`: proposes to take feedback out of the index. */
export const postSetAside: Operation<SetAsideDeps> = operation({
  ...deciding,
  method: "POST",
  path,
  summary: "Propose to set feedback aside, with a reason",
  description:
    "By touchpoint, sign or both, within a span. It is announced in public at once, and takes effect when a second key or the root key confirms it, or after seven days. Later feedback within the span is set aside too.",
  body: newSetAside,
  statuses: [201],
  failures: ["outside-subtree", "unknown-touchpoint", "invalid"],
  run(deps: SetAsideDeps, principal, { body }) {
    const filter = filterOf(deps, body);
    if (!filter.ok) return filter;
    const { reason, role } = body;
    const given = { ...filter.value, reason, role, proposedMs: deps.nowMs, proposedBy: askerOf(principal) };
    const number = deps.setAsides.add(given);
    const after = [body.touchpoint, body.sign, body.from, body.to].filter(Boolean).join(" ");
    const deed = { by: given.proposedBy, what: "set-aside.proposed", on: String(number), unit: null };
    noteDeed(deps, { ...deed, after, why: reason });
    return answerOf(deps, number);
  },
});

/** `POST …/set-asides/{id}/confirm`: lets a proposal take effect. */
export const confirmSetAside: Operation<SetAsideDeps> = operation({
  ...deciding,
  method: "POST",
  path: `${path}/:id/confirm`,
  params,
  summary: "Confirm a set-aside with a second key",
  description:
    "Not by the key that proposed it, nor by one that made that key or was made by it, over any number of keys.",
  failures: ["outside-subtree", "unknown-set-aside", "set-aside-state", "second-key-needed"],
  run(deps: SetAsideDeps, principal, { params: { id } }) {
    const found = findSetAside(deps, id);
    if (!found.ok) return found;
    if (stateOf(found.value) !== "proposed") return fail({ kind: "set-aside-state", given: stateOf(found.value) });
    const by = askerOf(principal);
    if (isSameHand(deps.keys, found.value.proposedBy, by)) return fail({ kind: "second-key-needed" });
    takeEffect(deps, found.value, by);
    return answerOf(deps, found.value.number);
  },
});

/** `POST …/set-asides/{id}/undo`: counts again what was set aside. */
export const undoSetAside: Operation<SetAsideDeps> = operation({
  ...deciding,
  method: "POST",
  path: `${path}/:id/undo`,
  params,
  summary: "Undo a set-aside, or take a proposal back, with a reason",
  description: "One key is enough, since it only lets ratings count again. What another set-aside holds stays aside.",
  body: setAsideUndo,
  failures: ["outside-subtree", "unknown-set-aside", "set-aside-state"],
  run(deps: SetAsideDeps, principal, { params: { id }, body: { reason } }) {
    const found = findSetAside(deps, id);
    if (!found.ok) return found;
    const before = stateOf(found.value);
    if (before === "undone") return fail({ kind: "set-aside-state", given: before });
    const by = askerOf(principal);
    const undone = { ...found.value, undoneMs: deps.nowMs, undoneBy: by, undoReason: reason };
    const wasInEffect = before === "in-effect";
    deps.setAsides.put(wasInEffect ? toBeMoved(deps, undone) : undone);
    deps.inEffect.forget();
    const deed = { by, what: "set-aside.undone", on: id, unit: null, before, after: "undone" };
    noteDeed(deps, { ...deed, why: reason });
    moveFirst(deps, undone.number);
    return answerOf(deps, undone.number);
  },
});

/** `GET …/set-asides`: what was set aside and why, for everybody; newest first. */
export const listSetAsides: Operation<SetAsideDeps> = operation({
  method: "GET",
  path,
  audience: "public",
  summary: "Read what was set aside and why, newest first",
  description:
    "Anybody may read it. A key on the whole agency with `set-asides:write` or `feedback:read` also sees touchpoint, sign, who decided, and n below the minimum group size.",
  query: pageQuery,
  answer: listOf(setAside),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  async run(deps: SetAsideDeps, principal, { query }) {
    const { agency } = deps.organization;
    const isOffice = seesAll(principal, agency.code);
    const page = await pageOf<StoredSetAside>(
      {
        ...{ secret: agency.cursor_secret, query: queryName("set-asides") },
        read: (after, limit) => deps.setAsides.list(after && Number(after[0]), limit),
        positionOf: ({ number }) => [number],
      },
      query,
    );
    return page.ok ? ok({ ...page.value, data: page.value.data.map((one) => shown(deps, one, isOffice)) }) : page;
  },
});

function seesAll(principal: Principal | null, agency: string): boolean {
  if (principal === null) return false;
  if (principal.kind === "key" && principal.agency !== agency) return false;
  if (subtreeRoot(principal, agency) !== agency) return false;
  return hasScope(principal, "set-asides:write") || hasScope(principal, "feedback:read");
}

/** Reads which feedback is meant. Nothing that is still to come can be set aside. */
function filterOf(
  { organization, dayOf, offsetOf, nowMs }: SetAsideDeps,
  given: NewSetAside,
): Result<SetAsideFilter, FailureOf<"invalid" | "unknown-touchpoint">> {
  const { from, to } = given;
  const { touchpoint, sign } = { touchpoint: given.touchpoint ?? null, sign: given.sign ?? null };
  if (touchpoint === null && sign === null) return fail(invalidAt("/touchpoint", "or sign must be given"));
  if (touchpoint !== null && !organization.touchpoints.has(touchpoint)) {
    const wrong = givenAt("/touchpoint", touchpoint, "must be a known touchpoint");
    return fail({ kind: "unknown-touchpoint", ...wrong });
  }
  const isDay = (text: string): boolean => text.length === 10;
  if (isDay(from) !== isDay(to)) return fail(invalidAt("/to", "must be a day if from is one, else an instant"));
  const [fromMs, beforeMs] = isDay(from)
    ? [startOfDay(toDay(from), offsetOf), startOfDay(toDay(to) + 1, offsetOf)]
    : [Date.parse(from), Date.parse(to)];
  if (fromMs >= beforeMs) return fail(invalidAt("/to", "must be later than from"));
  const tomorrowMs = startOfDay(dayOf(nowMs) + 1, offsetOf);
  if (beforeMs > tomorrowMs) return fail(invalidAt("/to", "must be today at the latest"));
  return ok({ touchpoint, sign, fromMs, beforeMs });
}

function findSetAside({ setAsides }: SetAsideDeps, id: string): Result<StoredSetAside, FailureOf<"unknown-set-aside">> {
  const found = /^[1-9]\d{0,8}$/.test(id) ? setAsides.find(Number(id)) : null;
  return found ? ok(found) : fail({ kind: "unknown-set-aside", given: id });
}

function stateOf({ effectiveMs, undoneMs }: StoredSetAside): SetAside["state"] {
  if (undoneMs !== null) return "undone";
  return effectiveMs === null ? "proposed" : "in-effect";
}

function answerOf(deps: SetAsideDeps, number: number): Result<SetAside, never> {
  const stored = deps.setAsides.find(number);
  if (!stored) throw new Error("the set-aside was not stored");
  return ok(shown(deps, stored, true));
}

function shown(deps: SetAsideDeps, stored: StoredSetAside, isOffice: boolean): SetAside {
  const { organization, setAsides, dayOf } = deps;
  const { touchpoint, fromMs, beforeMs, effectiveMs, undoneMs } = stored;
  const dayAt = (ms: number | null): string | null => (ms === null ? null : formatDay(dayOf(ms)));
  const state = stateOf(stored);
  const people = state === "in-effect" ? setAsides.people(stored) : null;
  const isShown = people !== null && (isOffice || people >= fewestPeople(organization));
  return {
    ...{ id: String(stored.number), state, reason: stored.reason, role: stored.role },
    unit: touchpoint === null ? null : (organization.touchpoints.get(touchpoint)?.at(-1)?.unit ?? null),
    ...{ from: formatDay(dayOf(fromMs)), to: formatDay(dayOf(beforeMs - 1)) },
    announced_on: formatDay(dayOf(stored.proposedMs)),
    ...{ in_effect_on: dayAt(effectiveMs), undone_on: dayAt(undoneMs), undo_reason: stored.undoReason },
    n: isShown ? people : null,
    office: isOffice ? officeFields(stored) : null,
  };
}

function officeFields(stored: StoredSetAside): SetAside["office"] {
  const { touchpoint, sign, fromMs, beforeMs, proposedMs, proposedBy, effectiveBy, undoneBy, movedTo } = stored;
  const at = (ms: number): string => new Date(ms).toISOString();
  return {
    ...{ touchpoint, sign: sign as NonNullable<SetAside["office"]>["sign"], from: at(fromMs), before: at(beforeMs) },
    ...{ proposed_at: at(proposedMs), proposed_by: proposedBy, confirmed_by: effectiveBy, undone_by: undoneBy },
    complete: movedTo === null,
  };
}
