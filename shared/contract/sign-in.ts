import * as z from "zod/mini";
import { shownTextUpTo } from "../codes.ts";

const issuerShape =
  /^(https:\/\/[A-Za-z0-9.-]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\]))(:[0-9]{1,5})?(\/[A-Za-z0-9._~%/-]*)?$/;

/** An address as its provider writes it: https, or http on the server's own machine; no query. */
const issuerAddress = z.string().check(z.maxLength(500), z.regex(issuerShape));

/** What stands on the button, such as "Đăng nhập bằng tài khoản của tỉnh". */
const label = z.strictObject({ vi: shownTextUpTo(100), en: z.optional(shownTextUpTo(100)) });

const client = { issuer: issuerAddress, client_id: z.string().check(z.minLength(1), z.maxLength(200)) };

/** Body of `PUT …/sign-in`: the agency's provider of OpenID Connect. The secret is never shown again. */
export const newSignIn = z.strictObject({
  ...client,
  /** Absent for a client without one, or if the server's setting `OIDC_SECRETS` has it. */
  client_secret: z.optional(z.string().check(z.minLength(1), z.maxLength(1000))),
  label,
});

/** See {@link newSignIn}. */
export type NewSignIn = z.infer<typeof newSignIn>;

/** The provider as the agency's own people see it. */
const seenBySetters = z.strictObject({
  issuer: z.string(),
  client_id: z.string(),
  /** Whether there is a secret, and where: in the database or in the server's setting, which goes before. */
  secret: z.nullable(z.enum(["stored", "setting"])),
  /** Addresses of this server that the provider must send people back to. */
  redirect_addresses: z.array(z.string()),
});

/** Answer of `GET …/sign-in`. `sign_in` is null if the agency has no provider: its people sign in by keys. */
export const signIn = z.strictObject({
  sign_in: z.nullable(
    z.strictObject({
      label,
      /** Only for the root key and keys and sessions with `members:write`. */
      provider: z.optional(seenBySetters),
    }),
  ),
});

/** See {@link signIn}. */
export type SignIn = z.infer<typeof signIn>;

/**
 * Body of `POST …/sign-in/start`. `to` is where the browser goes afterwards, a path such as `/office/H20/today` of the agency;
 * without it `/office/{agency}`. `invitation` is the code of an invitation, for somebody who joins.
 */
export const signInStart = z.strictObject({
  to: z.optional(z.string().check(z.minLength(1), z.maxLength(1000))),
  invitation: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
});

/** Answer of `POST …/sign-in/start`: the address of the provider that the page must open within 10 minutes, by `location.assign`. */
export const signInLocation = z.strictObject({ location: z.string() });

/**
 * Why a sign-in failed, as `?failed=` of the page `/office/{agency}` says it. If the agency isn't known either, the page is
 * `/office/`.
 * - `state`: not begun in this browser, begun more than 10 minutes ago, or not the answer to what was begun. Try again.
 * - `refused`: the provider did not let the person in, or the person broke off.
 * - `provider`: the provider does not answer, or its answer does not hold. Keys still work.
 * - `no-member`: the provider knows the person, the agency does not. An administrator must invite them.
 * - `invitation`: the invitation has been used, withdrawn or has lapsed, or the person is a member already.
 */
export const signInFailures = ["state", "refused", "provider", "no-member", "invitation"] as const;

/** See {@link signInFailures}. */
export type SignInFailure = (typeof signInFailures)[number];
