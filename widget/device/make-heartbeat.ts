import type { Heartbeat } from "../../shared/contract/device.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { Moment } from "../clock/start-clock.ts";
import type { DeviceFacts, ReadySpan } from "./device-facts.ts";
import type { QueueState } from "./device-memory.ts";
import type { Epoch } from "./epoch.ts";
import { sequenceRanges } from "./sequence-ranges.ts";

/** What the tablet says of itself besides its queue. */
export type Surroundings = Pick<Heartbeat, "storage" | "battery">;

/** What a heartbeat tells of; `now` by the server's clock as well as it is known. */
export type HeartbeatFacts = {
  readonly agency: string;
  readonly version: string;
  readonly now: Moment;
  readonly facts: DeviceFacts;
  readonly queue: QueueState;
  readonly epochs: readonly Epoch[];
  readonly aheadMs: number | null;
  readonly surroundings: Surroundings;
};

const mostRanges = 200;
const mostSpans = 50;

/** The body of a heartbeat; times by the server's clock, as far as the device knows it. */
export function makeHeartbeat(told: HeartbeatFacts): Heartbeat {
  const { agency, version, now, facts, queue, epochs, aheadMs, surroundings } = told;
  const at = (ms: number): string => localInstant({ ms, offsetMinutes: now.offsetMinutes });
  const oldestMs = oldestAt(queue, epochs);
  return {
    agency,
    sent_at: at(now.ms),
    version,
    captured: facts.sequence,
    pending: sequenceRanges(queue.numbers, mostRanges),
    queue: {
      length: queue.numbers.length,
      parked: queue.parked,
      oldest_at: oldestMs === null ? null : at(oldestMs),
      oldest_age_ms: oldestMs === null ? null : Math.max(0, Math.round(now.ms - oldestMs)),
    },
    clock_ahead_ms: aheadMs,
    ...surroundings,
    ready: facts.ready.slice(-mostSpans).map((span) => readyOf(span, epochs, at)),
  };
}

function readyOf(
  { epoch, fromMs, untilMs }: ReadySpan,
  epochs: readonly Epoch[],
  at: (ms: number) => string,
): Heartbeat["ready"][number] {
  const ahead = aheadIn(epoch, epochs);
  return { from: at(fromMs - ahead), to: at(untilMs - ahead) };
}

/** When the oldest feedback that waits was captured, milliseconds by the server's clock as far as it is known; null: none waits. */
export function oldestAt({ oldest }: Pick<QueueState, "oldest">, epochs: readonly Epoch[]): number | null {
  if (!oldest) return null;
  return oldest.placed ? oldest.placed.ms : Date.parse(oldest.item.answered_at) - aheadIn(oldest.epoch, epochs);
}

function aheadIn(epoch: number, epochs: readonly Epoch[]): number {
  return epochs.find(({ id }) => id === epoch)?.aheadMs || 0;
}
