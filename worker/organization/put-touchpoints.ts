import { formatDay, parseDay } from "../../shared/calendar/day.ts";
import { agencyOf } from "../../shared/codes.ts";
import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { NewTouchpoint, Touchpoint } from "../../shared/contract/touchpoint.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { defaultFormId } from "./default-form.ts";
import { givenTwice } from "./given-twice.ts";
import { type Binding, bindingOn, type Organization } from "./organization.ts";
import type { OrganizationStore, StoredBinding } from "./organization-store.ts";

/** What {@link putTouchpoints} works with; `today` in days since 1970-01-01. */
export type TouchpointRooms = {
  readonly store: Pick<OrganizationStore, "putBinding">;
  readonly organization: Organization;
  readonly today: number;
  /** That many random bytes. */
  readonly randomBytes: (count: number) => Uint8Array;
};

/**
 * Binds touchpoints, by id and first day; all of them or none. Without an id it makes one, without `from` it holds from
 * today on. Failures, each pointing at its touchpoint: `invalid` (another agency's id, one given twice for a day),
 * `unknown-unit`, `unknown-service`, `unknown-form`; `outside-subtree` where the key does not reach the unit, or a unit
 * that the change takes the touchpoint from.
 */
export function putTouchpoints(
  rooms: TouchpointRooms,
  principal: Principal,
  touchpoints: readonly NewTouchpoint[],
): Result<Page<Touchpoint>, Failure> {
  const today = formatDay(rooms.today);
  const twice = givenTwice("/touchpoints", touchpoints, ({ id, from = today }) =>
    id === undefined ? null : `${id} ${from}`,
  );
  if (twice.length > 0) return fail({ kind: "invalid", errors: twice.slice(0, 20) });
  const taken = new Set(rooms.organization.touchpoints.keys());
  const bindings: StoredBinding[] = [];
  for (const [place, given] of touchpoints.entries()) {
    const binding = bindingOf(rooms, { ...given, id: given.id ?? newId(rooms, taken) });
    const failure = wrongBinding(rooms, { principal, binding, place });
    if (failure) return fail(failure);
    bindings.push(binding);
  }
  for (const binding of bindings) rooms.store.putBinding(binding);
  return ok({
    data: bindings.map((binding) => toTouchpoint(binding.touchpoint, binding)),
    meta: { next_cursor: null },
  });
}

/** A touchpoint with one of its bindings, as it stands on the wire. */
export function toTouchpoint(
  id: string,
  { fromDay, unit, service, channel, form, name, comments }: Binding,
): Touchpoint {
  const published = comments === "published" ? { comments } : {};
  return { id, unit, service, channel, form, name, from: formatDay(fromDay), ...published };
}

function bindingOf({ today }: TouchpointRooms, given: NewTouchpoint & { readonly id: string }): StoredBinding {
  return {
    touchpoint: given.id,
    fromDay: given.from === undefined ? today : (parseDay(given.from) ?? today),
    unit: given.unit,
    service: given.service ?? null,
    channel: given.channel,
    form: given.form ?? defaultFormId,
    name: given.name,
    comments: given.comments ?? "off",
  };
}

type Binder = { readonly principal: Principal; readonly binding: StoredBinding; readonly place: number };

function wrongBinding({ organization, today }: TouchpointRooms, { principal, binding, place }: Binder): Failure | null {
  const { touchpoint, fromDay, unit, service, form } = binding;
  const at = `/touchpoints/${place}`;
  const days = [fromDay, today];
  if (agencyOf(touchpoint) !== organization.agency.code) {
    return {
      kind: "invalid",
      errors: [{ pointer: `${at}/id`, detail: `must begin with ${organization.agency.code}-` }],
    };
  }
  if (unit !== organization.agency.code && !days.some((day) => organization.units.on(day).at(unit))) {
    const detail = `must be a unit that stands today or on ${formatDay(fromDay)}`;
    return { kind: "unknown-unit", given: unit, errors: [{ pointer: `${at}/unit`, detail }] };
  }
  if (service !== null && !organization.services.has(service)) {
    return {
      kind: "unknown-service",
      given: service,
      errors: [{ pointer: `${at}/service`, detail: "must be a known service" }],
    };
  }
  if (!organization.forms.has(form)) {
    return { kind: "unknown-form", given: form, errors: [{ pointer: `${at}/form`, detail: "must be a known form" }] };
  }
  const bound = [unit, ...unitsTakenFrom(organization.touchpoints.get(touchpoint) ?? [], days)];
  const beyond = bound.find((one) => !reaches(principal, organization, { unit: one, days }));
  if (beyond === undefined) return null;
  return {
    kind: "outside-subtree",
    given: beyond,
    errors: [{ pointer: `${at}/unit`, detail: "is out of the key's reach" }],
  };
}

/** Units of the bindings that the change replaces, ends or comes before. */
function unitsTakenFrom(bindings: readonly Binding[], days: readonly number[]): string[] {
  const earliest = Math.min(...days);
  const later = bindings.filter(({ fromDay }) => fromDay >= earliest);
  const held = bindingOn(bindings, earliest);
  return [...later, ...(held ? [held] : [])].map(({ unit }) => unit);
}

const base32 = "0123456789abcdefghjkmnpqrstvwxyz";

/** Agency code, `-`, 10 random characters of Crockford's base 32; another one where it is taken. */
function newId({ organization, randomBytes }: TouchpointRooms, taken: Set<string>): string {
  for (;;) {
    const letters = [...randomBytes(10)].map((byte) => base32[byte & 31]);
    const id = `${organization.agency.code}-${letters.join("")}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}
