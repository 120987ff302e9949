import { type AuditDeps, noteDeed } from "../audit/note-deed.ts";
import { type MoveDeps, moveFirst, movePortion, toBeMoved } from "./move-portion.ts";
import type { SetAsideStore, StoredSetAside } from "./set-aside-store.ts";

/** How long a proposal stands in public before it takes effect without a second key: seven days, in milliseconds. */
export const announcedMs: number = 7 * 24 * 60 * 60_000;

/** Who confirms a proposal that nobody confirmed. */
export const sevenDays = "seven-days";

/** What set-asides take effect and are undone with. */
export type EffectDeps = MoveDeps & AuditDeps;

/** Puts a proposal into effect and moves its first feedback. */
export function takeEffect(deps: EffectDeps, proposal: StoredSetAside, by: string): void {
  const { setAsides, inEffect, nowMs } = deps;
  setAsides.put(toBeMoved(deps, { ...proposal, effectiveMs: nowMs, effectiveBy: by }));
  inEffect.forget();
  const what = by === sevenDays ? "set-aside.took-effect" : "set-aside.confirmed";
  noteDeed(deps, {
    ...{ by: by === sevenDays ? "server" : by, what, on: String(proposal.number), unit: null },
    ...{ before: "proposed", after: "in-effect", why: proposal.reason },
  });
  moveFirst(deps, proposal.number);
}

/** Does the next piece of what is due: a proposal that was announced for long enough, or a portion. Returns whether more is due. */
export function moveOn(deps: EffectDeps): boolean {
  const due = dueNow(deps);
  const next = due[0];
  if (!next) return false;
  if (next.movedTo === null) takeEffect(deps, next, sevenDays);
  else movePortion(deps, next.number);
  return dueNow(deps).length > 0;
}

function dueNow({ setAsides, nowMs }: EffectDeps): StoredSetAside[] {
  return setAsides.underWay().filter((one) => dueMs(one) <= nowMs);
}

function dueMs({ movedTo, proposedMs }: StoredSetAside): number {
  return movedTo === null ? proposedMs + announcedMs : 0;
}

/** When something is due next, in milliseconds since 1970, 0 for at once; null if nothing is. */
export function nextEffectMs(store: Pick<SetAsideStore, "underWay">): number | null {
  const all = store.underWay().map(dueMs);
  return all.length === 0 ? null : Math.min(...all);
}
