import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import type { Problem } from "../../shared/contract/problem.ts";
import type { KeptFeedback, Versions } from "../outbox/outbox.ts";
import { moveInstant } from "./move-instant.ts";
import type { PlacedTime } from "./place-times.ts";

/** A feedback that waits on a device: its newest revision, with the times of the device's own clocks. */
export type NumberedFeedback = {
  /** The device's number for it; 0 for a technician's trial, which is not counted. */
  readonly sequence: number;
  readonly id: string;
  /** Device that captured it; another one never sends it. */
  readonly device: string;
  readonly item: FeedbackItem;
  readonly session: string;
  readonly tappedAtMs: number;
  readonly epoch: number;
  /** Its time by the server's clock, fixed before it is sent for the first time: the server refuses a change. */
  readonly placed?: PlacedTime;
};

/** A refused feedback, kept apart with the server's reason. */
export type ParkedNumbered = NumberedFeedback & { readonly problem: Problem; readonly versions: Versions };

/** What is sent of it: its number and its time by the server's clock. A revision's time moves along with the first tap's. */
export function itemToSend({ sequence, item, placed }: NumberedFeedback): FeedbackItem {
  const { answered_at, revised_at, signs = [] } = item;
  const answeredAtMs = Date.parse(answered_at);
  const byMs = placed ? placed.ms - answeredAtMs : 0;
  return {
    ...item,
    ...(sequence && { sequence }),
    answered_at: byMs ? moveInstant(answered_at, answeredAtMs + byMs) : answered_at,
    ...(revised_at && { revised_at: byMs ? moveInstant(revised_at, Date.parse(revised_at) + byMs) : revised_at }),
    ...(placed?.isGuess && { signs: [...new Set([...signs, "clock" as const])] }),
  };
}

/** As the drain knows it. A time by the server's clock is sent without an age: the way there would be added to that. */
export function asKept(row: NumberedFeedback, server: string): KeptFeedback {
  const { id, session, tappedAtMs, placed } = row;
  return { server, id, session: placed ? "" : session, tappedAtMs, item: itemToSend(row) };
}
