import type { MethodDescription } from "../contract/method-description.ts";
import { indexMethods } from "./all-methods.ts";
import { allScorecards } from "./all-scorecards.ts";
import { describeMethod } from "./describe-method.ts";
import { describeScorecard } from "./describe-scorecard.ts";

/** Every method there is: of indices, then of scorecards. The API's list and the page of methods are made from it. */
export function describeAllMethods(): MethodDescription[] {
  return [...indexMethods.map(describeMethod), ...allScorecards.map(describeScorecard)];
}
