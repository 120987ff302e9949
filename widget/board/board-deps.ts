import type { Session } from "../../shared/contract/session.ts";
import { fail, type Result } from "../../shared/result.ts";
import type { AnyQuestion } from "../figures/question.ts";
import type { CallFault, CallServer } from "../ui/call-server.ts";
import type { PageDeps } from "../ui/page-element.ts";
import type { Pass } from "./office-controller.ts";
import type { PresentActs, PresentController } from "./present-controller.ts";

/** What the board's element works with. */
export type BoardDeps = PageDeps & {
  /** The script's own server; the `server` attribute may name another. */
  readonly server: string;
  readonly callFor: (server: string) => CallServer;
  /** Calls {@link server} by the session of whoever is signed in there; null where the board is not on a page of that server. */
  readonly bySession: CallServer | null;
  readonly now: () => number;
  readonly every: PresentActs["every"];
  /** Today's day in a time zone, as `2026-11-29`. */
  readonly today: (timeZone: string) => string;
  /** Whether the page is the board's own: then its address holds the state. */
  readonly isPage: boolean;
  /** Loads the questions of the office alone; null where nobody can give a key. */
  readonly loadOffice: (() => Promise<readonly AnyQuestion[]>) | null;
  /** Loads what presents the board; null where it is no page of its own. */
  readonly loadPresenting: (() => Promise<typeof PresentController>) | null;
};

/** Calls a server with what the office reads by: a key, the session of this server, or nothing. */
export async function callByPass<T>(
  { bySession, callFor }: Pick<BoardDeps, "bySession" | "callFor">,
  { host, line, pass }: { readonly host: string; readonly line: string; readonly pass: Pass | null },
): Promise<Result<T, CallFault>> {
  if (pass && "session" in pass) return bySession ? bySession<T>({ line }) : fail("unauthorized");
  return callFor(host)<T>({ line, ...pass });
}

/** Who is signed in on the board's own server and may read the agency's indices; null if nobody is, or the figures are another server's. */
export async function findSession(
  { bySession, server }: Pick<BoardDeps, "bySession" | "server">,
  host: string,
  agency: string,
): Promise<Session | null> {
  if (!bySession || host !== server) return null;
  const found = await bySession<{ session: Session | null }>({ line: "GET /v1/session" });
  const session = found.ok ? found.value.session : null;
  return session?.agency === agency && session.scopes.includes("indices:read") ? session : null;
}
