import type { Device } from "../../shared/contract/device.ts";
import type { FeedbackRecord } from "../../shared/contract/feedback-record.ts";
import type { ShownItem } from "./kiosk-tablet.ts";
import type { Visit } from "./visit-kiosk.ts";

/** What a run is judged by. */
export type Evidence = {
  readonly visits: readonly Visit[];
  /** All feedback of the kiosk's touchpoint, in its newest revision. */
  readonly records: readonly FeedbackRecord[];
  readonly device: Device;
  /** n of the touchpoint's index. */
  readonly counted: number;
  /** Ids of ratings that were thanked, and wiped with the profile before they were sent. */
  readonly wiped: ReadonlySet<string>;
  /** Ranges of numbers that were given while two tablets had the same key, both ends included. */
  readonly cloned: readonly (readonly [number, number])[];
};

const nearMs = 5000;
const hanoiMs = 7 * 60 * 60 * 1000;

/** Returns the promises that a run broke, in sentences. Empty if it broke none. */
export function judgeRun(evidence: Evidence): string[] {
  return [...arrivals(evidence), ...numbers(evidence), ...times(evidence)];
}

function arrivals({ visits, records, counted, wiped }: Evidence): string[] {
  const faults: string[] = [];
  const byId = new Map(records.map((record) => [record.id, record]));
  for (const { thanked, brokenOff, refused } of visits) {
    if (thanked === null || wiped.has(thanked.id)) continue;
    const record = byId.get(thanked.id);
    if (record === undefined) faults.push(`was thanked and did not arrive: ${JSON.stringify(thanked)}`);
    else if (record.revision < thanked.revision)
      faults.push(`arrived as an older revision: ${JSON.stringify(thanked)}`);
    else if (record.revision === thanked.revision) faults.push(...differences(thanked, record));
    // Later acts of a visit that was interrupted may have arrived without thanks.
    else if (!brokenOff && !refused) faults.push(`arrived as more than was thanked: ${JSON.stringify(thanked)}`);
  }
  for (const id of wiped) if (byId.has(id)) faults.push(`was wiped and arrived: ${id}`);
  const thankedIds = new Set(visits.flatMap(({ thanked }) => (thanked ? [thanked.id] : [])));
  const strays = records.filter(({ id }) => !thankedIds.has(id)).length;
  const unthanked = visits.filter(({ thanked }) => thanked === null).length;
  if (strays > unthanked) faults.push(`${strays} arrived that were not thanked, of ${unthanked} visits without thanks`);
  if (counted !== records.length) faults.push(`${records.length} arrived, the index counts ${counted}`);
  return faults;
}

function differences(thanked: ShownItem, record: FeedbackRecord): string[] {
  const told = {
    level: thanked.level ?? null,
    reasons: [...(thanked.reasons ?? [])].sort(),
    answers: thanked.answers ?? {},
    comment: thanked.comment ?? null,
    pressure: thanked.pressure ?? null,
  };
  const { level, reasons, answers, comment, pressure } = record;
  const arrived = { level, reasons: [...reasons].sort(), answers, comment, pressure };
  return JSON.stringify(told) === JSON.stringify(arrived)
    ? []
    : [`arrived as something else: ${JSON.stringify(told)} as ${JSON.stringify(arrived)}`];
}

function numbers({ records, device, wiped }: Evidence): string[] {
  const faults: string[] = [];
  const { sequence, gaps } = device;
  const arrived = new Map<number, FeedbackRecord>();
  for (const record of records) {
    if (record.sequence === null) faults.push(`has no number: ${record.id}`);
    else if (record.flags.includes("fork")) continue;
    else if (arrived.has(record.sequence)) faults.push(`number ${record.sequence} was given twice, without a flag`);
    else arrived.set(record.sequence, record);
  }
  const explained = new Set(
    gaps
      .filter(({ kind }) => kind === "wiped")
      .flatMap(({ from, to }) => [...Array(to - from + 1).keys()].map((n) => n + from)),
  );
  for (let number = 1; number <= sequence.highest; number += 1) {
    if (!arrived.has(number) && !explained.has(number)) faults.push(`number ${number} is unexplained`);
    if (arrived.has(number) && explained.has(number)) faults.push(`number ${number} arrived, and is told to be wiped`);
  }
  if (sequence.pending + sequence.lost > 0) faults.push(`${sequence.pending} pending, ${sequence.lost} lost`);
  if (sequence.wiped !== wiped.size) faults.push(`${wiped.size} were wiped, the gaps tell ${sequence.wiped}`);
  return faults;
}

function times({ visits, records, cloned }: Evidence): string[] {
  const faults: string[] = [];
  const tappedAt = new Map(visits.flatMap(({ thanked, tappedAtMs }) => (thanked ? [[thanked.id, tappedAtMs]] : [])));
  const isCloned = (number: number): boolean => cloned.some(([first, last]) => first <= number && number <= last);
  const rows = records
    .flatMap(({ id, sequence, corrected_at, day, flags }) => {
      const tappedAtMs = tappedAt.get(id);
      const ms = Date.parse(corrected_at);
      if (sequence === null || isCloned(sequence)) return [];
      return [{ id, sequence, ms, day, tappedAtMs, isGuess: flags.includes("clock") }];
    })
    .sort((one, other) => one.sequence - other.sequence);
  rows.forEach((row, at) => {
    const { ms, tappedAtMs, isGuess, day } = row;
    const before = rows[at - 1];
    if (before && before.ms > ms)
      faults.push(`number ${row.sequence} is ${before.ms - ms} ms earlier than number ${before.sequence}`);
    if (tappedAtMs === undefined) return;
    const measured = (one: typeof row): boolean => !one.isGuess && one.tappedAtMs !== undefined;
    const from = isGuess ? (rows.slice(0, at).findLast(measured)?.tappedAtMs ?? tappedAtMs) : tappedAtMs;
    const until = isGuess ? (rows.slice(at + 1).find(measured)?.tappedAtMs ?? Number.POSITIVE_INFINITY) : tappedAtMs;
    if (ms < from - nearMs || ms > until + nearMs) {
      const off = Math.round((ms - tappedAtMs) / 1000);
      faults.push(`number ${row.sequence} has a time that is ${off} s off${isGuess ? ", flagged" : ""}`);
    }
    const days = [-nearMs, nearMs].map((by) => new Date(tappedAtMs + by + hanoiMs).toISOString().slice(0, 10));
    if (!isGuess && !days.includes(day)) faults.push(`number ${row.sequence} counts on ${day}`);
  });
  return faults;
}
