import type { Heartbeat, SequenceRange } from "../../shared/contract/device.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { Moment } from "../clock/start-clock.ts";
import type { DeviceFacts, DeviceMemory, QueueState, ReadySpan } from "./device-memory.ts";
import type { Epoch } from "./watch-clock.ts";

/** What the tablet says of itself besides its queue. */
export type Surroundings = Pick<Heartbeat, "storage" | "battery">;

/** What a device knows of itself at one moment. */
export type DeviceReading = {
  readonly facts: DeviceFacts;
  readonly queue: QueueState;
  readonly epochs: readonly Epoch[];
  readonly surroundings: Surroundings;
};

/** What reading a device needs. */
export type ReadingDeps = { readonly memory: DeviceMemory; readonly surroundings: () => Promise<Surroundings> };

/** Reads facts, queue and surroundings. */
export async function readDevice({ memory, surroundings }: ReadingDeps): Promise<DeviceReading> {
  const [facts, epochs, around] = await Promise.all([memory.facts(), memory.epochs(), surroundings()]);
  const queue = await memory.queue(facts.identity ? facts.identity.device : "");
  return { facts, queue, epochs, surroundings: around };
}

/** What a heartbeat tells; `now` by the server's clock as far as it is known. */
export type HeartbeatFacts = DeviceReading & {
  readonly agency: string;
  readonly version: string;
  readonly now: Moment;
  readonly aheadMs: number | null;
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
    ready: facts.ready.slice(-mostSpans).map(({ epoch, fromMs, untilMs }) => {
      const offsetMs = clockOffset(epoch, epochs);
      return { from: at(fromMs - offsetMs), to: at(untilMs - offsetMs) };
    }),
  };
}

/** Returns when the oldest waiting feedback was captured, in milliseconds by the server's clock as far as known; null: none waits. */
export function oldestAt({ oldest }: Pick<QueueState, "oldest">, epochs: readonly Epoch[]): number | null {
  if (!oldest) return null;
  return oldest.placed ? oldest.placed.ms : Date.parse(oldest.item.answered_at) - clockOffset(oldest.epoch, epochs);
}

/** The clock offset of an epoch; 0 if it is unknown. */
function clockOffset(epoch: number, epochs: readonly Epoch[]): number {
  return epochs.find(({ id }) => id === epoch)?.aheadMs || 0;
}

/** Rising numbers as ranges. If there would be more than `most`, the last one stands for all the rest. */
export function sequenceRanges(numbers: readonly number[], most: number): SequenceRange[] {
  const ranges: SequenceRange[] = [];
  for (const number of numbers) {
    const last = ranges[ranges.length - 1];
    if (last && (last[1] + 1 >= number || ranges.length === most)) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}

// The page notes every few seconds that it is up. A longer pause begins a new span.
const pauseMs = 3 * 60 * 1000;

/** Returns the spans after the page was up and asking, by the wall clock of an epoch; the newest 50. */
export function withReady(spans: readonly ReadySpan[], epoch: number, nowMs: number): readonly ReadySpan[] {
  const last = spans[spans.length - 1];
  const goesOn = last && last.epoch === epoch && nowMs >= last.untilMs && nowMs - last.untilMs < pauseMs;
  if (goesOn) return [...spans.slice(0, -1), { ...last, untilMs: nowMs }];
  return [...spans, { epoch, fromMs: nowMs, untilMs: nowMs }].slice(-mostSpans);
}

/** Returns the spans without those that the office was told. */
export function withoutTold(spans: readonly ReadySpan[], told: readonly ReadySpan[]): readonly ReadySpan[] {
  const last = told[told.length - 1];
  const at = last ? spans.findIndex(({ epoch, fromMs }) => epoch === last.epoch && fromMs === last.fromMs) : -1;
  const open = spans[at];
  return last && open ? [{ ...open, fromMs: last.untilMs }, ...spans.slice(at + 1)] : spans;
}
