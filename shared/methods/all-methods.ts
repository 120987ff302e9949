import type { TallyLength } from "../levels.ts";
import { csat } from "./csat.ts";
import { gds } from "./gds.ts";
import { happy } from "./happy.ts";
import { mean } from "./mean.ts";
import { meanPercent } from "./mean-percent.ts";
import type { Method } from "./method.ts";
import { nps } from "./nps.ts";
import { share } from "./share.ts";
import { topTwo } from "./top-two.ts";
import type { IndexMethod, WeightedMethod } from "./weighted-method.ts";
import { weightedTopTwo } from "./weighted-top-two.ts";

/** Every method that takes a tally, in the order of the API's list. Old versions stay. */
export const allMethods: readonly Method[] = [topTwo, mean, meanPercent, gds, happy, csat, nps, share];

/** Every method that takes tallies by stratum. They are listed after {@link allMethods}. Old versions stay. */
export const weightedMethods: readonly WeightedMethod[] = [weightedTopTwo];

/** Every method of an index, weighted ones last. */
export const indexMethods: readonly IndexMethod[] = [...allMethods, ...weightedMethods];

/** Finds a method that takes a tally, by id and version such as `top-two@1`. */
export function findMethod(id: string): Method | undefined {
  return allMethods.find((method) => method.id === id);
}

/** Finds a method of an index, weighted or not, by id and version. */
export function findIndexMethod(id: string): IndexMethod | undefined {
  return indexMethods.find((method) => method.id === id);
}

/** Returns the methods that take a tally of a scale, in the order of the API's list. */
export function methodsForScale(scale: TallyLength): Method[] {
  return allMethods.filter((method) => method.scales.includes(scale));
}

/** Returns the methods of an index for a scale, weighted ones last. */
export function indexMethodsForScale(scale: TallyLength): IndexMethod[] {
  return indexMethods.filter((method) => method.scales.includes(scale));
}

/** Returns the method that is used by default: `top-two@1` if it fits the scale, else the first one that does. */
export function defaultMethodFor(scale: TallyLength): Method {
  return methodsForScale(scale)[0] ?? topTwo;
}
