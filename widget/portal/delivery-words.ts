import type { MessageKey, Say } from "../messages/messages.ts";
import type { Delivery, FeedbackCaptureController } from "./feedback-capture-controller.ts";

/** What is told of the way of a feedback. */
export type DeliveryWords = {
  /** The thank-you; empty while there is nothing to thank for. */
  readonly headline: string;
  readonly detail: string;
  /** Whether the person may want to send again by hand. */
  readonly canSend: boolean;
};

const keys: Readonly<Partial<Record<Delivery, MessageKey>>> = {
  device: "x.queued",
  memory: "e.store",
  unreachable: "o.web",
  busy: "e.many",
  receipted: "x.sent",
  refused: "e.refused",
};

/** Says where the feedback is, without a word that depends on the level. */
export function deliveryWords(
  { delivery, isInMemory, isLate }: Pick<FeedbackCaptureController, "delivery" | "isInMemory" | "isLate">,
  say: Say,
): DeliveryWords {
  const canSend = delivery === "unreachable" || delivery === "busy";
  const key = canSend && isInMemory ? "e.send" : keys[delivery];
  if (!key) return { headline: "", detail: "", canSend };
  // Nothing has been recorded that was refused, or that is neither sent nor kept.
  const isRecorded = key !== "e.send" && key !== "e.refused";
  return {
    headline: isRecorded ? say("t.ok") : "",
    detail: isLate ? `${say("w.late")} ${say(key)}` : say(key),
    canSend,
  };
}
