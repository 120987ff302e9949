import * as z from "zod/mini";
import { problem } from "../../shared/contract/problem.ts";
import type { Route } from "./route.ts";

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of a route table; schemas are those that requests and answers are checked by. */
export function openapi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z_]+)/g, "{$1}");
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
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

function operation(route: Route): Json {
  const { summary, audience, body, answer, status = 200 } = route;
  return {
    summary,
    description: whoMay(route),
    security: audience === "public" ? [] : [{ key: [] }],
    parameters: [...pathParameters(route.path), ...queryParameters(route), ...signatureHeaders(route)],
    ...(body ? { requestBody: { required: true, content: bodyContent(route, schemaOf(body, "input")) } } : {}),
    responses: {
      [status]: { description: "As asked", ...(answer ? { content: jsonContent(schemaOf(answer, "output")) } : {}) },
      default: {
        description: "A problem (RFC 9457)",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function whoMay({ audience, signed }: Route): string {
  if (signed === "always") return "An enrolled device, by its signature.";
  if (signed === "by-devices") return "Anybody; an enrolled device by its signature.";
  if (audience === "public") return "Anybody.";
  if (audience === "root") return "The root key.";
  return audience === "any-key" ? "Any key of the agency." : `A key with the scope ${audience}.`;
}

function jsonContent(schema: Json): Json {
  return { "application/json": { schema } };
}

function bodyContent({ mediaTypes = ["application/json"] }: Route, schema: Json): Json {
  return Object.fromEntries(mediaTypes.map((type) => [type, { schema }]));
}

function pathParameters(path: string): Json[] {
  return [...path.matchAll(/:([a-z_]+)/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters({ query }: Route): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, "input") as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

/** How a device signs (RFC 9421, RFC 9530); in exactly this spelling, with the key's own rising counter as the nonce. */
const signatureHeaderPatterns: Readonly<Record<string, string>> = {
  "Content-Digest": "^sha-256=:[A-Za-z0-9+/]{43}=:$",
  "Signature-Input":
    '^sig1=\\("@method" "@path" "content-digest"\\);keyid="device-[0-9a-hjkmnp-tv-z]{16}";nonce="[1-9][0-9]{0,15}";alg="ecdsa-p256-sha256";tag="citizen-feedback"$',
  Signature: "^sig1=:[A-Za-z0-9+/]{86}==:$",
};

function signatureHeaders({ signed }: Route): Json[] {
  if (!signed) return [];
  return Object.entries(signatureHeaderPatterns).map(([name, pattern]) => ({
    name,
    in: "header",
    required: signed === "always",
    schema: { type: "string", pattern },
  }));
}

function schemaOf(schema: z.ZodMiniType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
