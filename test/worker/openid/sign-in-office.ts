import { env, runInDurableObject } from "cloudflare:test";
import { expect } from "vitest";
import { hashOfInvitation } from "../../../worker/members/join-member.ts";
import { type Identity, type MemberStore, memberStore } from "../../../worker/members/member-store.ts";
import type { Environment } from "../../../worker/runtime/environment.ts";
import { type Answered, ask, askAsRoot, openAgency } from "../office.ts";
import { issuer, type RoutedProvider } from "./provider-of-routes.ts";

/** What the root key sets in these tests. */
export const setting = {
  issuer,
  client_id: "citizen-feedback",
  client_secret: "secret of the client",
  label: { vi: "Tài khoản của tỉnh" },
};

/** Makes an agency with a provider; returns the beginning of its paths. */
export async function openSignIn(code: string, more: Partial<typeof setting> = {}): Promise<string> {
  const base = await openAgency(code);
  const put = await askAsRoot(`PUT ${base}/sign-in`, { ...setting, ...more });
  expect(put.status).toBe(200);
  return base;
}

/** Invites somebody; returns the code, which is good for a minute. */
export async function invite(agency: string, id: string): Promise<string> {
  const code = `invitation-of-${id}`;
  const invitation = { hash: await hashOfInvitation(code), lapsesMs: Date.now() + 60_000, hands: [] };
  await withMembers(agency, (members) =>
    members.add({ id, name: `Bà ${id}`, role: "administrator", unit: agency, invitedMs: Date.now() }, invitation),
  );
  return code;
}

/** Makes a member who has joined. */
export async function join(agency: string, id: string, identity: Identity): Promise<void> {
  await invite(agency, id);
  await withMembers(agency, (members) => members.join(id, identity, Date.now()));
}

async function withMembers(agency: string, act: (members: MemberStore) => void): Promise<void> {
  const { AGENCY } = env as unknown as Environment;
  await runInDurableObject(AGENCY.get(AGENCY.idFromName(agency)), (_, { storage }) => act(memberStore(storage.sql)));
}

/** A sign-in that a browser has begun: where it goes, and its cookie. */
export type Begun = { readonly location: string; readonly cookie: string };

/** Begins to sign in; `headers` are what the browser sends along. */
export async function begin(
  base: string,
  body: Record<string, unknown> = {},
  { headers = {} }: { headers?: Record<string, string> } = {},
): Promise<Begun> {
  const begun = await ask(`POST ${base}/sign-in/start`, { body, headers });
  expect(begun.body).toMatchObject({ location: expect.any(String) });
  const cookie = (begun.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return { location: (begun.body as { location: string }).location, cookie };
}

/** Comes back from the provider to an address. */
export function comeBack(to: URL, cookie: string, method = "GET"): Promise<Answered> {
  return ask(`${method} ${to.pathname}${to.search}`, { headers: { cookie } });
}

/** Signs a person in from the beginning to the end. */
export async function signIn(
  base: string,
  provider: RoutedProvider,
  { subject = "s-1", ...body }: { subject?: string; to?: string; invitation?: string },
): Promise<Answered> {
  const { location, cookie } = await begin(base, body);
  return comeBack(provider.admit(location, subject), cookie);
}

/** Where an answer sends the browser. */
export function landing({ status, headers }: Answered): string {
  expect(status).toBe(303);
  return headers.get("location") ?? "";
}

/** The session that an answer begins, as calls of the office's pages carry it; null if it begins none. */
export function sessionIn({ headers }: Answered): { headers: Record<string, string> } | null {
  const cookie = headers.getSetCookie().find((one) => /^__Host-office-session=[^;]/.test(one));
  return cookie ? { headers: { cookie: cookie.split(";")[0] ?? "", "office-session": "1" } } : null;
}
