import type { FailureOf } from "../problems/failure.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { decodeBase64url, encodeBase64url } from "../crypto/base64url.ts";

/** Where a list continues: the sort key of the last row that was returned. */
export type Position = readonly (string | number)[];

/** What a cursor is bound to: the agency's secret, and the name of the list with all that filters it. */
export type CursorScope = { readonly secret: string; readonly query: string };

/** The failure for a cursor that comes from another query. */
export const badCursor: FailureOf<"bad-cursor"> = {
  kind: "bad-cursor",
  errors: [{ pointer: "/cursor", detail: "is not a cursor of this query" }],
};

/** The query of a list as one text: its name, and its filters by name without those that are undefined. */
export function queryName(list: string, filters: Readonly<Record<string, string | undefined>> = {}): string {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  return JSON.stringify([list, given.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

/** A position as opaque text that only the same query of the same agency accepts. */
export async function encodeCursor(position: Position, scope: CursorScope): Promise<string> {
  const words = new TextEncoder().encode(JSON.stringify(position));
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", await macKey(scope), bound(words, scope)));
  return `${encodeBase64url(words)}.${encodeBase64url(mac)}`;
}

/** The position in a cursor. */
export async function decodeCursor(
  cursor: string,
  scope: CursorScope,
): Promise<Result<Position, FailureOf<"bad-cursor">>> {
  const bad = fail(badCursor);
  const [first = "", second = "", ...more] = cursor.length > 4096 ? [] : cursor.split(".");
  const words = decodeBase64url(first);
  const mac = decodeBase64url(second);
  if (!words || !mac || more.length > 0) return bad;
  const genuine = await crypto.subtle.verify("HMAC", await macKey(scope), mac, bound(words, scope));
  return genuine ? ok(JSON.parse(new TextDecoder().decode(words)) as Position) : bad;
}

function macKey({ secret }: CursorScope): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

/** Position and query with a zero byte between them, which JSON never has, so that no other pair gives the same bytes. */
function bound(words: Uint8Array, { query }: CursorScope): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(query);
  const all = new Uint8Array(words.length + 1 + name.length);
  all.set(words);
  all.set(name, words.length + 1);
  return all;
}
