import type { Day } from "../../shared/calendar/day.ts";
import { hasScope, type Principal, subtreeRoot } from "../access/principal.ts";
import type { Organization } from "../organization/organization.ts";

/** Units whose feedback the asker sees: the subtree below `root` with all that ever stood in it; null for the whole agency. */
export function unitsWithin(
  root: string,
  { organization, today }: { readonly organization: Organization; readonly today: Day },
): readonly string[] | null {
  return root === organization.agency.code ? null : organization.units.allOn(today).subtree(root);
}

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
