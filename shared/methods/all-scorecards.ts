import { qd766Satisfaction } from "./qd766-satisfaction.ts";
import type { ScorecardMethod } from "./scorecard-method.ts";
import { tt01 } from "./tt01.ts";

/** Every scorecard method, in the order of the API's list. Old versions stay. */
export const allScorecards: readonly ScorecardMethod[] = [qd766Satisfaction, tt01];

/** Finds a scorecard method by id and version, such as `tt01@1`. */
export function findScorecard(id: string): ScorecardMethod | undefined {
  return allScorecards.find((method) => method.id === id);
}
