import { KeysTarget } from "../keys/keys-target.ts";
import { CommentsTarget } from "../comments/comments-target.ts";
import { DeadlinesTarget } from "../deadlines/deadlines-target.ts";
import { SealedTarget } from "../sealed/sealed-target.ts";
import type { AgencyRooms, CallTime } from "./agency-rooms.ts";

/** What the agency's object hands to the rooms that answer calls themselves. */
export type TargetHands = {
  readonly rooms: AgencyRooms;
  /** What calls work with, as it is now. */
  readonly now: () => CallTime;
  /** Runs a call in one transaction. */
  readonly write: <T>(call: () => T) => T;
  readonly randomBytes: (count: number) => Uint8Array<ArrayBuffer>;
};

/** Rooms of one agency that answer calls themselves: the object only hands them out. */
export type AgencyTargets = {
  readonly keys: KeysTarget;
  readonly comments: CommentsTarget;
  readonly deadlines: DeadlinesTarget;
  readonly sealed: SealedTarget;
};

/** Puts the targets together, once when the object wakes up. */
export function agencyTargets({ rooms, now, ...hands }: TargetHands): AgencyTargets {
  return {
    keys: new KeysTarget({ ...hands, rooms: () => ({ ...now(), store: rooms.keys, audit: rooms.audit }) }),
    comments: new CommentsTarget({ write: hands.write, rooms: () => ({ ...rooms, ...now() }) }),
    deadlines: new DeadlinesTarget({
      write: hands.write,
      rooms: () => ({ ...now(), store: rooms.deadlines, book: rooms.deadlineBook, audit: rooms.audit }),
    }),
    sealed: new SealedTarget({
      write: hands.write,
      rooms: () => ({ ...now(), store: rooms.sealed, audit: rooms.audit }),
    }),
  };
}
