import type { Period } from "../../shared/calendar/period.ts";
import { askedSpans } from "./asked-spans.ts";
import type { GatherPlan } from "./gather-plan.ts";
import type { IndexQuestion } from "./index-question.ts";
import type { IndexReading } from "./read-indices.ts";
import { unitGroups } from "./unit-groups.ts";

/** How counts of a question are gathered into buckets, which follow each other in its period. */
export function planGathering(
  question: IndexQuestion,
  buckets: readonly Period[],
  { organization, today }: Omit<IndexReading, "source">,
): GatherPlan {
  const { period, unit, unitsAs, by } = question;
  const levels = organization.questions.get(question.question ?? "");
  return {
    question,
    buckets,
    units: unitGroups({ unit, unitsAs, period, today, byUnit: by.has("unit") }, organization),
    questions: [...organization.questions.keys()],
    asked: () => askedSpans(organization, today),
    ...(levels === undefined ? {} : { levels }),
  };
}
