import { createHash } from "node:crypto";

type Json = { readonly [name: string]: unknown };

/** Parts of the API that no page of the office calls. */
const elsewhere = /^\/v1\/(?:feedback|sealed|tickets|devices|enrolments|openapi)|\/sealed-|^\/(?:healthz|readyz)/;
/** What a type cannot say. */
const untyped = /^(?:description|summary|pattern|format|default|(?:exclusive)?M(?:in|ax)imum|(?:min|max)\w+)$/i;

/**
 * The OpenAPI document without what types do not need: words, limits, failures one by one, and what the office does not call.
 * So the generated file has a third of the lines.
 */
export function officeDocument(document: Json): Json {
  const paths = Object.entries(document["paths"] as Json).filter(([path]) => !elsewhere.test(path));
  return { ...document, info: { title: "citizen-feedback", version: "1" }, paths: Object.fromEntries(paths.map(lean)) };
}

function lean([path, item]: readonly [string, unknown]): readonly [string, Json] {
  const operations = Object.entries(item as Json).map(([method, operation]) => [
    method,
    leanOperation(operation as Json),
  ]);
  return [path, Object.fromEntries(operations) as Json];
}

function leanOperation({ operationId, parameters, requestBody, responses }: Json): Json {
  const successes = Object.entries(responses as Json).filter(([status]) => status < "300");
  const problem = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return {
    operationId,
    parameters: (parameters as Json[]).filter((one) => one["in"] !== "header").map(typed),
    ...(requestBody === undefined ? {} : { requestBody: typed(requestBody) }),
    responses: {
      ...Object.fromEntries(successes.map(([status, answer]) => [status, described(answer)])),
      default: { description: "", content: problem },
    },
  };
}

/** OpenAPI requires a description of each response. */
function described(answer: unknown): Json {
  return { ...(typed(answer) as Json), description: "" };
}

function typed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(typed);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([name, inner]) => !(untyped.test(name) && typeof inner !== "object"));
  return Object.fromEntries(kept.map(([name, inner]) => [name, typed(inner)]));
}

/** A short hash of a document, which the generated file carries: so a test can tell whether it is up to date. */
export function fingerprint(document: Json): string {
  return createHash("sha256").update(JSON.stringify(document)).digest("hex").slice(0, 16);
}
