import type { Failure } from "../problems/failure.ts";
import type { VersionedForm } from "../../shared/contract/form.ts";
import type { Page, PageQuery } from "../../shared/contract/list.ts";
import type { Service } from "../../shared/contract/service.ts";
import type { Touchpoint } from "../../shared/contract/touchpoint.ts";
import type { Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { reaches } from "../access/reach.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { bindingOn, type Organization } from "./organization.ts";
import { toTouchpoint } from "./put-touchpoints.ts";

/** A page, or `invalid` for a bad limit, or `bad-cursor`. */
type Listed<T> = Promise<Result<Page<T>, Failure>>;

/** All services, by id. Failures: `invalid`, `bad-cursor`. */
export function listServices(
  { organization }: { readonly organization: Organization },
  query: PageQuery,
): Listed<Service> {
  const rows = [...organization.services].map(([id, name]) => ({ id, name }));
  const secret = organization.agency.cursor_secret;
  return pageOf({ secret, query: queryName("services"), ...inOrderOf(rows, ({ id }) => id) }, query);
}

/** The newest version of every form, by id. Failures: `invalid`, `bad-cursor`. */
export function listForms(
  { organization }: { readonly organization: Organization },
  query: PageQuery,
): Listed<VersionedForm> {
  const rows = [...organization.forms.values()].map(({ newest }) => newest);
  const secret = organization.agency.cursor_secret;
  return pageOf({ secret, query: queryName("forms"), ...inOrderOf(rows, ({ id }) => id) }, query);
}

/** What {@link listTouchpoints} works with; `today` in days since 1970-01-01. */
export type TouchpointListRooms = { readonly organization: Organization; readonly today: number };

/** Touchpoints with their binding of today, within the asker's subtree, by id. Failures: `invalid`, `bad-cursor`. */
export function listTouchpoints(
  { organization, today }: TouchpointListRooms,
  principal: Principal,
  query: PageQuery,
): Listed<Touchpoint> {
  const { agency, touchpoints } = organization;
  const rows = [...touchpoints].flatMap(([id, bindings]) => {
    const binding = bindingOn(bindings, today);
    const seen = binding && reaches(principal, organization, { unit: binding.unit, days: [today] });
    return seen ? [toTouchpoint(id, binding)] : [];
  });
  const scope = queryName("touchpoints", { unit: subtreeRoot(principal, agency.code) });
  return pageOf({ secret: agency.cursor_secret, query: scope, ...inOrderOf(rows, ({ id }) => id) }, query);
}
