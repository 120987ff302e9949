import type { QueueFile } from "../../shared/contract/device.ts";
import { feedbackPath } from "../../shared/crypto/signature-base.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { Moment } from "../clock/start-clock.ts";
import { prepareBatch, stayingLimits } from "../outbox/prepare-batch.ts";
import type { DeviceIdentity } from "./device-facts.ts";
import type { DeviceMemory } from "./device-memory.ts";
import { asKept } from "./numbered-feedback.ts";
import type { NumberedFeedback } from "./numbered-feedback.ts";
import { placedRows } from "./numbered-outbox.ts";
import { signRequest } from "./sign-request.ts";

/** What writing the queue to a file needs; `now` by the server's clock as well as it is known. */
export type QueueFilePorts = {
  readonly memory: DeviceMemory;
  readonly subtle: SubtleCrypto;
  readonly identity: DeviceIdentity;
  readonly now: Moment;
};

const everything = 2 ** 31;

/**
 * What waits and what was refused, as batches with the signatures that they would have been sent with; null where there is nothing.
 * Times are fixed by this as by a first sending, so that file and device say the same, should both arrive.
 */
export async function writeQueueFile({ memory, subtle, identity, now }: QueueFilePorts): Promise<QueueFile | null> {
  const { device, key } = identity;
  const waiting = await placedRows(memory, { device, count: everything, untilMs: now.ms });
  const parked = (await memory.parked()).filter((row) => row.device === device);
  let rest = [...parked, ...waiting].filter(({ sequence }) => sequence > 0).map(withoutSession);
  const batches: QueueFile["batches"] = [];
  while (rest.length > 0) {
    const { body, rows } = prepareBatch(rest, now, stayingLimits);
    rest = rest.slice(rows.length);
    const counter = await memory.nextCounter(0);
    const request = { method: "POST", path: feedbackPath, body };
    batches.push({ body, ...(await signRequest(request, { subtle, key, device, counter })) });
  }
  if (batches.length === 0) return null;
  return { kind: "citizen-feedback-queue", device, written_at: localInstant(now), batches };
}

/** An age is true at the moment of sending only, which for a file nobody knows. */
function withoutSession(row: NumberedFeedback): ReturnType<typeof asKept> {
  return { ...asKept(row, ""), session: "" };
}
