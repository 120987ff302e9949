import type { Failure } from "../problems/failure.ts";
import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import { fail, ok, type Result } from "../../shared/result.ts";
import type { DeviceGate, OpenGate } from "./device-gate.ts";
import { type FeedbackRow, withFlags } from "./feedback-row.ts";

/**
 * Why feedback does not pass; null where it does. What a device signed must be for one of its own touchpoints; what nobody
 * signed passes where the touchpoint has no device, and where it is a comment that a kiosk handed to somebody's phone: words
 * alone, since answers and reasons are counted, and anybody can make up an id to follow. Failures: `wrong-device`, `device-needed`.
 */
export function refusedAtGate(item: FeedbackItem, gate: OpenGate | DeviceGate): Failure | null {
  const { touchpoint } = item;
  if ("owns" in gate) return gate.owns(touchpoint) ? null : { kind: "wrong-device", given: touchpoint };
  if (!gate.isNeeded(touchpoint) || isCommentFromPhone(item)) return null;
  return { kind: "device-needed", given: touchpoint };
}

function isCommentFromPhone({ level, answers, reasons, pressure, comment, follows }: FeedbackItem): boolean {
  if (level !== null || pressure !== undefined || comment === undefined || follows === undefined) return false;
  return Object.keys(answers ?? {}).length === 0 && (reasons ?? []).length === 0;
}

/** What a technician's trial is taken with. */
export type TrialContext = { readonly gate: OpenGate | null; readonly nowMs: number };

/** Takes a technician's trial, of which nothing is kept but that it was made. Failures: `device-needed`, `wrong-device`. */
export function takeTrial(
  { id, touchpoint, sequence }: FeedbackItem,
  { gate, nowMs }: TrialContext,
): Result<{ readonly outcome: "accepted" }, Failure> {
  if (gate === null) return fail({ kind: "device-needed", given: touchpoint });
  if (!gate.owns(touchpoint)) return fail({ kind: "wrong-device", given: touchpoint });
  gate.took("trial");
  if (sequence !== undefined) gate.arrive({ sequence, id, capturedMs: nowMs });
  return ok({ outcome: "accepted" });
}

/** Notes the number of what a device sent; the row, flagged `fork` where another feedback has that number. */
export function noteArrival({ sequence }: FeedbackItem, row: FeedbackRow, gate: OpenGate): FeedbackRow {
  gate.took("feedback");
  const isOwn = sequence === undefined || gate.arrive({ sequence, id: row.id, capturedMs: row.correctedMs });
  return isOwn || row.flags.includes("fork") ? row : withFlags(row, [...row.flags, "fork"]);
}
