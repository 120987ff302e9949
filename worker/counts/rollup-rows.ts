import { standings } from "../feedback/feedback-row.ts";
import type { RollupDimension, RollupRow } from "./rollup-source.ts";

/** SQL for the question and the level that an answer (`a`, of `json_each`) is counted under, as `countedAs` does it. */
export const answered = {
  question: "iif(a.type = 'text', a.key || ':' || a.value, a.key)",
  level: "iif(a.type = 'text', 1, a.value)",
};

/**
 * A statement's values as rows: bucket, standing's number, what is grouped by, counts from the lowest level on. Places are looked up
 * once, since rows are many.
 */
export function rollupRows(
  raw: Iterable<readonly SqlStorageValue[]>,
  grouped: readonly RollupDimension[],
): RollupRow[] {
  const first = grouped.length + 2;
  const placeOf = (column: RollupDimension): number => (grouped.includes(column) ? grouped.indexOf(column) + 2 : -1);
  const [unit, channel, service] = [placeOf("unit"), placeOf("channel"), placeOf("service")];
  const [touchpoint, question] = [placeOf("touchpoint"), placeOf("question")];
  const [officer, reason] = [placeOf("officer"), placeOf("reason")];
  const [weekday, hour] = [placeOf("weekday"), placeOf("hour")];
  return Array.from(raw, (values) => {
    const text = (place: number): string => (place < 0 ? "" : String(values[place]));
    const counts: number[] = [];
    for (let place = first; place < values.length; place += 1) counts.push(Number(values[place]));
    return {
      bucket: Number(values[0]),
      standing: standings[Number(values[1])] ?? "plain",
      unit: text(unit),
      channel: text(channel),
      service: text(service),
      touchpoint: text(touchpoint),
      question: text(question),
      officer: text(officer),
      reason: text(reason),
      weekday: text(weekday),
      hour: text(hour),
      counts,
    };
  });
}
