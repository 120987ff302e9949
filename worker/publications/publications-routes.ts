import type { Failure } from "../../shared/contract/failure.ts";
import { listOf, pageQuery } from "../../shared/contract/list.ts";
import { publication, publicationQuery, publishedPage } from "../../shared/contract/publication.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Answer, jsonAnswer } from "../http/answer.ts";
import { problemAnswer } from "../http/problems.ts";
import { readQuery } from "../http/read-query.ts";
import { needPrincipal, type Route, type RouteContext } from "../http/route.ts";

const path = "/v1/agencies/:agency/publications";
/** Seconds for which answers may be kept: the latest changes once a day at most, a version never. */
const maxAge = { latest: 300, version: 86_400 } as const;

/** `GET …/publications`: every version, newest first. */
export const listPublicationsRoute: Route = {
  ...{ method: "GET", path, audience: "public", query: pageQuery, answer: listOf(publication) },
  summary: "Read the list of publications, newest first",
  async handle({ url, agency, params }) {
    const query = readQuery(url, pageQuery);
    if (!query.ok) return problemAnswer(query.failure);
    const page = await agency(params.agency ?? "").listPublications(query.value);
    return page.ok ? jsonAnswer(page.value, { maxAgeSeconds: maxAge.latest }) : problemAnswer(page.failure);
  },
};

const reading = { method: "GET", audience: "public", query: publicationQuery, answer: publishedPage } as const;

/** `GET …/publications/latest`: the figures that anybody may read. */
export const getLatestPublicationRoute: Route = {
  ...{ ...reading, path: `${path}/latest`, summary: "Read the public figures as published last" },
  handle: (context) => getPublication(context, ok(null)),
};

/** `GET …/publications/{version}`: the same as they stood in an earlier version. */
export const getPublicationRoute: Route = {
  ...{ ...reading, path: `${path}/:version`, summary: "Read the public figures of an earlier publication" },
  handle: (context) => getPublication(context, versionOf(context.params.version ?? "")),
};

/** `POST …/publications`: publishes what is due, as the close of the day does; where nothing is, it changes nothing. */
export const postPublicationRoute: Route = {
  ...{ method: "POST", path, audience: "config:write", answer: publication, status: 201 },
  summary: "Publish what is due by now",
  async handle(context) {
    const made = await context.agency(context.params.agency ?? "").publish(needPrincipal(context));
    if (!made.ok) return problemAnswer(made.failure);
    return jsonAnswer(made.value.publication, { status: made.value.isNew ? 201 : 200 });
  },
};

async function getPublication(context: RouteContext, version: Result<number | null, Failure>): Promise<Answer> {
  if (!version.ok) return problemAnswer(version.failure);
  const query = readQuery(context.url, publicationQuery);
  if (!query.ok) return problemAnswer(query.failure);
  const page = await context.agency(context.params.agency ?? "").readPublication(version.value, query.value);
  const maxAgeSeconds = version.value === null ? maxAge.latest : maxAge.version;
  return page.ok ? jsonAnswer(page.value, { maxAgeSeconds }) : problemAnswer(page.failure);
}

function versionOf(text: string): Result<number, Failure> {
  return /^[1-9]\d{0,8}$/.test(text) ? ok(Number(text)) : fail({ kind: "unknown-publication", given: text });
}
