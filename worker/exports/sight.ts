import { hasScope, type Principal, subtreeRoot } from "../access/principal.ts";
import type { Organization } from "../organization/organization.ts";

/**
 * Whether words may stand beside the exact time and the touchpoint: only for who reads comments of the whole agency. Staff of
 * a unit could tell from them who wrote.
 */
export function seesWords(principal: Principal, organization: Organization): boolean {
  return hasScope(principal, "comments:read") && seesPressure(principal, organization);
}

/** Whether may be seen who said that somebody told them what to choose: never by keys of a unit, where that may have been. */
export function seesPressure(principal: Principal, { agency }: Organization): boolean {
  return subtreeRoot(principal, agency.code) === agency.code;
}
