import { KeysTarget } from "../keys/keys-target.ts";
import { CommentsTarget } from "../comments/comments-target.ts";
import { DeadlinesTarget } from "../deadlines/deadlines-target.ts";
import { type DevicesHands, DevicesTarget } from "../devices/devices-target.ts";
import type { AgencyRooms, CallTime } from "./agency-rooms.ts";

/** What the agency's object hands to the rooms that answer calls themselves. */
export type TargetHands = Omit<DevicesHands, "rooms"> & {
  readonly rooms: AgencyRooms;
  /** What calls work with, as it is now. */
  readonly now: () => CallTime;
};

/** Rooms of one agency that answer calls themselves: the object only hands them out. */
export type AgencyTargets = {
  readonly devices: DevicesTarget;
  readonly keys: KeysTarget;
  readonly comments: CommentsTarget;
  readonly deadlines: DeadlinesTarget;
};

/** Puts the targets together, once when the object wakes up. */
export function agencyTargets({ rooms, now, ...hands }: TargetHands): AgencyTargets {
  return {
    devices: new DevicesTarget({ ...hands, rooms: () => ({ ...rooms, ...now(), ...rooms.devices }) }),
    keys: new KeysTarget({ ...hands, rooms: () => ({ ...now(), store: rooms.keys, audit: rooms.audit }) }),
    comments: new CommentsTarget({ write: hands.write, rooms: () => ({ ...rooms, ...now() }) }),
    deadlines: new DeadlinesTarget({
      write: hands.write,
      rooms: () => ({ ...now(), store: rooms.deadlines, book: rooms.deadlineBook, audit: rooms.audit }),
    }),
  };
}
