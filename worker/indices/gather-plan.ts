import type { Period } from "../../shared/calendar/period.ts";
import type { AskedSpans } from "./asked-spans.ts";
import type { CellLabels } from "./index-cells.ts";
import type { IndexQuestion } from "./index-question.ts";
import type { UnitGroup, UnitGroups } from "./unit-group.ts";

/** What is gathered: the question, its buckets in time order, the groups of its units, and every question that the agency asks. */
export type GatherPlan = {
  readonly question: IndexQuestion;
  readonly buckets: readonly Period[];
  readonly units: UnitGroups;
  readonly questions: readonly string[];
  /** Where and when people are asked. */
  readonly asked: () => AskedSpans;
  /** Levels of the one question asked, where there is one. */
  readonly levels?: number;
};

/** What of a group goes into a row's labels. */
export function unitLabels({ code, own, unmapped }: UnitGroup): Pick<CellLabels, "unit" | "own" | "unmapped"> {
  return { unit: code, own, unmapped };
}

/** Keeps of all labels those that rows are told apart by; the question always. */
export function labelsOf({ by, question }: IndexQuestion, all: CellLabels): CellLabels {
  return {
    unit: all.unit,
    own: all.own,
    unmapped: all.unmapped,
    service: by.has("service") ? all.service : "",
    channel: by.has("channel") ? all.channel : "",
    question: question ?? all.question,
    touchpoint: by.has("touchpoint") ? all.touchpoint : "",
    officer: by.has("officer") ? all.officer : "",
    reason: by.has("reason") ? all.reason : "",
  };
}
