import type { Scale } from "../levels.ts";
import { csat } from "./csat.ts";
import { gds } from "./gds.ts";
import { happy } from "./happy.ts";
import { mean } from "./mean.ts";
import { meanPercent } from "./mean-percent.ts";
import type { Method } from "./method.ts";
import { nps } from "./nps.ts";
import { topTwo } from "./top-two.ts";
import type { IndexMethod, WeightedMethod } from "./weighted-method.ts";
import { weightedTopTwo } from "./weighted-top-two.ts";

/** Every method from a tally, in the order of the API's list. Old versions stay. */
export const allMethods: readonly Method[] = [topTwo, mean, meanPercent, gds, happy, csat, nps];

/** Every method from tallies by stratum; listed after {@link allMethods}. Old versions stay. */
export const weightedMethods: readonly WeightedMethod[] = [weightedTopTwo];

/** Every method of indices, weighted ones last. */
export const indexMethods: readonly IndexMethod[] = [...allMethods, ...weightedMethods];

/** The method from a tally with that id and version, such as `top-two@1`; undefined where there is none. */
export function findMethod(id: string): Method | undefined {
  return allMethods.find((method) => method.id === id);
}

/** The method of indices with that id and version, weighted or not; undefined where there is none. */
export function findIndexMethod(id: string): IndexMethod | undefined {
  return indexMethods.find((method) => method.id === id);
}

/** Methods from a tally that are defined for a scale, in the order of the API's list. */
export function methodsForScale(scale: Scale): Method[] {
  return allMethods.filter((method) => method.scales.includes(scale));
}

/** Methods of indices that are defined for a scale, weighted ones last. */
export function indexMethodsForScale(scale: Scale): IndexMethod[] {
  return indexMethods.filter((method) => method.scales.includes(scale));
}

/** The method used where none is asked for: `top-two@1` where it fits the scale, else the first that does. */
export function defaultMethodFor(scale: Scale): Method {
  return methodsForScale(scale)[0] ?? topTwo;
}
