import type { Failure } from "../problems/failure.ts";
import type { MarkedTalk, TalkState } from "../../shared/contract/sealed.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { Principal } from "../access/principal.ts";
import { needWholeAgency } from "../access/reach.ts";
import type { SealedRooms } from "./sealed-rooms.ts";
import type { StoredTalk } from "./sealed-store.ts";

/** A talk, for a key of the whole agency. Failures: `outside-subtree`, `unknown-talk`. */
export function reachedTalk(
  { store, organization }: SealedRooms,
  principal: Principal,
  id: string,
): Result<StoredTalk, Failure> {
  const allowed = needWholeAgency(principal, organization);
  if (!allowed.ok) return allowed;
  const talk = store.findTalk(id);
  return talk ? ok(talk) : fail({ kind: "unknown-talk", given: id });
}

/** Notes that a talk was read, or is closed; the person sees it. */
export function markTalk({ store }: SealedRooms, talk: StoredTalk, state: TalkState): Result<MarkedTalk, Failure> {
  store.putTalk({ ...talk, state });
  return ok({ id: talk.id, state });
}
