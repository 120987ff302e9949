import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { Problem } from "../../shared/contract/problem.ts";

/** A feedback not yet receipted, as it is kept on the device: always its highest revision. */
export type KeptFeedback = {
  /** Address of the server that it is for, without a slash at the end. */
  readonly server: string;
  readonly id: string;
  readonly item: FeedbackItem;
  /** Page load that captured it; only there can its age be told by a clock that nobody sets. */
  readonly session: string;
  /** The first tap by that page load's monotonic clock. */
  readonly tappedAtMs: number;
};

/** What the versions of widget and server were; a refused item is tried again when either is another. */
export type Versions = { readonly widget: string; readonly server: string | null };

/** A refused item, kept apart, with the server's reason and the versions that refused it. */
export type ParkedFeedback = KeptFeedback & { readonly problem: Problem; readonly versions: Versions };

/** Where a feedback lies now: on the device for good, or only in this page's memory. */
export type KeptWhere = "device" | "memory";

/**
 * Asked of an outbox by element and drain. A write is on disk when its promise is fulfilled with true; false: the device
 * would not store (private mode, full, or shut by the browser). Reads of a refused storage find nothing.
 */
export type Outbox = {
  /** Keeps a revision on the device, in place of a lower one of the same feedback. */
  keep(kept: KeptFeedback): Promise<boolean>;
  /** Looks, without taking: what waits for that server, oldest first, at most `count`. */
  oldest(server: string, count: number): Promise<KeptFeedback[]>;
  /** Lets go of receipted items; a revision newer than the receipted one stays. */
  settle(receipted: readonly KeptFeedback[]): Promise<boolean>;
  /** Puts refused items apart, unless a newer revision has come meanwhile. */
  park(refused: readonly ParkedFeedback[]): Promise<boolean>;
  /**
   * Lets parked items wait again where a version differs from the one that refused them (permanent ones never), and drops
   * those older than 45 days.
   */
  reconsider(server: string, versions: Versions, nowMs: number): Promise<boolean>;
  /** Servers for which something waits or is parked. */
  servers(): Promise<string[]>;
};

const parkedForMs = 45 * 24 * 60 * 60 * 1000;

/** Whether something is kept that is newer than a given revision of it. */
export function isNewer(kept: KeptFeedback | undefined, than: KeptFeedback): boolean {
  return kept !== undefined && kept.item.revision > than.item.revision;
}

/** What becomes of a parked item: it stays apart, waits again, or is dropped. */
export function fateOfParked(parked: ParkedFeedback, versions: Versions, nowMs: number): "stay" | "wait" | "drop" {
  if (nowMs - Date.parse(parked.item.answered_at) > parkedForMs) return "drop";
  const { problem, versions: then } = parked;
  const isServerNew = versions.server !== null && versions.server !== then.server;
  return !problem.permanent && (isServerNew || versions.widget !== then.widget) ? "wait" : "stay";
}
