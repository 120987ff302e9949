import type { Failure } from "../problems/failure.ts";
import type { Page } from "../../shared/contract/list.ts";
import type { Service } from "../../shared/contract/service.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import { givenTwice } from "./given-twice.ts";
import type { Organization } from "./organization.ts";
import type { OrganizationStore } from "./organization-store.ts";

/** What {@link putServices} works with. */
export type ServiceRooms = {
  readonly store: Pick<OrganizationStore, "putService">;
  readonly organization: Organization;
};

/** Writes services by id; all of them or none. Failures: `outside-subtree`; `invalid` where an id is given twice. */
export function putServices(
  { store, organization }: ServiceRooms,
  principal: Principal,
  services: readonly Service[],
): Result<Page<Service>, Failure> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const errors = givenTwice("/services", services, ({ id }) => id);
  if (errors.length > 0) return fail({ kind: "invalid", errors: errors.slice(0, 20) });
  for (const service of services) store.putService(service);
  return ok({ data: [...services], meta: { next_cursor: null } });
}
