import type { Failure } from "../../shared/contract/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";

/** Largest body of a route of the office, in bytes. */
export const officeMaxBytes: number = 8 * 1024 * 1024;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** `mediaTypes` without parameters, in lower case. */
export type ReadJsonOptions = { readonly maxBytes: number; readonly mediaTypes?: readonly string[] };

/**
 * Reads a JSON body. Failures: `media-type`, `too-large` (told before the whole is read), `bad-json` (no JSON, or no UTF-8).
 */
export async function readJson(request: Request, options: ReadJsonOptions): Promise<Result<unknown, Failure>> {
  const { maxBytes, mediaTypes = ["application/json"] } = options;
  const type = mediaTypeOf(request);
  if (!mediaTypes.includes(type)) return fail({ kind: "media-type", given: type, fits: mediaTypes });
  const bytes = await readBytes(request, maxBytes);
  if (bytes === null) return fail({ kind: "too-large", given: `more than ${maxBytes} bytes` });
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

/** The bytes of a body; null where there are more than may be. */
export async function readBytes(request: Request, maxBytes: number): Promise<ArrayBuffer | Uint8Array | null> {
  const declared = Number(request.headers.get("content-length") ?? Number.NaN);
  if (declared > maxBytes) return null;
  if (declared >= 0) return request.arrayBuffer();
  return readChunks(request, maxBytes);
}

/** Without a declared length, chunks are counted as they come, so that an endless body ends here. */
async function readChunks(request: Request, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength;
    if (length > maxBytes) return null;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
