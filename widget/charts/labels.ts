/** Width of a letter as a part of the type's size, for the widest of the fonts that a page may get. */
const letterWidths: readonly (readonly [RegExp, number])[] = [
  [/[\s.,:;'|ilj·]/, 0.36],
  [/[A-ZÀ-ỸĐ%–−]/, 0.85],
  [/[mwMW@]/, 1],
];

/** Returns a width in pixels that a text of that size surely fits in. Nothing is measured, so that the same figures draw the same. */
export function labelWidth(text: string, size: number): number {
  let width = 0;
  for (const letter of text.normalize("NFC"))
    width += letterWidths.find(([letters]) => letters.test(letter))?.[1] ?? 0.66;
  return Math.ceil(width * size);
}

/**
 * Returns places of labels near the places that they want, in the same order, at least `gap` apart and between `low` and
 * `high`. The labels must have room: `(number − 1) · gap ≤ high − low`.
 */
export function spreadLabels(wanted: readonly number[], gap: number, [low, high]: readonly [number, number]): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const places: number[] = [];
  let least = low;
  for (const index of order) {
    places[index] = Math.max(least, wanted[index] ?? 0);
    least = (places[index] as number) + gap;
  }
  let most = high;
  for (const index of [...order].reverse()) {
    places[index] = Math.min(most, places[index] as number);
    most = (places[index] as number) - gap;
  }
  return places;
}

/** A label on an axis, by its middle. */
export type AxisLabel = { readonly at: number; readonly words: string };

/** Returns the labels that stand clear of each other and inside the drawing; of two that collide the later one stays. */
export function clearLabels(
  labels: readonly AxisLabel[],
  size: number,
  [low, high]: readonly [number, number],
): AxisLabel[] {
  const kept: AxisLabel[] = [];
  let end = Number.POSITIVE_INFINITY;
  for (const { at, words } of [...labels].reverse()) {
    const half = labelWidth(words, size) / 2;
    const middle = Math.min(Math.max(at, low + half), high - half);
    if (middle + half + size / 2 > end || middle - half < low) continue;
    kept.unshift({ at: middle, words });
    end = middle - half;
  }
  return kept;
}
