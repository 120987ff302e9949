import { formRules } from "./form-rules.ts";
import type { Fault, HouseRule } from "./house-rule.ts";
import { importRules } from "./import-rules.ts";
import { permissionRules } from "./permission-rules.ts";
import type { SourceFacts } from "./read-source.ts";

/** The whole table. */
export const houseRules: readonly HouseRule[] = [...importRules, ...permissionRules, ...formRules];

/** What a rule finds in a file; nothing where it does not hold. */
export function faultsOf(rule: HouseRule, facts: SourceFacts): Fault[] {
  if (!rule.holdsFor.test(facts.path) || rule.exceptFor?.test(facts.path)) return [];
  return rule.faults(facts);
}
