import type { PlacedTime } from "../outbox/outbox-store.ts";
import type { Clocks, Epoch } from "./watch-clock.ts";

/** A feedback's own time by the device's clocks. */
export type CapturedTime = Clocks & { readonly epoch: number };

/** Earliest and latest possible time of a run of feedback. */
export type Span = { readonly fromMs: number; readonly untilMs: number };

// A clock that is off by no more than this is right: the way to a server and back takes about as long.
const rightMs = 1000;

/**
 * Returns when each feedback was captured, by the server's clock, rising with the sequence numbers.
 *
 * In an epoch in which a server was reached, the time is measured. In another one it is the first of these that fits between
 * the neighbours:
 * 1. the wall clock's time,
 * 2. the monotonic clock's, if the same page load reached a server in another epoch,
 * 3. the wall clock's, corrected by the clock offset of a neighbouring epoch (a guess),
 * 4. evenly between the neighbours (a guess).
 * If the clock was set back since, it was wrong before: then 2 comes before 1.
 */
export function placeTimes(rows: readonly CapturedTime[], epochs: readonly Epoch[], span: Span): PlacedTime[] {
  const untilMs = Math.max(span.fromMs, span.untilMs);
  const aheads = new Map(epochs.map(({ id, aheadMs }) => [id, aheadMs]));
  const placed = inOrder(
    rows.map((row) => measured(row, aheads.get(row.epoch))),
    { fromMs: span.fromMs, untilMs },
  );
  const runs = runsOfSameEpoch(rows, placed);
  for (const run of runs) fillFitting(run, { rows, epochs, placed, span: { fromMs: span.fromMs, untilMs } });
  return fillEvenly(placed, { fromMs: span.fromMs, untilMs });
}

type Places = (PlacedTime | undefined)[];
type Filling = {
  readonly rows: readonly CapturedTime[];
  readonly epochs: readonly Epoch[];
  readonly placed: Places;
  readonly span: Span;
};
type Run = { readonly first: number; readonly end: number };

function measured({ wallMs }: CapturedTime, aheadMs: number | null | undefined): PlacedTime | undefined {
  if (aheadMs === null || aheadMs === undefined) return undefined;
  return { ms: Math.round(Math.abs(aheadMs) > rightMs ? wallMs - aheadMs : wallMs), isGuess: false };
}

/** Keeps measured times in order, since measuring may be a little off. */
function inOrder(placed: Places, { fromMs, untilMs }: Span): Places {
  let leastMs = fromMs;
  return placed.map((place) => {
    if (!place) return undefined;
    leastMs = Math.min(untilMs, Math.max(leastMs, place.ms));
    return { ...place, ms: leastMs };
  });
}

function runsOfSameEpoch(rows: readonly CapturedTime[], placed: Places): Run[] {
  const runs: Run[] = [];
  rows.forEach(({ epoch }, at) => {
    const last = runs[runs.length - 1];
    if (placed[at]) return;
    if (last && last.end === at && rows[last.first]?.epoch === epoch) runs[runs.length - 1] = { ...last, end: at + 1 };
    else runs.push({ first: at, end: at + 1 });
  });
  return runs;
}

function neighbours({ first, end }: Run, placed: Places, { fromMs, untilMs }: Span): Span {
  const before = placed.slice(0, first).reverse().find(Boolean);
  const after = placed.slice(end).find(Boolean);
  return { fromMs: before ? before.ms : fromMs, untilMs: after ? after.ms : untilMs };
}

/** Places a run of unmeasured feedback by the first reading of its clocks that fits between its neighbours. */
function fillFitting(run: Run, { rows, epochs, placed, span }: Filling): void {
  const own = rows.slice(run.first, run.end);
  const epoch = epochs.find(({ id }) => own[0]?.epoch === id);
  const { fromMs, untilMs } = neighbours(run, placed, span);
  for (const { read, isGuess } of epoch ? readings(epoch, epochs) : [plain]) {
    const times = own.map((row) => Math.round(read(row)));
    const bounded = [fromMs, ...times, untilMs];
    if (!bounded.every((ms, at) => at === 0 || (bounded[at - 1] as number) <= ms)) continue;
    times.forEach((ms, at) => {
      placed[run.first + at] = { ms, isGuess };
    });
    return;
  }
}

type Reading = { readonly read: (clocks: Clocks) => number; readonly isGuess: boolean };

const plain: Reading = { read: ({ wallMs }) => wallMs, isGuess: false };

function readings(epoch: Epoch, epochs: readonly Epoch[]): Reading[] {
  const learnt = epochs
    .filter(({ aheadMs }) => aheadMs !== null)
    .sort((a, b) => distance(a, epoch) - distance(b, epoch));
  const same = learnt.find(({ session }) => session === epoch.session);
  const likeNeighbour = learnt.slice(0, 2).map(({ aheadMs }) => ({
    read: ({ wallMs }: Clocks) => wallMs - (aheadMs || 0),
    isGuess: true,
  }));
  if (!same) return [plain, ...likeNeighbour];
  const monotonic: Reading = {
    read: ({ monotonicMs }) => monotonicMs + same.baseMs - (same.aheadMs || 0),
    isGuess: false,
  };
  const wasSetBack = (same.id - epoch.id) * (same.baseMs - epoch.baseMs) < 0;
  return wasSetBack ? [monotonic, plain, ...likeNeighbour] : [plain, monotonic, ...likeNeighbour];
}

/** The next epoch is nearer than the one before: it was measured when the device was last looked after. */
function distance({ id }: Epoch, to: Epoch): number {
  return id > to.id ? id - to.id - 0.5 : to.id - id;
}

function fillEvenly(placed: Places, { fromMs, untilMs }: Span): PlacedTime[] {
  const all: PlacedTime[] = [];
  for (let at = 0; at < placed.length; ) {
    const place = placed[at];
    if (place) {
      all.push(place);
      at += 1;
      continue;
    }
    let end = at;
    while (end < placed.length && !placed[end]) end += 1;
    const before = all[at - 1]?.ms ?? fromMs;
    const after = placed[end]?.ms ?? untilMs;
    const count = end - at;
    for (let one = 1; one <= count; one++) {
      all.push({ ms: Math.round(before + ((after - before) * one) / (count + 1)), isGuess: true });
    }
    at = end;
  }
  return all;
}
