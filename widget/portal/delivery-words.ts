import type { MessageKey, Say } from "../messages/messages.ts";
import type { Delivery } from "../visit/feedback-draft.ts";

/** What a person is told about the delivery of their feedback. */
export type DeliveryWords = {
  readonly text: string;
  /** Whether the person may want to send again by hand. */
  readonly canSend: boolean;
};

const keys: Readonly<Partial<Record<Delivery["state"], MessageKey>>> = {
  device: "x.queued",
  memory: "e.store",
  unreachable: "o.web",
  busy: "e.many",
  receipted: "t.ok",
};

/** Texts for a server's refusals, by status. */
const refusalKeys: Readonly<Record<number, MessageKey>> = {
  400: "e.422",
  403: "e.403",
  404: "e.404",
  410: "e.shut",
  422: "e.422",
};

/** Says where the feedback is, in the same words for every level. After the first thanks they stay while more is sent. */
export function deliveryWords(delivery: Delivery, isLate: boolean, say: Say): DeliveryWords {
  const { state, isInMemory, isThere, status, receipt } = delivery;
  const canSend = state === "unreachable" || state === "busy";
  let key = keys[state];
  if (canSend && isInMemory) key = "e.send";
  if (state === "unreachable" && (status === 403 || status === 422)) key = refusalKeys[status];
  if (isThere && (state === "writing" || state === "device")) key = "t.ok";
  if (state === "refused") key = refusalKeys[receipt?.problem?.status ?? 0] ?? "e.refused";
  return { canSend, text: key ? (isLate && !canSend ? `${say("w.late")} ` : "") + say(key) : "" };
}
