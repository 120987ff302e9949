import * as z from "zod/mini";
import { readContentDigest, readSignature, readSignatureInput } from "../../shared/crypto/signature-base.ts";
import { signatureBase } from "../../shared/crypto/signature-base.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { ContractFailure, FailureOf } from "../problems/failure.ts";
import type { SignedCall } from "../runtime/ports.ts";
import { checkContract } from "./check-contract.ts";

/** Largest body of a route of the office, in bytes. */
export const officeMaxBytes: number = 8 * 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** `mediaTypes` without parameters, in lower case. */
export type ReadOptions = {
  readonly maxBytes: number;
  readonly mediaTypes?: readonly string[];
  /** Ends the wait for a body that does not come. */
  readonly inTime?: InTime;
};

/** Returns what the reading of a body of at most so many bytes brings, null if that takes too long. */
export type InTime = <T>(reading: Promise<T>, maxBytes: number) => Promise<T | null>;

/** Levels of lists and objects in one another; the contract's own bodies have six. */
export const mostNested = 32;

/** What is wrong with a body before its fields are looked at. */
export type BodyFailure = FailureOf<"media-type" | "too-large" | "bad-json">;

/** The bytes of a body. */
export type Bytes = ArrayBuffer | Uint8Array;

/** A JSON body, and the bytes that it came as, which may be signed. */
export type JsonBody = { readonly json: unknown; readonly bytes: Bytes };

/** Reads a JSON body. */
export async function readJson(request: Request, options: ReadOptions): Promise<Result<JsonBody, BodyFailure>> {
  const body = await readRequestBody(request, options);
  if (!body.ok) return body;
  const json = parseJson(body.value);
  return json.ok ? ok({ json: json.value, bytes: body.value }) : json;
}

/** Parses JSON in UTF-8 that is not nested too deeply. */
export function parseJson(bytes: Bytes): Result<unknown, FailureOf<"bad-json">> {
  if (isTooDeep(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes))) {
    return fail({ kind: "bad-json", given: `nested deeper than ${mostNested} levels` });
  }
  try {
    return ok(JSON.parse(utf8.decode(bytes)));
  } catch {
    return fail({ kind: "bad-json" });
  }
}

/** Media type of a body without its parameters, in lower case; empty where none is told. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}

/** Reads a body; a large one is refused before the whole is read. */
export async function readRequestBody(
  request: Request,
  { maxBytes, mediaTypes = ["application/json"], inTime = (reading) => reading }: ReadOptions,
): Promise<Result<Bytes, BodyFailure>> {
  const type = mediaTypeOf(request);
  if (!mediaTypes.includes(type)) return fail({ kind: "media-type", given: type, fits: mediaTypes });
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  if (declared > maxBytes) return fail(tooLarge(maxBytes));
  const read = declared >= 0 ? request.arrayBuffer() : readChunks(request, maxBytes);
  try {
    const bytes = await inTime(read, maxBytes);
    if (bytes === null) return fail({ kind: "bad-json", given: "the body did not come in time" });
    return bytes === "too long" ? fail(tooLarge(maxBytes)) : ok(bytes);
  } catch {
    // The sender went away, or its chunks are not as HTTP says.
    return fail({ kind: "bad-json", given: "the body broke off" });
  }
}

function tooLarge(maxBytes: number): FailureOf<"too-large"> {
  return { kind: "too-large", given: `more than ${maxBytes} bytes` };
}

/** Without a declared length, chunks are counted as they come, so that an endless body ends here. */
async function readChunks(request: Request, maxBytes: number): Promise<ArrayBuffer | "too long"> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return "too long";
    chunks.push(chunk);
  }
  return new Blob(chunks).arrayBuffer();
}

/** What text in JSON is made of, besides letters. */
const signs = { quote: 0x22, backslash: 0x5c, list: 0x5b, listEnd: 0x5d, object: 0x7b, objectEnd: 0x7d };

