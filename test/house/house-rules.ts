import { formRules } from "./form-rules.ts";
import type { Fault, HouseRule } from "./house-rule.ts";
import { importRules } from "./import-rules.ts";
import { permissionRules } from "./permission-rules.ts";
import type { SourceFacts } from "./read-source.ts";

/** All rules about single files. */
export const houseRules: readonly HouseRule[] = [...importRules, ...permissionRules, ...formRules];

/** Returns the faults of a file; none if the rule does not hold for it. */
export function faultsOf(rule: HouseRule, facts: SourceFacts): Fault[] {
  if (!rule.holdsFor.test(facts.path) || rule.exceptFor?.test(facts.path)) return [];
  return rule.faults(facts);
}
