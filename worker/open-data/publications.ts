import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { type Publication, publication, publicationQuery, publishedPage } from "../../shared/contract/publication.ts";
import { queryName } from "../lists/cursor.ts";
import { pageOf } from "../lists/page-of.ts";
import { type Operation, operation } from "../operations/operation.ts";
import { type ReadDeps, readFailures, readPublication, toPublication } from "./read-publication.ts";

const path = "/v1/agencies/:agency/publications";

/** Seconds for which the latest figures may be kept: they change once a day at most. */
const latestMaxAge = 300;
/** Of one version, whose figures never change. */
const versionMaxAge = 86_400;

/** The parameter of paths whose version may also be `latest`. */
export const versionOrLatest = "The publication's number, from 1 up, or `latest`.";

/** Seconds for which what a publication shows may be kept. */
export function maxAgeOf(version: string): number {
  return version === "latest" ? latestMaxAge : versionMaxAge;
}

const shape = (): { maxAgeSeconds: number } => ({ maxAgeSeconds: latestMaxAge });
const reading = { method: "GET", audience: "public", runs: "reads", shape } as const;
const readingRows = { ...reading, query: publicationQuery, answer: publishedPage, failures: readFailures } as const;

/** `GET …/publications`: all versions, newest first. */
export const listPublications: Operation<ReadDeps> = operation({
  ...reading,
  path,
  summary: "Read the list of publications, newest first",
  query: pageQuery,
  answer: listOf(publication),
  failures: ["invalid", "bad-cursor"],
  run({ publications, organization }: ReadDeps, _, { query }) {
    const list = {
      ...{ secret: organization.agency.cursor_secret, query: queryName("publications") },
      read: (after: readonly unknown[] | null, limit: number) =>
        publications
          .publicationsBefore(after && Number(after[0]), limit)
          .map((one) => toPublication(one, organization)),
      positionOf: ({ version }: Publication) => [version],
    };
    return pageOf(list, query);
  },
});

/** `GET …/publications/latest`: the figures that anybody may read. */
export const getLatestPublication: Operation<ReadDeps> = operation({
  ...readingRows,
  path: `${path}/latest`,
  summary: "Read the public figures as published last",
  run: (deps: ReadDeps, _, { query }) => readPublication(deps, "latest", query),
});

/** `GET …/publications/{version}`: the same as they stood in an earlier version. */
export const getPublication: Operation<ReadDeps> = operation({
  ...readingRows,
  path: `${path}/:version`,
  params: { version: "The publication's number, from 1 up." },
  summary: "Read the public figures of an earlier publication",
  run: (deps: ReadDeps, _, { params: { version }, query }) => readPublication(deps, version, query),
  shape: () => ({ maxAgeSeconds: versionMaxAge }),
});
