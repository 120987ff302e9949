import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { putServices as putServicesBody, service } from "../../shared/contract/service.ts";
import { fail, ok } from "../../shared/result.ts";
import { queryName } from "../lists/cursor.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { OrganizationDeps } from "./organization.ts";

const path = "/v1/agencies/:agency/services";

/** `PUT …/services`: administrative procedures by their national code. */
export const putServices: Operation<OrganizationDeps> = operation({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write services",
  description: "Upserts by id, all or none. Needs a key on the whole agency.",
  body: putServicesBody,
  answer: listOf(service),
  failures: ["outside-subtree", "invalid"],
  runs: "sets up",
  wholeAgency: true,
  audit: { what: "services.put" },
  run: ({ organizationStore }, _, { body: { services } }) => {
    const errors = givenTwice("/services", services, ({ id }) => id);
    if (errors.length > 0) return fail({ kind: "invalid", errors: errors.slice(0, 20) });
    for (const service of services) organizationStore.putService(service);
    return ok({ data: services, meta: { next_cursor: null } });
  },
});

/** `GET …/services`: all services, by id. */
export const listServices: Operation<OrganizationDeps> = operation({
  method: "GET",
  path,
  // Anybody reads figures by service, and needs their names.
  audience: "public",
  summary: "Read all services",
  query: pageQuery,
  answer: listOf(service),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: ({ organization: { agency, services } }, _, { query }) => {
    const rows = [...services].map(([id, name]) => ({ id, name }));
    const scope = { secret: agency.cursor_secret, query: queryName("services") };
    return pageOf({ ...scope, ...inOrderOf(rows, ({ id }) => id) }, query);
  },
});
