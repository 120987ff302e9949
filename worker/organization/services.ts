import { listOf, type Page, type PageQuery, pageQuery } from "../../shared/contract/list.ts";
import { putServices as putServicesBody, type Service, service } from "../../shared/contract/service.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { queryName } from "../lists/cursor.ts";
import { inOrderOf, type PageFailure, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { givenTwice } from "../lists/given-twice.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";

const path = "/v1/agencies/:agency/services";

/** What writing services works with. */
export type ServicesDeps = {
  readonly organizationStore: Pick<OrganizationStore, "putService">;
  readonly organization: Organization;
};

/** `PUT …/services`: administrative procedures by their national code. */
export const putServices: Operation<ServicesDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write services",
  description: "Upserts by id, all or none. Needs a key on the whole agency.",
  body: putServicesBody,
  answer: listOf(service),
  failures: ["outside-subtree", "invalid"],
  runs: "sets up",
  audit: { what: "services.put" },
  run: (deps, principal, { body }) => writeServices(deps, principal, body.services),
});

/** What the list of services works with. */
export type ServiceListDeps = Pick<ServicesDeps, "organization">;

/** `GET …/services`: all services, by id. */
export const listServices: Operation<ServiceListDeps> = operation({
  method: "GET",
  path,
  audience: "any-key",
  summary: "Read all services",
  query: pageQuery,
  answer: listOf(service),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: (deps, _, { query }) => pageOfServices(deps, query),
});

/** Writes services by id, all of them or none; returns them. */
export function writeServices(
  { organizationStore, organization }: ServicesDeps,
  principal: Principal,
  services: readonly Service[],
): Result<Page<Service>, FailureOf<"outside-subtree" | "invalid">> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const errors = givenTwice("/services", services, ({ id }) => id);
  if (errors.length > 0) return fail({ kind: "invalid", errors: errors.slice(0, 20) });
  for (const service of services) organizationStore.putService(service);
  return ok({ data: [...services], meta: { next_cursor: null } });
}

/** A page of the list of services. */
export function pageOfServices(
  { organization }: ServiceListDeps,
  query: PageQuery,
): Promise<Result<Page<Service>, PageFailure>> {
  const rows = [...organization.services].map(([id, name]) => ({ id, name }));
  const secret = organization.agency.cursor_secret;
  return pageOf({ secret, query: queryName("services"), ...inOrderOf(rows, ({ id }) => id) }, query);
}
