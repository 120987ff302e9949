import type { DrainPorts } from "../outbox/drain-outbox.ts";
import type { Moment } from "../clock/start-clock.ts";
import type { DeviceMemory, Placement } from "./device-memory.ts";
import type { Epoch } from "./epoch.ts";
import type { NumberedFeedback } from "./numbered-feedback.ts";
import { asKept } from "./numbered-feedback.ts";
import { placeTimes } from "./place-times.ts";

/** What sending in the order of numbers needs. */
export type NumberedPorts = {
  readonly memory: DeviceMemory;
  /** This device's id; undefined while it may not send. */
  readonly device: () => string | undefined;
  /** By the server's clock; undefined until it was heard in this epoch. */
  readonly serverNow: () => Moment | undefined;
};

// What is placed at once, and stored in one go, takes no longer than a frame.
const portion = 100;

/**
 * What waits on a device, as the drain asks for it: in the order of its numbers, with times by the server's clock that are on disk
 * before anything is sent. Nothing is offered until that clock is known.
 */
export function numberedOutbox(ports: NumberedPorts): DrainPorts["outbox"] {
  const { memory } = ports;
  return {
    async oldest(server, count) {
      const device = ports.device();
      const now = ports.serverNow();
      if (!device || !now) return [];
      // A storage that cannot be read offers nothing; the next heartbeat asks again.
      const rows = await placedRows(memory, { device, count, untilMs: now.ms }).catch(() => []);
      return rows.map((row) => asKept(row, server));
    },
    settle: (receipted) => done(memory.settle(receipted.map(revisionOf))),
    park: (refused) => done(memory.park(refused.map((one) => ({ ...one, ...revisionOf(one) })))),
  };
}

function revisionOf({ id, item }: { readonly id: string; readonly item: { readonly revision: number } }): {
  readonly id: string;
  readonly revision: number;
} {
  return { id, revision: item.revision };
}

function done(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

/** Whose queue, how much of it, and the time now by the server's clock. */
export type Asked = { readonly device: string; readonly count: number; readonly untilMs: number };

/** The head of the queue, every time in it fixed. Rejects where the browser would not store. */
export async function placedRows(memory: DeviceMemory, { device, count, untilMs }: Asked): Promise<NumberedFeedback[]> {
  const rows = await memory.waiting(device, -1, count);
  const isPlaced = ({ placed, sequence }: NumberedFeedback): boolean => placed !== undefined || sequence === 0;
  if (rows.every(isPlaced)) return rows;
  const [epochs, { placedUntilMs }] = await Promise.all([memory.epochs(), memory.facts()]);
  const unplaced = await withNeighbour(
    memory,
    rows.filter((row) => !isPlaced(row)),
    { device, epochs },
  );
  const placements = placementsOf(unplaced, epochs, { fromMs: placedUntilMs, untilMs });
  for (let at = 0; at < placements.length; at += portion) await memory.place(placements.slice(at, at + portion));
  return memory.waiting(device, -1, count);
}

function placementsOf(
  rows: readonly NumberedFeedback[],
  epochs: readonly Epoch[],
  span: { readonly fromMs: number; readonly untilMs: number },
): Placement[] {
  const captured = rows.map(({ item, tappedAtMs, epoch }) => ({
    wallMs: Date.parse(item.answered_at),
    monotonicMs: tappedAtMs,
    epoch,
  }));
  const times = placeTimes(captured, epochs, span);
  return rows.flatMap((row, at) => {
    const placed = times[at];
    return placed ? [{ row, placed }] : [];
  });
}

type Around = { readonly device: string; readonly epochs: readonly Epoch[] };

/** Feedback that no clock measured is placed between neighbours: reads on to the next one that was measured. */
async function withNeighbour(
  memory: DeviceMemory,
  rows: readonly NumberedFeedback[],
  { device, epochs }: Around,
): Promise<NumberedFeedback[]> {
  const measured = new Set(epochs.flatMap(({ id, aheadMs }) => (aheadMs === null ? [] : [id])));
  const all = [...rows];
  for (;;) {
    const last = all[all.length - 1];
    if (!last || measured.has(last.epoch)) return all;
    const more = await memory.waiting(device, last.sequence, portion);
    if (more.length === 0) return all;
    const end = more.findIndex(({ epoch }) => measured.has(epoch));
    all.push(...(end < 0 ? more : more.slice(0, end + 1)));
  }
}
