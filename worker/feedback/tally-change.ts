import type { AnswerTo, QuestionType } from "../../shared/contract/form.ts";
import { overallQuestion } from "../../shared/levels.ts";
import { optionName } from "../organization/organization.ts";
import type { FeedbackRow, Standing } from "./feedback-row.ts";

/** One count of one level to add or subtract, with all dimensions that rollups have. */
export type TallyChange = {
  /** Id of the feedback that is counted. */
  readonly feedback: string;
  readonly day: number;
  readonly question: string;
  readonly unit: string;
  readonly service: string;
  readonly channel: string;
  readonly touchpoint: string;
  readonly standing: Standing;
  /** Corrected time of the answer: by it the hour is known, and the officer's shift is found. */
  readonly correctedMs: number;
  /** 1 (lowest) to the number of levels. */
  readonly level: number;
  readonly by: 1 | -1;
  /** Reasons given with a level of `overall`, each once. */
  readonly reasons?: readonly string[];
};

/** Returns the counts to subtract and to add when `after` replaces `before`, which is undefined for a new feedback. */
export function tallyChange(before: FeedbackRow | undefined, after: FeedbackRow): TallyChange[] {
  const taken = before ? counts(before, -1) : [];
  return [...taken, ...counts(after, 1)];
}

function counts(row: FeedbackRow, by: 1 | -1): TallyChange[] {
  const { id, day, unit, service, channel, standing, correctedMs, snapshot } = row;
  const place = {
    feedback: id,
    correctedMs,
    day,
    unit,
    service,
    channel,
    touchpoint: snapshot.touchpoint,
    standing,
    by,
  };
  const { level, answers, reasons } = snapshot;
  const changes: TallyChange[] = [];
  if (level !== null) {
    changes.push({ ...place, question: overallQuestion, level, ...(reasons === null ? {} : { reasons }) });
  }
  for (const [question, answer] of Object.entries(answers ?? {})) {
    const counted =
      typeof answer === "number" ? countedAs.rating(question, answer) : countedAs.choice(question, answer);
    changes.push({ ...place, ...counted });
  }
  return changes;
}

/** The name and level that an answer is counted under, by the type of its question. The recounts in `counts/rollup-rows.ts` do the same in SQL. */
const countedAs: {
  readonly [Type in QuestionType]: (
    question: string,
    answer: AnswerTo<Type>,
  ) => Pick<TallyChange, "question" | "level">;
} = {
  rating: (question, level) => ({ question, level }),
  choice: (question, option) => ({ question: optionName(question, option), level: 1 }),
};
