import * as z from "zod/mini";
import { problem } from "../../shared/contract/problem.ts";
import { ok } from "../../shared/result.ts";
import {
  type Answer,
  type Audience,
  jsonAnswer,
  needsNoKey,
  type Operation,
  operationInWorker,
} from "../operations/operation.ts";
import type { FailureKind } from "../problems/failure.ts";
import { statusOf, titleOf } from "../problems/problems.ts";

type Json = Readonly<Record<string, unknown>>;
type AnyOperation = Operation<never>;

/** `GET /v1/openapi.json`: the document of these operations and of itself. */
export function getOpenapi(operations: () => Readonly<Record<string, AnyOperation>>): AnyOperation {
  // Made at the first request: it takes as long as a hundred ratings. An isolate has one version.
  let made: Answer | null = null;
  return operationInWorker({
    method: "GET",
    path: "/v1/openapi.json",
    audience: "public",
    summary: "Read this description",
    answer: z.looseObject({}),
    failures: [],
    async handle({ environment }) {
      made ??= jsonAnswer(openapi(operations(), environment.VERSION ?? "0"), { maxAgeSeconds: 300 });
      return ok(made);
    },
  });
}

/** The OpenAPI 3.1 document of the list of operations; schemas are those that requests and answers are checked by. */
function openapi(operations: Readonly<Record<string, AnyOperation>>, version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const path = operation.path.replaceAll(/:([a-z_]+)/g, "{$1}");
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described(name, operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "citizen-feedback",
      version,
      description: "Ratings of public services, and the indices made from them.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
      schemas: { Problem: schemaOf(problem, "output") },
    },
  };
}

function described(name: string, operation: AnyOperation): Json {
  const { summary, description, audience } = operation;
  return {
    operationId: name,
    summary,
    description: [whoMay(operation), description].filter(Boolean).join(" "),
    security: needsNoKey(audience) ? [] : [{ key: [] }],
    parameters: [...pathParameters(operation), ...queryParameters(operation), ...headerParameters(operation)],
    ...requestBody(operation),
    responses: together(successes(operation), problems(operation)),
  };
}

const audiences: Readonly<Partial<Record<Audience, string>>> = {
  public: "Anybody.",
  device: "An enrolled device, by its signature.",
  "code-holder": "The holder of a code. The body has the code or its proof, so that no log keeps it.",
  root: "The root key.",
  "any-key": "Any key of the agency.",
};

function whoMay({ audience, signed }: AnyOperation): string {
  if (signed === "by-devices") return "Anybody; an enrolled device by its signature.";
  return audiences[audience] ?? `A key with the scope ${audience}.`;
}

function pathParameters({ path, params = {} }: AnyOperation): Json[] {
  const known: NonNullable<AnyOperation["params"]> = { agency: "The agency's code, such as H20.", ...params };
  return [...path.matchAll(/:([a-z_]+)/g)].map(([, name = ""]) => {
    const told = known[name] ?? "";
    const { words, ...values } = typeof told === "string" ? { words: told } : { words: told.words, enum: told.values };
    return { name, in: "path", required: true, description: words, schema: { type: "string", ...values } };
  });
}

function queryParameters({ query }: AnyOperation): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: "input", unrepresentable: "any" });
  return Object.entries(properties).map(([name, told]) => {
    const { description, ...schema } = Object(told) as Json;
    return { name, in: "query", required: required.includes(name), description, schema };
  });
}

type Header = readonly [name: string, description: string, pattern: string];

/** How a device signs (RFC 9421, RFC 9530); in exactly this spelling, with the key's own rising counter as the nonce. */
const signatureHeaders: readonly Header[] = [
  ["Content-Digest", "SHA-256 of the body (RFC 9530).", "^sha-256=:[A-Za-z0-9+/]{43}=:$"],
  [
    "Signature-Input",
    "What is signed and by which device (RFC 9421); the nonce is the device's counter, which rises with every request.",
    '^sig1=\\("@method" "@path" "content-digest"\\);keyid="device-[0-9a-hjkmnp-tv-z]{16}";nonce="[1-9][0-9]{0,15}";alg="ecdsa-p256-sha256";tag="citizen-feedback"$',
  ],
  ["Signature", "ECDSA P-256 signature of the signature base, r and s in base64.", "^sig1=:[A-Za-z0-9+/]{86}==:$"],
];

