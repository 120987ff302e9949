import { type Publication, publication } from "../../shared/contract/publication.ts";
import type { Result } from "../../shared/result.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { PublishFailure } from "./publish-due.ts";

/** What publishing by hand works with. */
export type PublishDeps = {
  /** Publishes what is due; `isNew` is false if nothing was. */
  readonly publish: () => Promise<Result<{ publication: Publication; isNew: boolean }, PublishFailure>>;
};

/** `POST …/publications`: publishes what has closed, as the close of the day does. */
export const postPublication: Operation<PublishDeps> = operation({
  method: "POST",
  path: "/v1/agencies/:agency/publications",
  audience: "config:write",
  summary: "Publish what has closed by now",
  description: "If nothing is due it changes nothing and gives the latest publication with status 200.",
  answer: publication,
  statuses: [201, 200],
  failures: ["outside-subtree", "sum-too-large", "publication-unproved"],
  runs: "reads",
  wholeAgency: true,
  run: ({ publish }: PublishDeps) => publish(),
  shape: ({ publication: made, isNew }) => ({ value: made, status: isNew ? 201 : 200 }),
});
