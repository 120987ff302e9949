import type { DeadlineClock } from "../../shared/contract/deadline.ts";

/** What a clock is asked for: units from the agency's root down to the one that must answer, and the comment's category. */
export type ClockAsked = { readonly path: readonly string[]; readonly category: string | null };

/** The clock of an agency that has set none: an answer is due within 10 working days. */
export const defaultClock: DeadlineClock = {
  unit: null,
  category: null,
  working_days: 10,
  warn_working_days: 2,
  escalate_working_days: 5,
};

/**
 * The clock that stands for a unit and category. The nearest unit comes first: its own clocks, then those of each
 * ancestor, then those for all units; of one unit's clocks that of the category comes before that for all categories.
 */
export function deadlineFor(clocks: readonly DeadlineClock[], { path, category }: ClockAsked): DeadlineClock {
  for (const unit of [...path].reverse().concat(forAll)) {
    const ofUnit = clocks.filter((clock) => (clock.unit ?? forAll) === unit);
    const clock = ofUnit.find((it) => it.category !== null && it.category === category);
    const found = clock ?? ofUnit.find((it) => it.category === null);
    if (found) return found;
  }
  return defaultClock;
}

/** No unit has an empty code. */
const forAll = "";