const ifMatchHeader: Header = [
  "If-Match",
  "The ETag of the comment as it was read; its version is what counts.",
  '^(W/)?"\\d{1,15}(-[^"]*)?"$',
];

function headerParameters({ signed, ifMatch }: AnyOperation): Json[] {
  const headers = [...(signed ? signatureHeaders : []), ...(ifMatch ? [ifMatchHeader] : [])];
  return headers.map(([name, description, pattern]) => {
    const required = signed !== "by-devices";
    return { ...{ name, in: "header", required, description }, schema: { type: "string", pattern } };
  });
}

function requestBody({ body, bodyInDocument, mediaTypes = ["application/json"] }: AnyOperation): Json {
  const shown = bodyInDocument ?? body;
  if (!shown) return {};
  const schema = schemaOf(shown, "input");
  return { requestBody: { required: true, content: Object.fromEntries(mediaTypes.map((type) => [type, { schema }])) } };
}

function successes(operation: AnyOperation): Record<string, Json> {
  const { method, answer, files = [], statuses = [200] } = operation;
  const content = {
    ...(answer ? { "application/json": { schema: schemaOf(answer, "output") } } : {}),
    ...Object.fromEntries(files.map((type) => [type, { schema: { type: "string" } }])),
  };
  const brings = answer || files.length > 0 ? { content } : {};
  const all = statuses.map((status): [string, Json] => [
    String(status),
    { description: successWords(status), ...brings },
  ]);
  if (method === "GET" && answer) all.push(["304", { description: "Not changed since the ETag in If-None-Match." }]);
  return Object.fromEntries(all);
}

/** A status that a success and a problem share has the content of both. */
function together(these: Record<string, Json>, those: Record<string, Json>): Json {
  const shared = Object.keys(those).filter((status) => Object.hasOwn(these, status));
  const both = shared.map((status): [string, Json] => {
    const content = { ...Object(these[status]?.["content"]), ...Object(those[status]?.["content"]) };
    return [status, { ...those[status], content }];
  });
  return { ...these, ...those, ...Object.fromEntries(both) };
}

function successWords(status: number): string {
  if (status === 201) return "Made.";
  if (status === 303) return "Sends the browser on.";
  return status === 204 ? "Done; there is nothing to tell." : "As asked.";
}

/** One entry for each status, with the kinds of problem that it may carry. */
function problems(operation: AnyOperation): Record<string, Json> {
  const byStatus = Map.groupBy(failuresOf(operation), statusOf);
  const content = { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } };
  return Object.fromEntries(
    [...byStatus].map(([status, kinds]) => [
      String(status),
      { description: kinds.map((kind) => `\`${kind}\`: ${titleOf(kind)}.`).join(" "), content },
    ]),
  );
}

/** All kinds of failure that an operation can answer: its own, and those of key, path, query, body and server. */
export function failuresOf(operation: AnyOperation): FailureKind[] {
  const { audience, path, body, bodyInDocument, ifMatch, failures } = operation;
  const isOpen = needsNoKey(audience);
  const isAtAgency = path.includes(":agency");
  const kinds: FailureKind[] = [
    "unauthorized",
    "key-expired",
    "session-ended",
    ...(isOpen ? [] : (["scope-missing"] as const)),
    ...(isOpen || !isAtAgency ? [] : (["other-agency"] as const)),
    ...(isAtAgency ? (["unknown-agency"] as const) : []),
    ...(path.includes(":") ? (["not-found"] as const) : []),
    "invalid",
    "unknown-field",
    ...(body || bodyInDocument ? (["bad-json", "media-type", "too-large"] as const) : []),
    ...(ifMatch ? (["version-needed"] as const) : []),
    ...(operation.guesses ? (["rate-limited"] as const) : []),
    ...failures,
    "unavailable",
    "internal",
  ];
  return [...new Set(kinds)];
}

function schemaOf(schema: z.ZodMiniType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
