import * as z from "zod/mini";
import { agencyCode } from "../../shared/codes.ts";
import type { LoginSecrets } from "../runtime/ports.ts";
import type { NamedSession } from "../sessions/session-cookie.ts";
import { decodeBase64url, encodeBase64url } from "../crypto/base64url.ts";

/** What a browser keeps while its person is at the provider's pages. `to` is the page that comes afterwards. */
export type Login = LoginSecrets & {
  readonly agency: string;
  readonly issuer: string;
  readonly to: string;
  readonly invitation: string | null;
  /**
   * The session that the browser had when the sign-in began. The session's cookie is Strict, so the browser does not send it on
   * the way back from the provider. Absent from cookies of the version before.
   */
  readonly before?: NamedSession | null | undefined;
};

const login: z.ZodMiniType<Login> = z.strictObject({
  agency: agencyCode,
  issuer: z.string(),
  state: z.string().check(z.minLength(1)),
  nonce: z.string().check(z.minLength(1)),
  verifier: z.string().check(z.minLength(1)),
  begunMs: z.number(),
  to: z.string(),
  invitation: z.nullable(z.string()),
  before: z.optional(z.nullable(z.strictObject({ agency: agencyCode, id: z.string(), hash: z.string() }))),
});

const cookieName = "__Host-office-sign-in";
/** Strict would keep it back when the provider sends the browser here. Nobody but this browser's requests to this host has it. */
const attributes = "Path=/; Secure; HttpOnly; SameSite=Lax";

/** `Set-Cookie` for a sign-in that begins; the browser keeps it for ten minutes. */
export function writeLoginCookie(begun: Login): string {
  const value = encodeBase64url(new TextEncoder().encode(JSON.stringify(begun)));
  return `${cookieName}=${value}; Max-Age=600; ${attributes}`;
}

/** `Set-Cookie` for a sign-in that has ended, well or not. */
export const clearedLoginCookie: string = `${cookieName}=; Max-Age=0; ${attributes}`;

/** The sign-in that a browser has begun; null without one. */
export function readLoginCookie({ headers }: { readonly headers: Headers }): Login | null {
  const cookies = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const given = cookies.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
  const bytes = decodeBase64url(given ?? "");
  if (!bytes) return null;
  try {
    const read = login.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
