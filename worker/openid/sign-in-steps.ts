import * as z from "zod/mini";
import { type SignInFailure, signInLocation, signInStart } from "../../shared/contract/sign-in.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Credential, newCredential } from "../keys/key-token.ts";
import { asPrincipal, hashOfInvitation, joinMember, type JoinDeps } from "../members/join-member.ts";
import type { MemberStore, StoredMember } from "../members/member-store.ts";
import {
  type Answer,
  emptyAnswer,
  jsonAnswer,
  type Operation,
  operationInWorker,
  part,
  type WorkerDeps,
} from "../operations/operation.ts";
import { publicOrigin } from "../operations/read-request.ts";
import { invalidAt, type FailureOf } from "../problems/failure.ts";
import type { OpenidClient, ProvenIdentity } from "../runtime/ports.ts";
import { beginSession, cookieOfSession, type SessionDeps } from "../sessions/begin-session.ts";
import { type NamedSession, sessionInCookie, type SessionToken } from "../sessions/session-cookie.ts";
import { clearedLoginCookie, type Login, readLoginCookie, writeLoginCookie } from "./login-cookie.ts";
import { callbackPath, redirectAddresses, secretInSetting, type SignInDeps, signInPath } from "./sign-in.ts";
import type { StoredSignIn } from "./sign-in-store.ts";

/** What steps of a sign-in work with in the agency's object. */
export type SignInStepDeps = SignInDeps &
  SessionDeps &
  JoinDeps & {
    readonly members: Pick<MemberStore, "find" | "join" | "identified" | "invitedBy">;
    readonly randomBytes: (count: number) => Uint8Array;
  };

const readSignIn = part({
  name: "readSignIn",
  failures: [],
  runs: "reads",
  run: ({ signIn }: SignInStepDeps, _: null, _given: Nothing): Result<StoredSignIn | null, never> => ok(signIn.read()),
});

type Nothing = Readonly<Record<never, never>>;
type Proven = { readonly identity: ProvenIdentity; readonly invitation: string | null };
type Prepared = { readonly prepared: { readonly credential: Credential; readonly hash: string | null } };
type Opened = Omit<SessionToken, "agency"> | Extract<SignInFailure, "no-member" | "invitation">;

const openBySignIn = part({
  name: "openBySignIn",
  failures: [],
  runs: "in a transaction",
  prepare: async ({ randomBytes }: SignInStepDeps, _: null, { invitation }: Proven) =>
    ok({
      credential: await newCredential(randomBytes),
      hash: invitation === null ? null : await hashOfInvitation(invitation),
    }),
  run: (deps: SignInStepDeps, _: null, { identity, prepared }: Proven & Prepared): Result<Opened, never> => {
    const invited = prepared.hash === null ? null : deps.members.invitedBy(prepared.hash, deps.nowMs);
    if (invited && !joinMember(deps, invited, identity).ok) return ok("invitation");
    const member: StoredMember | null = deps.members.identified(identity);
    if (!member) return ok(prepared.hash === null ? "no-member" : "invitation");
    const principal = asPrincipal(deps.organization.agency.code, member);
    const { id, secret } = beginSession(deps, principal, prepared.credential);
    return ok({ id, secret });
  },
});

/** What one network may begin and finish at once, and then in a minute: a whole office signs in at eight. */
const flow = { atOnce: 120, perMinute: 60 };

async function takeTurn(worker: WorkerDeps): Promise<Result<null, FailureOf<"rate-limited">>> {
  const bucket = `sign-in ${await worker.clientName("sign-in")}`;
  return worker.limits.take([{ of: "client", bucket, cost: 1, flow }]);
}

/** Origins at which a browser keeps `Secure` cookies: https, and the server's own machine. */
const keepsCookies = /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/;

