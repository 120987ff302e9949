import { formatDay, toDay } from "../../shared/calendar/day.ts";
import { agencyOf } from "../../shared/codes.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { type NewTouchpoint, putTouchpoints as putTouchpointsBody } from "../../shared/contract/touchpoint.ts";
import { type Touchpoint, touchpoint } from "../../shared/contract/touchpoint.ts";
import { fail, ok, type PointedError } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { queryName } from "../lists/cursor.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { type AlsoDone, type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { defaultFormId } from "./default-form.ts";
import { type Binding, bindingOn, isClosedOn, type OrganizationDeps } from "./organization.ts";
import type { StoredBinding } from "./organization-store.ts";

const path = "/v1/agencies/:agency/touchpoints";

/** What the operations on touchpoints work with; `today` in days since 1970-01-01. */
export type TouchpointsDeps = OrganizationDeps & {
  readonly today: number;
  /** Touchpoints whose ratings must be signed by a device. */
  readonly memory: { closed(): ReadonlySet<string> };
  /** That many random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
};

/** `PUT …/touchpoints`: bindings of touchpoints, by id and first day. */
export const putTouchpoints: Operation<TouchpointsDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write touchpoints",
  description:
    "Upserts by id and first day, all or none. Without an id it makes a new touchpoint; without `from` the binding begins today. `client_limit` is for a place where many people share one address, such as a hall with a QR code. A binding with `closed` closes the touchpoint from its first day on: what is answered on that day or later is refused, earlier figures stay; a later binding without it, or the same one written again without it, opens the touchpoint again. Needs a key that reaches the unit, and the unit that the touchpoint had before.",
  body: putTouchpointsBody,
  answer: listOf(touchpoint),
  failures: ["invalid", "unknown-unit", "unknown-service", "unknown-form", "outside-subtree"],
  changesDoors: true,
  runs: "sets up",
  audit: {
    what: "touchpoints.put",
    also: (deps, { body: { touchpoints } }) => closingsIn(deps, touchpoints),
  },
  run: (deps, principal, { body: { touchpoints } }) => {
    const today = formatDay(deps.today);
    const twice = givenTwice("/touchpoints", touchpoints, ({ id, from = today }) =>
      id === undefined ? null : `${id} ${from}`,
    );
    if (twice.length > 0) return fail({ kind: "invalid", errors: twice.slice(0, 20) });
    const taken = new Set(deps.organization.touchpoints.keys());
    const bindings: StoredBinding[] = [];
    for (const [place, given] of touchpoints.entries()) {
      const binding = bindingOf(deps, { ...given, id: given.id ?? newId(deps, taken) });
      const failure = wrongBinding(deps, { principal, binding, place });
      if (failure) return fail(failure);
      bindings.push(binding);
    }
    for (const binding of bindings) deps.organizationStore.putBinding(binding);
    const data = bindings.map((binding) => toTouchpoint(deps, binding.touchpoint, binding));
    return ok({ data, meta: { next_cursor: null } });
  },
});

/** `GET …/touchpoints`: touchpoints within the key's subtree with their binding of today, by id. */
export const listTouchpoints: Operation<TouchpointsDeps> = operation({
  method: "GET",
  path,
  audience: "any-key",
  summary: "Read the touchpoints within the key's subtree",
  description: "Each with its binding of today, also those that are closed.",
  query: pageQuery,
  answer: listOf(touchpoint),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: (deps, principal, { query }) => {
    const { organization, today } = deps;
    const { agency, touchpoints } = organization;
    const rows = [...touchpoints].flatMap(([id, bindings]) => {
      const binding = bindingOn(bindings, today);
      const isSeen = binding && reaches(principal, organization, { unit: binding.unit, days: [today] });
      return isSeen ? [{ ...toTouchpoint(deps, id, binding), ...turnAhead(bindings, today) }] : [];
    });
    const scope = queryName("touchpoints", { unit: subtreeRoot(principal, agency.code) });
    return pageOf({ secret: agency.cursor_secret, query: scope, ...inOrderOf(rows, ({ id }) => id) }, query);
  },
});

type BindingFailure = FailureOf<"invalid" | "unknown-unit" | "unknown-service" | "unknown-form" | "outside-subtree">;

/** A touchpoint with one of its bindings, as it is sent. */
function toTouchpoint({ memory }: TouchpointsDeps, id: string, binding: Binding): Touchpoint {
  const { fromDay, unit, service, channel, form, name, comments, clientLimit, isClosed } = binding;
  return {
    ...{ id, unit, service, channel, form, name, from: formatDay(fromDay) },
    ...(comments === "published" ? { comments } : {}),
    ...(clientLimit ? { client_limit: clientLimit } : {}),
    ...(isClosed ? { closed: true } : {}),
    ...(memory.closed().has(id) ? { signed_only: true } : {}),
  };
}

