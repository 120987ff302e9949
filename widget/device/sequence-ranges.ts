import type { SequenceRange } from "../../shared/contract/device.ts";

/** Rising numbers as ranges; where there would be more than `most`, the last one stands for all the rest. */
export function sequenceRanges(numbers: readonly number[], most: number): SequenceRange[] {
  const ranges: SequenceRange[] = [];
  for (const number of numbers) {
    const last = ranges[ranges.length - 1];
    if (last && (last[1] + 1 >= number || ranges.length === most)) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}