/** Whether JSON is nested too deeply. Looks at its bytes, because a parser works before it knows. */
function isTooDeep(bytes: Uint8Array): boolean {
  // Most bodies open so few lists and objects that it does not matter where.
  let opened = 0;
  // `[` and `{` differ in one bit.
  for (let at = 0; at < bytes.length; at++) if (((bytes[at] ?? 0) & 0xdf) === signs.list) opened += 1;
  return opened > mostNested && deepest(bytes) > mostNested;
}

/** Levels of lists and objects in one another, outside of texts; stops counting above the limit. */
function deepest(bytes: Uint8Array): number {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < bytes.length && depth <= mostNested; at++) {
    const byte = bytes[at];
    if (isText) {
      if (byte === signs.backslash) at += 1;
      else if (byte === signs.quote) isText = false;
    } else if (byte === signs.quote) isText = true;
    else if (byte === signs.list || byte === signs.object) depth += 1;
    else if (byte === signs.listEnd || byte === signs.objectEnd) depth -= 1;
  }
  return depth;
}

/** Of an operation that takes no parameters. */
export const noQuery: z.ZodMiniType = z.strictObject({});

/** Reads the query of an address by its schema. A parameter that stands twice is `invalid`. */
export function readQuery<T extends z.ZodMiniType>(url: URL, schema: T): Result<z.output<T>, ContractFailure> {
  // Most requests have none, and asking the runtime for an empty list takes longer than this look.
  const given = url.search === "" ? [] : [...url.searchParams];
  const twice = given.find(([name], place) => given.findIndex(([other]) => other === name) < place);
  if (twice) {
    return fail({ kind: "invalid", errors: [{ pointer: `/${twice[0].slice(0, 100)}`, detail: "stands twice" }] });
  }
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of given) values[name] = value;
  return checkContract(schema, values);
}

/**
 * The origin at which people reach this server, such as `https://danhgia.example.gov.vn`. A proxy that ends TLS tells the scheme that
 * it was asked by. Whoever makes that up for their own request only gets a link that does not work.
 */
export function publicOrigin({ request, url }: { readonly request: Request; readonly url: URL }): string {
  const isSecure = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
  return isSecure ? `https://${url.host}` : url.origin;
}

/** What is signed, and the three headers that go with it. */
export type SignedMessage = {
  readonly method: string;
  readonly path: string;
  readonly input: string | null;
  readonly signature: string | null;
  readonly digest: string | null;
  readonly body: Bytes;
};

/** Whether a request says that a device signed it. */
export function saysSigned({ headers }: Request): boolean {
  return headers.has("signature-input") || headers.has("signature");
}

/** Returns who says to have signed a request, and checks the digest of its body, which was read before. */
export function readSignedRequest(
  { method, url, headers }: Request,
  body: Bytes,
): Promise<Result<SignedCall, FailureOf<"signature">>> {
  return readSigned({
    ...{ method, path: new URL(url).pathname, body },
    input: headers.get("signature-input"),
    signature: headers.get("signature"),
    digest: headers.get("content-digest"),
  });
}

/** Returns who says to have signed a message, and checks the digest of its body. The failure names the part that is wrong. */
export async function readSigned(message: SignedMessage): Promise<Result<SignedCall, FailureOf<"signature">>> {
  const { method, path, input, signature, digest, body } = message;
  const signer = readSignatureInput(input ?? "");
  if (!signer) return fail({ kind: "signature", given: "Signature-Input is not as devices write it" });
  const signed = readSignature(signature ?? "");
  if (!signed) return fail({ kind: "signature", given: "Signature is not as devices write it" });
  if (digest === null || readContentDigest(digest) !== (await sha256(body))) {
    return fail({ kind: "signature", given: "Content-Digest is not that of the body" });
  }
  const base = signatureBase({ method, path, contentDigest: digest, ...signer });
  return ok({ ...signer, base, signature: signed });
}

/** In base64. */
async function sha256(body: Bytes): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", body);
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
