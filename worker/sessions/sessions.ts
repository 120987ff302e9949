import { currentSession, newSession, type Session, session } from "../../shared/contract/session.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import { type Principal, subtreeRoot } from "../access/principal.ts";
import { askerOf, noteDeed } from "../audit/note-deed.ts";
import { holderOfToken } from "../keys/authenticate.ts";
import { type Credential, newCredential } from "../keys/key-token.ts";
import { jsonAnswer, emptyAnswer, type Operation, operationInWorker, part } from "../operations/operation.ts";
import { invalidAt } from "../problems/failure.ts";
import {
  beginSession,
  cookieOfSession,
  endReplaced,
  type OpenedSession,
  type SessionDeps,
  sessionOf,
} from "./begin-session.ts";
import { clearedSessionCookie } from "./session-cookie.ts";

type OpenDeps = SessionDeps & { readonly randomBytes: (count: number) => Uint8Array };
type Given = Readonly<Record<never, never>>;
type Prepared = { readonly prepared: Credential };

const noStore = { "cache-control": "no-store" };

const openSession = part({
  name: "openSession",
  failures: [],
  runs: "in a transaction",
  prepare: async ({ randomBytes }: OpenDeps, _: Principal, _given: Given) => ok(await newCredential(randomBytes)),
  run: (deps: OpenDeps, principal: Principal, { prepared }: Given & Prepared): Result<OpenedSession, never> =>
    ok(beginSession(deps, principal, prepared)),
});

const readSession = part({
  name: "readSession",
  failures: [],
  runs: "reads",
  run: (deps: SessionDeps, principal: Principal): Result<Session | null, never> => {
    const open = principal.kind === "key" && principal.session ? deps.sessions.find(principal.session) : null;
    return ok(open && sessionOf(deps, principal, open));
  },
});

const signOut = part({
  name: "signOut",
  failures: [],
  runs: "in a transaction",
  run: (deps: SessionDeps, principal: Principal, { id }: { id: string }): Result<null, never> => {
    deps.sessions.end(id);
    noteDeed(deps, { by: askerOf(principal), what: "session.ended", on: id, unit: subtreeRoot(principal, "") });
    return ok(null);
  },
});

/** `POST /v1/sessions`: exchanges a key for a session, whose cookie no script can read. */
export const postSession: Operation<OpenDeps> = operationInWorker({
  method: "POST",
  path: "/v1/sessions",
  audience: "code-holder",
  summary: "Sign in by a key",
  description:
    "Sets the cookie of a new session, for pages of this server. With the root key the session is an administrator's of the agency named. The session that the browser's cookie named until now ends, at whichever agency it was; of more than 20 sessions of one key the oldest ends.",
  body: newSession,
  answer: session,
  statuses: [201],
  failures: ["invalid", "unauthorized", "key-expired", "unknown-agency", "other-agency"],
  parts: [openSession, endReplaced],
  async handle(worker, _, { body }) {
    const holder = await holderOfToken(worker, body.key.trim());
    if (!holder.ok) return holder;
    const agency = holder.value.kind === "key" ? holder.value.agency : body.agency;
    if (agency === undefined) return fail(invalidAt("/agency", "must name an agency where the key is the root key"));
    if (body.agency !== undefined && body.agency !== agency) return fail({ kind: "other-agency" });
    if (!(await worker.registry.knows(agency))) return fail({ kind: "unknown-agency", given: agency });
    const opened = await worker.ask(openSession, { agency, principal: holder.value, input: {} });
    if (!opened.ok) return opened;
    const { session: begun, ...token } = opened.value;
    const headers = { ...noStore, "set-cookie": await cookieOfSession(worker, { agency, ...token }) };
    return ok(jsonAnswer(begun, { status: 201, headers }));
  },
});

/** `GET /v1/session`: who is signed in. */
export const getSession: Operation<SessionDeps> = operationInWorker({
  method: "GET",
  path: "/v1/session",
  audience: "public",
  summary: "Read who is signed in",
  description: "Null without a session. Pages of this server ask with the header `office-session`.",
  answer: currentSession,
  failures: ["session-ended"],
  parts: [readSession],
  async handle(worker, principal) {
    const agency = principal?.kind === "key" ? principal.agency : null;
    const read = agency && principal ? await worker.ask(readSession, { agency, principal, input: {} }) : ok(null);
    return read.ok ? ok(jsonAnswer({ session: read.value }, { headers: noStore })) : read;
  },
});

/** `DELETE /v1/session`: signs out; the session ends on the server. */
export const deleteSession: Operation<SessionDeps> = operationInWorker({
  method: "DELETE",
  path: "/v1/session",
  audience: "public",
  summary: "Sign out",
  description: "Ends the session that asks, also on the server. Without one nothing happens.",
  statuses: [204],
  failures: ["session-ended"],
  parts: [signOut],
  async handle(worker, principal) {
    if (principal?.kind === "key" && principal.session) {
      await worker.ask(signOut, { agency: principal.agency, principal, input: { id: principal.session } });
    }
    return ok({ ...emptyAnswer, headers: { ...noStore, "set-cookie": clearedSessionCookie } });
  },
});
