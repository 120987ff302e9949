import type { QueueFile } from "../../shared/contract/device.ts";
import { feedbackPath } from "../../shared/crypto/signature-base.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { Moment } from "../clock/start-clock.ts";
import { prepareBatch, stayingLimits } from "../outbox/send-feedback.ts";
import type { DeviceIdentity, DeviceMemory } from "./device-memory.ts";
import { asSent, placedRows } from "./numbered-outbox.ts";
import { signRequest } from "./start-signing.ts";

/** What writing the queue to a file needs; `now` by the server's clock as well as it is known. */
export type QueueFileDeps = {
  readonly memory: DeviceMemory;
  readonly subtle: SubtleCrypto;
  readonly identity: DeviceIdentity;
  readonly now: Moment;
};

const everything = 2 ** 31;

/**
 * Returns what waits and what was refused, as signed batches; null if there is nothing. Times are stored as before a first
 * sending, so that file and device say the same if both arrive.
 */
export async function writeQueueFile({ memory, subtle, identity, now }: QueueFileDeps): Promise<QueueFile | null> {
  const { device, key } = identity;
  const waiting = await placedRows(memory, { device, count: everything, untilMs: now.ms });
  const parked = (await memory.parked()).filter((row) => row.device === device);
  let rest = [...parked, ...waiting]
    .filter(({ sequence }) => sequence > 0)
    // Nobody knows when the file is sent: no age is true then.
    .map((row) => ({ ...asSent(row, ""), session: "" }));
  const batches: QueueFile["batches"] = [];
  while (rest.length > 0) {
    const { body, rows } = prepareBatch(rest, now, stayingLimits);
    rest = rest.slice(rows.length);
    const counter = await memory.nextCounter(0);
    batches.push({ body, ...(await signRequest(feedbackPath, body, { subtle, key, device, counter })) });
  }
  if (batches.length === 0) return null;
  return { kind: "citizen-feedback-queue", device, written_at: localInstant(now), batches };
}
