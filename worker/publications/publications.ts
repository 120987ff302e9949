import { listOf, pageQuery } from "../../shared/contract/list.ts";
import {
  type Publication,
  type PublicationQuery,
  type PublishedPage,
  publication,
  publicationQuery,
  publishedPage,
} from "../../shared/contract/publication.ts";
import { fail, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency, type Reachable } from "../access/reach.ts";
import { type Operation, operation } from "../operations/operation.ts";
import type { FailureOf } from "../problems/failure.ts";
import { listPublications as pageOfPublications, type ReadDeps, readPublication } from "./read-publication.ts";
import type { PublishFailure } from "./publish-due.ts";

const path = "/v1/agencies/:agency/publications";

/** Seconds for which the latest figures may be kept: they change once a day at most. */
const latestMaxAge = 300;
/** Of one version, whose figures never change. */
const versionMaxAge = 86_400;

const readFailures = [
  "unknown-publication",
  "invalid",
  "bad-cursor",
  "unknown-unit",
  "unknown-service",
  "unknown-question",
  "unknown-method",
  "scale-unfit",
] as const;

/** `GET …/publications`: all versions, newest first. */
export const listPublications: Operation<ReadDeps> = operation({
  method: "GET",
  path,
  audience: "public",
  summary: "Read the list of publications, newest first",
  query: pageQuery,
  answer: listOf(publication),
  failures: ["invalid", "bad-cursor"],
  runs: "reads",
  run: (deps, _, { query }) => pageOfPublications(deps, query),
  shape: () => ({ maxAgeSeconds: latestMaxAge }),
});

/** `GET …/publications/latest`: the figures that anybody may read. */
export const getLatestPublication: Operation<ReadDeps> = operation({
  method: "GET",
  path: `${path}/latest`,
  audience: "public",
  summary: "Read the public figures as published last",
  query: publicationQuery,
  answer: publishedPage,
  failures: readFailures,
  runs: "reads",
  run: (deps, _, { query }) => readPublication(deps, null, query),
  shape: () => ({ maxAgeSeconds: latestMaxAge }),
});

/** `GET …/publications/{version}`: the same as they stood in an earlier version. */
export const getPublication: Operation<ReadDeps> = operation({
  method: "GET",
  path: `${path}/:version`,
  params: { version: "The publication's number, from 1 up." },
  audience: "public",
  summary: "Read the public figures of an earlier publication",
  query: publicationQuery,
  answer: publishedPage,
  failures: readFailures,
  runs: "reads",
  run: (deps, _, { params, query }) => readVersion(deps, params.version, query),
  shape: () => ({ maxAgeSeconds: versionMaxAge }),
});

async function readVersion(
  deps: ReadDeps,
  version: string,
  query: PublicationQuery,
): Promise<Result<PublishedPage, FailureOf<(typeof readFailures)[number]>>> {
  const isNumber = /^[1-9]\d{0,8}$/.test(version);
  return isNumber
    ? readPublication(deps, Number(version), query)
    : fail({ kind: "unknown-publication", given: version });
}

/** What publishing by hand works with. */
export type PublishDeps = {
  readonly organization: Reachable;
  /** Publishes what is due; `isNew` is false if nothing was. */
  readonly publish: () => Promise<Result<Published, PublishFailure>>;
};

type Published = { readonly publication: Publication; readonly isNew: boolean };

/** `POST …/publications`: publishes what has closed, as the close of the day does. */
export const postPublication: Operation<PublishDeps> = operation({
  method: "POST",
  path,
  audience: "config:write",
  summary: "Publish what has closed by now",
  description: "If nothing is due it changes nothing and gives the latest publication with status 200.",
  answer: publication,
  statuses: [201, 200],
  failures: ["outside-subtree", "sum-too-large", "publication-unproved"],
  runs: "reads",
  run: (deps, principal) => publishNow(deps, principal),
  shape: ({ publication: made, isNew }) => ({ value: made, status: isNew ? 201 : 200 }),
});

async function publishNow(
  { organization, publish }: PublishDeps,
  principal: Principal,
): Promise<Result<Published, PublishFailure | FailureOf<"outside-subtree">>> {
  const allowed = needWholeAgency(principal, organization);
  return allowed.ok ? publish() : allowed;
}
