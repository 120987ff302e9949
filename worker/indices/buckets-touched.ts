import type { Day } from "../../shared/calendar/day.ts";
import type { Period } from "../../shared/calendar/period.ts";

/** Whether a span lies in a bucket as a whole. */
export function contains(bucket: Period | undefined, span: Period): boolean {
  return bucket !== undefined && bucket.from <= span.from && span.to <= bucket.to;
}

/** Places of the buckets, which follow each other in time, that share a day with a span. */
export function bucketsTouched(buckets: readonly Period[], { from, to }: Period): number[] {
  const touched: number[] = [];
  for (let place = firstEndingFrom(buckets, from); place < buckets.length; place += 1) {
    if ((buckets[place]?.from ?? to + 1) > to) break;
    touched.push(place);
  }
  return touched;
}

function firstEndingFrom(buckets: readonly Period[], day: Day): number {
  let [low, high] = [0, buckets.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((buckets[middle]?.to ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
