import { importQuery } from "../../shared/contract/import-query.ts";
import { listOf, type Page } from "../../shared/contract/list.ts";
import { putServices as putServicesBody, type Service, service, servicesQuery } from "../../shared/contract/service.ts";
import { searchText } from "../../shared/encodings/search-text.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type ImportColumn, mostErrors } from "../imports/read-table.ts";
import { importFailures, importTypes, type Keep, takeImport } from "../imports/take-import.ts";
import { queryName } from "../lists/cursor.ts";
import { givenTwice } from "../lists/given-twice.ts";
import { inOrderOf, pageOf } from "../lists/page-of.ts";
import { checkContract } from "../operations/check-contract.ts";
import { type Operation, operation, operationInWorker, part } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import type { OrganizationDeps } from "./organization.ts";

const path = "/v1/agencies/:agency/services";

type GivenServices = { readonly services: readonly Service[]; readonly keep: Keep };

const takeServices = part({
  name: "takeServices",
  failures: ["outside-subtree", "invalid"],
  runs: "sets up",
  wholeAgency: true,
  audit: { what: "services.put" },
  run: ({ organizationStore }: OrganizationDeps, _, { services }: GivenServices): Taken => {
    const errors = givenTwice("/services", services, ({ id }) => id);
    if (errors.length > 0) return fail({ kind: "invalid", errors: errors.slice(0, mostErrors) });
    for (const one of services) organizationStore.putService(one);
    return ok({ data: [...services], meta: { next_cursor: null } });
  },
  isKept: ({ keep }) => keep !== "nothing",
});

type Taken = Result<Page<Service>, FailureOf<"invalid">>;

/** `PUT …/services`: administrative procedures by their national code. */
export const putServices: Operation<OrganizationDeps> = operationInWorker({
  method: "PUT",
  path,
  audience: "config:write",
  summary: "Write services",
  description:
    "Upserts by id, all or none. As a file (CSV or XLSX), every wrong cell is listed. Needs a key on the whole agency.",
  query: importQuery,
  mediaTypes: importTypes,
  bodyInDocument: putServicesBody,
  answer: listOf(service),
  failures: [...importFailures, "outside-subtree"],
  parts: [takeServices],
  handle: (worker, principal, { params: { agency }, query }) =>
    takeImport(worker, query, {
      body: putServicesBody,
      itemsIn: ({ services }) => services,
      keep: "whole",
      columns: serviceColumns,
      itemOf: ({ values }) => checkContract(service, values),
      take: (services, keep) => worker.ask(takeServices, { agency, principal, input: { services, keep } }),
    }),
});

/** Columns of a file: the contract's fields. */
const serviceColumns: readonly ImportColumn[] = [
  { field: "id", kind: "code", also: ["mã thủ tục", "mã tthc", "mã số"], needed: true },
  { field: "name", kind: "text", also: ["tên thủ tục", "tên tthc", "tên thủ tục hành chính"], needed: true },
];

/** `GET …/services`: all services, by id, or those that are looked for. */
export const listServices: Operation<OrganizationDeps> = operation({
  method: "GET",
  path,
  // Anybody reads figures by service, and needs their names.
  audience: "public",
  summary: "Read all services",
  query: servicesQuery,
  answer: listOf(service),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: ({ organization: { agency, services } }, _, { query }) => {
    const { q = "" } = query;
    const rows = q === "" ? [...services].map(([id, name]) => ({ id, name })) : servicesWith(q, services);
    const scope = { secret: agency.cursor_secret, query: queryName("services", q === "" ? {} : { q }) };
    return pageOf({ ...scope, ...inOrderOf(rows, ({ id }) => id) }, query);
  },
});

/** Texts of services as they are searched, made once: anybody may search, and an agency has thousands. */
const searchTexts = new WeakMap<ReadonlyMap<string, string>, readonly (readonly [Service, string])[]>();

/** Services whose code and name hold each word. */
function servicesWith(q: string, services: ReadonlyMap<string, string>): Service[] {
  const texts =
    searchTexts.get(services) ??
    [...services].map(([id, name]) => [{ id, name }, searchText(`${id} ${name}`)] as const);
  searchTexts.set(services, texts);
  const words = searchText(q).split(/\s+/);
  return texts.flatMap(([one, text]) => (words.every((word) => text.includes(word)) ? [one] : []));
}
