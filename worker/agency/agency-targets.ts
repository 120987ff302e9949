import { CommentsTarget } from "../comments/comments-target.ts";
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
  readonly comments: CommentsTarget;
};

/** Puts the targets together, once when the object wakes up. */
export function agencyTargets({ rooms, now, ...hands }: TargetHands): AgencyTargets {
  return {
    devices: new DevicesTarget({ ...hands, rooms: () => ({ ...rooms, ...now(), ...rooms.devices }) }),
    comments: new CommentsTarget({ write: hands.write, rooms: () => ({ ...rooms, ...now() }) }),
  };
}
