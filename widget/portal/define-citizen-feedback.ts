import { type RatingDeps, RatingElement } from "./rating-element.ts";

/** The tag that host pages write. */
export const citizenFeedbackTag = "citizen-feedback";

/** Where tags are registered, and who hears that one is taken. */
export type DefineDeps = { readonly registry: CustomElementRegistry; readonly warn: (text: string) => void };

/**
 * Registers `<citizen-feedback>` with what it works with. Returns false if the tag is taken, as on a page that loads the
 * script twice: the first one stays, and a second version is mentioned.
 */
export function defineCitizenFeedback(
  version: string,
  makeDeps: () => RatingDeps,
  { registry, warn }: DefineDeps,
): boolean {
  const taken = registry.get(citizenFeedbackTag) as { version?: string } | undefined;
  if (taken) {
    if (taken.version !== version) warn(`<${citizenFeedbackTag}> ${taken.version} stays, ${version} is not loaded`);
    return false;
  }
  const deps = makeDeps();
  class CitizenFeedback extends RatingElement {
    static get version(): string {
      return version;
    }
    constructor() {
      super(deps);
    }
  }
  registry.define(citizenFeedbackTag, CitizenFeedback);
  return true;
}
