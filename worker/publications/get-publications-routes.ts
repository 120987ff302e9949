import type { Failure } from "../problems/failure.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { publication, publicationQuery, publishedPage } from "../../shared/contract/publication.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Answer, jsonAnswer } from "../operations/operation.ts";
import { problemAnswer } from "../problems/problems.ts";
import { readQuery } from "../operations/read-request.ts";
import type { Route, RouteContext } from "../operations/route.ts";

/** Seconds for which the latest figures may be kept: they change once a day. */
const latestMaxAge = 300;
/** Of one version, whose figures never change. */
const versionMaxAge = 86_400;

/** `GET …/publications`: every version, newest first. */
export const listPublicationsRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/publications",
  audience: "public",
  summary: "Read the list of publications, newest first",
  query: pageQuery,
  answer: listOf(publication),
  handle: listPublications,
};

/** `GET …/publications/latest`: the figures that anybody may read. */
export const getLatestPublicationRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/publications/latest",
  audience: "public",
  summary: "Read the public figures as published last",
  query: publicationQuery,
  answer: publishedPage,
  handle: (context) => getPublication(context, ok(null)),
};

/** `GET …/publications/{version}`: the same as they stood in an earlier version. */
export const getPublicationRoute: Route = {
  method: "GET",
  path: "/v1/agencies/:agency/publications/:version",
  audience: "public",
  summary: "Read the public figures of an earlier publication",
  query: publicationQuery,
  answer: publishedPage,
  handle: (context) => getPublication(context, versionOf(context.params.version ?? "")),
};

async function listPublications(context: RouteContext): Promise<Answer> {
  const query = readQuery(context.url, pageQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await context.agency(context.params.agency ?? "").listPublications(query.value);
  return page.ok ? jsonAnswer(page.value, { maxAgeSeconds: latestMaxAge }) : problemAnswer(page.failure);
}

async function getPublication(context: RouteContext, version: Result<number | null, Failure>): Promise<Answer> {
  if (!version.ok) return problemAnswer(version.failure);
  const query = readQuery(context.url, publicationQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await context.agency(context.params.agency ?? "").readPublication(version.value, query.value);
  if (!page.ok) return problemAnswer(page.failure);
  return jsonAnswer(page.value, { maxAgeSeconds: version.value === null ? latestMaxAge : versionMaxAge });
}

/** Failure: `unknown-publication` for what is no number of a version. */
function versionOf(text: string): Result<number, Failure> {
  return /^[1-9]\d{0,8}$/.test(text) ? ok(Number(text)) : fail({ kind: "unknown-publication", given: text });
}