/** `POST …/sign-in/start`: where the browser goes to sign in. */
export const startSignIn: Operation<SignInStepDeps> = operationInWorker({
  method: "POST",
  path: `${signInPath}/start`,
  audience: "public",
  summary: "Begin to sign in by the agency's provider",
  description:
    "Sets a cookie for ten minutes, for pages of this server. The browser then opens `location`, comes back by way of the provider, and goes on to `to`, or to `/office/{agency}?failed=` with the reason.",
  body: signInStart,
  answer: signInLocation,
  failures: ["invalid", "sign-in-unset", "https-needed", "provider-silent", "rate-limited"],
  parts: [readSignIn],
  async handle(worker, _, { params: { agency }, body }) {
    const origin = publicOrigin(worker);
    if (!keepsCookies.test(origin)) return fail({ kind: "https-needed", given: origin });
    const to = pageOf(agency, body.to ?? `/office/${agency}`);
    if (to === null) return fail(invalidAt("/to", `must be a path that begins with /office/${agency}`));
    const turn = await takeTurn(worker);
    if (!turn.ok) return turn;
    const client = await clientOf(worker, agency);
    if (!client) return fail({ kind: "sign-in-unset" });
    const begun = await worker.providers.begin(client, redirectAddresses(worker, agency));
    if (!begun) return fail({ kind: "provider-silent" });
    const { issuer } = client;
    const held = { invitation: body.invitation ?? null, before: await sessionInCookie(worker) };
    const cookie = writeLoginCookie({ agency, issuer, to, ...held, ...begun.secrets });
    const headers = { "cache-control": "no-store" };
    return ok({ ...jsonAnswer({ location: begun.location }, { headers }), cookies: [cookie] });
  },
});

/** `GET /v1/sign-in/callback`: takes the provider's answer, and sends the browser on. */
export const finishSignIn: Operation<SignInStepDeps> = operationInWorker({
  method: "GET",
  path: callbackPath,
  audience: "public",
  summary: "Come back from the provider",
  description:
    "For browsers that began to sign in here. Begins a session and sends the browser on to its page, or to `/office/{agency}?failed=` with the reason.",
  // What providers add is theirs to choose.
  query: z.record(z.string(), z.string()),
  statuses: [303],
  failures: ["rate-limited"],
  parts: [readSignIn, openBySignIn],
  async handle(worker) {
    // A code is good for one use, which is not for a request that only looks.
    const login = worker.request.method === "GET" ? readLoginCookie(worker.request) : null;
    if (!login || !(await worker.registry.knows(login.agency))) return ok(onward("/office/?failed=state"));
    const turn = await takeTurn(worker);
    if (!turn.ok) return turn;
    const opened = await openSession(worker, login);
    const home = `/office/${login.agency}`;
    if (typeof opened === "string") return ok(onward(`${home}?failed=${opened}`));
    // On the way back from a provider on the same site, the browser sends the session's cookie.
    const before = (await sessionInCookie(worker)) ?? (await stillKnown(worker, login.before));
    const cookie = await cookieOfSession(worker, { agency: login.agency, ...opened }, before);
    return ok(onward(pageOf(login.agency, login.to) ?? home, [cookie]));
  },
});

async function openSession(
  worker: WorkerDeps,
  { agency, issuer, invitation, to: _, before: __, ...secrets }: Login,
): Promise<Omit<SessionToken, "agency"> | SignInFailure> {
  const client = await clientOf(worker, agency);
  if (client?.issuer !== issuer) return "state";
  const addresses = redirectAddresses(worker, agency);
  const identity = await worker.providers.finish(client, { secrets, addresses, given: worker.url.searchParams });
  if (!identity.ok) return identity.failure;
  const input = { identity: identity.value, invitation };
  const opened = await worker.ask(openBySignIn, { agency, principal: null, input });
  return opened.ok ? opened.value : "state";
}

/** Returns the session if its agency exists: the cookie may be forged, and asking an agency that does not exist would make its files. */
async function stillKnown({ registry }: WorkerDeps, before: NamedSession | null = null): Promise<NamedSession | null> {
  return before && (await registry.knows(before.agency)) ? before : null;
}

async function clientOf(worker: WorkerDeps, agency: string): Promise<OpenidClient | null> {
  const read = await worker.ask(readSignIn, { agency, principal: null, input: {} });
  if (!read.ok || read.value === null) return null;
  const { issuer, clientId, clientSecret } = read.value;
  const set = secretInSetting(worker.environment.OIDC_SECRETS, agency);
  return { issuer, clientId, clientSecret: set ?? clientSecret };
}

/** A page of an agency's office as its path, query and fragment; null for any other address. */
function pageOf(agency: string, to: string): string | null {
  const here = "https://here.invalid";
  const url = to.startsWith("/") ? URL.parse(to, here) : null;
  if (url?.origin !== here) return null;
  const { pathname, search, hash } = url;
  const isOffice = pathname === `/office/${agency}` || pathname.startsWith(`/office/${agency}/`);
  return isOffice ? pathname + search + hash : null;
}

/** Sends the browser on. Its session's cookie is Strict and does not go with this step; it does with the page's own calls. */
function onward(location: string, cookies: readonly string[] = []): Answer {
  const headers = { location, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return { ...emptyAnswer, status: 303, headers, cookies: [...cookies, clearedLoginCookie] };
}
