import { scopes } from "../../shared/contract/key.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { type HolderDeps, holderOf, memberNow } from "../keys/authenticate.ts";
import type { FailureOf } from "../problems/failure.ts";
import { isOpenAt } from "./session-cookie.ts";
import type { SessionStore, StoredSession } from "./session-store.ts";

/** What finding a session's holder works with. */
export type SessionHolderDeps = HolderDeps & {
  readonly keys: { find(id: string): ReturnType<HolderDeps["keys"]["find"]> };
  readonly sessions: Pick<SessionStore, "find" | "see">;
  readonly nowMs: number;
};

/** A use within this time of the last one is not written. */
const seenMs = 60_000;

/** Finds who holds the session with that id and that hash of its secret, and notes the use. */
export function holderOfSession(
  deps: SessionHolderDeps,
  id: string,
  hash: string,
): Result<Principal, FailureOf<"session-ended">> {
  const session = deps.sessions.find(id);
  if (session === null || !isOpenAt(deps.nowMs, session)) return fail({ kind: "session-ended" });
  if (!deps.equalHashes(session.hash, hash)) return fail({ kind: "session-ended" });
  const holder = holderNow(deps, session);
  if (!holder) return fail({ kind: "session-ended" });
  if (deps.nowMs - session.seenMs >= seenMs) deps.sessions.see(id, deps.nowMs);
  return ok({ ...holder, session: id });
}

/** Null if the key has ended, or the member was removed. */
function holderNow(deps: SessionHolderDeps, { kind, holder }: StoredSession): Principal | null {
  const { agency } = deps;
  if (kind === "root") return { kind: "key", agency, id: "root", scopes: [...scopes], unit: agency };
  if (kind === "member") return memberNow(deps, holder);
  const key = deps.keys.find(holder);
  const found = key && holderOf(deps, key);
  return found?.ok ? found.value : null;
}
