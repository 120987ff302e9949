import type { Channel, Reason } from "../../shared/contract/form.ts";

const maxOffered = 8;

/** Reasons offered after a level on a channel, in the form's order, at most 8. */
export function offeredReasons(reasons: readonly Reason[], level: number, channel: Channel): Reason[] {
  return reasons
    .filter((reason) => reason.levels.includes(level) && (!reason.channels || reason.channels.includes(channel)))
    .slice(0, maxOffered);
}
