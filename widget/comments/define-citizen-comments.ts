import { CommentsListElement, type CommentsPorts } from "./comments-list-element.ts";

/** Where tags are registered, and what is said where one is taken. */
type DefineDeps = { readonly registry: CustomElementRegistry; readonly warn: (text: string) => void };

/** The tag that host pages write to show published comments. */
export const citizenCommentsTag = "citizen-comments";

/** Registers `<citizen-comments>`; where the tag is taken, the first one stays, and a second version is mentioned. */
export function defineCitizenComments(
  version: string,
  makePorts: () => CommentsPorts,
  { registry, warn }: DefineDeps,
): void {
  const taken = registry.get(citizenCommentsTag) as { version?: string } | undefined;
  if (taken) {
    if (taken.version !== version) warn(`<${citizenCommentsTag}> ${taken.version} stays, ${version} is not loaded`);
    return;
  }
  const ports = makePorts();
  class CitizenComments extends CommentsListElement {
    static get version(): string {
      return version;
    }
    constructor() {
      super(ports);
    }
  }
  registry.define(citizenCommentsTag, CitizenComments);
}
