import type { FeedbackItem } from "../../shared/contract/feedback.ts";
import { localInstant } from "../clock/local-instant.ts";
import type { DrainDeps } from "../outbox/drain-outbox.ts";
import type { KeptFeedback } from "../outbox/outbox-store.ts";
import type { DeviceMemory, NumberedFeedback, Placement } from "./device-memory.ts";
import { placeTimes } from "./place-times.ts";
import type { Epoch, WatchedClock } from "./watch-clock.ts";

/** What sending in the order of sequence numbers needs. */
export type NumberedDeps = Pick<WatchedClock, "serverNow"> & {
  readonly memory: DeviceMemory;
  /** This device's id; undefined while it may not send. */
  readonly device: () => string | undefined;
};

// This many are placed and stored in no longer than a frame.
const portion = 100;

/**
 * A device's queue for the drain: in the order of sequence numbers, with times by the server's clock that are stored before
 * anything is sent. It offers nothing until that clock is known.
 */
export function numberedOutbox({ memory, device, serverNow }: NumberedDeps): DrainDeps["outbox"] {
  return {
    async oldest(server, count) {
      const id = device();
      const now = serverNow();
      if (!id || !now) return [];
      // A storage that cannot be read offers nothing; the next heartbeat asks again.
      const rows = await placedRows(memory, { device: id, count, untilMs: now.ms }).catch(() => []);
      return rows.map((row) => asSent(row, server));
    },
    settle: memory.settle,
  };
}

/**
 * Returns a row as it is sent: with its sequence number, its time by the server's clock, and a revision's time moved along.
 * It tells no age: the server would add the way there.
 */
export function asSent(
  { id, session, tappedAtMs, sequence, placed, item }: NumberedFeedback,
  server: string,
): KeptFeedback {
  const { answered_at, revised_at, signs = [] } = item;
  const byMs = placed ? placed.ms - Date.parse(answered_at) : 0;
  const sent: FeedbackItem = {
    ...item,
    ...(sequence && { sequence }),
    answered_at: moved(answered_at, byMs),
    ...(revised_at && { revised_at: moved(revised_at, byMs) }),
    ...(placed?.isGuess && { signs: [...new Set([...signs, "clock" as const])] }),
  };
  return { server, id, session: placed ? "" : session, tappedAtMs, item: sent };
}

/** An instant moved by some milliseconds, written with the zone that it had. */
function moved(instant: string, byMs: number): string {
  if (byMs === 0) return instant;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(instant) || [];
  const size = Number(hours || 0) * 60 + Number(minutes || 0);
  return localInstant({ ms: Date.parse(instant) + byMs, offsetMinutes: sign === "-" ? -size : size });
}

/** Whose queue, how much of it, and the time now by the server's clock. */
export type Asked = { readonly device: string; readonly count: number; readonly untilMs: number };

/** Returns the head of the queue, each row with its stored time. Rejects if the browser does not store. */
export async function placedRows(memory: DeviceMemory, { device, count, untilMs }: Asked): Promise<NumberedFeedback[]> {
  const rows = await memory.oldest(device, count);
  const unplaced = rows.filter(({ placed, sequence }) => !placed && sequence > 0);
  if (unplaced.length === 0) return rows;
  const [epochs, { placedUntilMs: fromMs }] = await Promise.all([memory.epochs(), memory.facts()]);
  const run = await withNeighbour(memory, unplaced, epochs);
  const captured = run.map(({ item, tappedAtMs, epoch }) => ({
    wallMs: Date.parse(item.answered_at),
    monotonicMs: tappedAtMs,
    epoch,
  }));
  const times = placeTimes(captured, epochs, { fromMs, untilMs });
  const placements = run.flatMap((row, at): Placement[] => {
    const placed = times[at];
    return placed ? [{ row, placed }] : [];
  });
  for (let at = 0; at < placements.length; at += portion) await memory.place(placements.slice(at, at + portion));
  return memory.oldest(device, count);
}

/** Reads on to the next feedback that was measured: what no clock measured is placed between neighbours. */
async function withNeighbour(
  memory: DeviceMemory,
  rows: readonly NumberedFeedback[],
  epochs: readonly Epoch[],
): Promise<NumberedFeedback[]> {
  const measured = new Set(epochs.flatMap(({ id, aheadMs }) => (aheadMs === null ? [] : [id])));
  const all = [...rows];
  for (;;) {
    const last = all[all.length - 1];
    if (!last || measured.has(last.epoch)) return all;
    const more = await memory.oldest(last.device, portion, last.sequence);
    if (more.length === 0) return all;
    const end = more.findIndex(({ epoch }) => measured.has(epoch));
    all.push(...(end < 0 ? more : more.slice(0, end + 1)));
  }
}