/** The first day after today on which an open touchpoint is closed, or a closed one open again, if one is set. */
function turnAhead(bindings: readonly Binding[], today: number): Pick<Touchpoint, "closes_on" | "opens_on"> {
  const isClosed = Boolean(bindingOn(bindings, today)?.isClosed);
  const turn = bindings.findLast((one) => one.fromDay > today && Boolean(one.isClosed) !== isClosed);
  if (!turn) return {};
  return isClosed ? { opens_on: formatDay(turn.fromDay) } : { closes_on: formatDay(turn.fromDay) };
}

/** The entries on closings and openings; none where a touchpoint was closed or open already, also by another binding of the same call. */
function closingsIn(deps: TouchpointsDeps, given: readonly NewTouchpoint[]): AlsoDone[] {
  const touchpoints = new Map(deps.organization.touchpoints);
  const bindings = given.flatMap((one) => (one.id === undefined ? [] : [bindingOf(deps, { ...one, id: one.id })]));
  return bindings
    .toSorted((one, other) => one.fromDay - other.fromDay)
    .flatMap((binding): AlsoDone[] => {
      const { touchpoint, fromDay, unit, isClosed } = binding;
      const wasClosed = isClosedOn({ touchpoints }, touchpoint, fromDay);
      const others = (touchpoints.get(touchpoint) ?? []).filter((one) => one.fromDay !== fromDay);
      touchpoints.set(
        touchpoint,
        [...others, binding].toSorted((one, other) => other.fromDay - one.fromDay),
      );
      if (isClosed === wasClosed) return [];
      const what = isClosed ? "touchpoint.closed" : "touchpoint.reopened";
      return [{ what, on: touchpoint, unit, after: `from ${formatDay(fromDay)}` }];
    });
}

type DecidedBinding = StoredBinding & { readonly isClosed: boolean };

function bindingOf({ today }: TouchpointsDeps, given: NewTouchpoint & { readonly id: string }): DecidedBinding {
  return {
    touchpoint: given.id,
    fromDay: given.from === undefined ? today : toDay(given.from),
    unit: given.unit,
    service: given.service ?? null,
    channel: given.channel,
    form: given.form ?? defaultFormId,
    name: given.name,
    comments: given.comments ?? "off",
    clientLimit: given.client_limit ?? null,
    isClosed: given.closed ?? false,
  };
}

type Given = { readonly principal: Principal; readonly binding: StoredBinding; readonly place: number };

function wrongBinding(
  { organization, today }: TouchpointsDeps,
  { principal, binding, place }: Given,
): BindingFailure | null {
  const { touchpoint, fromDay, unit, service, form } = binding;
  const at = (field: string, detail: string): PointedError[] => [{ pointer: `/touchpoints/${place}/${field}`, detail }];
  const root = organization.agency.code;
  const days = [fromDay, today];
  if (agencyOf(touchpoint) !== root) return { kind: "invalid", errors: at("id", `must begin with ${root}-`) };
  const before = organization.touchpoints.get(touchpoint) ?? [];
  // Where a unit was dissolved, its touchpoint is closed, and counts for no other one first.
  const isClosing = binding.isClosed === true && bindingOn(before, fromDay)?.unit === unit;
  if (unit !== root && !isClosing && !days.some((day) => organization.units.on(day).at(unit))) {
    const errors = at("unit", `must be a unit that exists today or on ${formatDay(fromDay)}`);
    return { kind: "unknown-unit", given: unit, errors };
  }
  if (service !== null && !organization.services.has(service)) {
    return { kind: "unknown-service", given: service, errors: at("service", "must be a known service") };
  }
  if (!organization.forms.has(form)) {
    return { kind: "unknown-form", given: form, errors: at("form", "must be a known form") };
  }
  const bound = [unit, ...unitsTakenFrom(before, days)];
  const beyond = bound.find((one) => !reaches(principal, organization, { unit: one, days }));
  if (beyond === undefined) return null;
  return { kind: "outside-subtree", given: beyond, errors: at("unit", "is out of the key's reach") };
}

/** Units of the bindings that the change replaces, ends or comes before. */
function unitsTakenFrom(bindings: readonly Binding[], days: readonly number[]): string[] {
  const earliest = Math.min(...days);
  const later = bindings.filter(({ fromDay }) => fromDay >= earliest);
  const held = bindingOn(bindings, earliest);
  return [...later, ...(held ? [held] : [])].map(({ unit }) => unit);
}

const base32 = "0123456789abcdefghjkmnpqrstvwxyz";

/** A free id: agency code, `-`, 10 random characters of Crockford's base 32. */
function newId({ organization, randomBytes }: TouchpointsDeps, taken: Set<string>): string {
  for (;;) {
    const letters = [...randomBytes(10)].map((byte) => base32[byte & 31]);
    const id = `${organization.agency.code}-${letters.join("")}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
