import { overallQuestion } from "../../shared/levels.ts";
import type { FeedbackRow, Standing } from "./feedback-row.ts";

/** One count of one level to add or subtract, with all dimensions that rollups have. */
export type TallyChange = {
  readonly day: number;
  readonly question: string;
  readonly unit: string;
  readonly service: string;
  readonly channel: string;
  readonly touchpoint: string;
  readonly standing: Standing;
  /** Corrected time of the answer. The officer's shift is found by it. */
  readonly correctedMs: number;
  /** 1..k, lowest first. */
  readonly level: number;
  readonly by: 1 | -1;
  /** Reasons given with a level of `overall`, each once. */
  readonly reasons?: readonly string[];
};

/** Returns the counts to subtract and to add when a row (undefined for a new feedback) is replaced by another. */
export function tallyChange(before: FeedbackRow | undefined, after: FeedbackRow): TallyChange[] {
  const taken = before ? counts(before, -1) : [];
  return [...taken, ...counts(after, 1)];
}

function counts(row: FeedbackRow, by: 1 | -1): TallyChange[] {
  const { day, unit, service, channel, standing, correctedMs, snapshot } = row;
  const place = { correctedMs, day, unit, service, channel, touchpoint: snapshot.touchpoint, standing, by };
  const { level, answers, reasons } = snapshot;
  const changes: TallyChange[] = [];
  if (level !== null) {
    changes.push({ ...place, question: overallQuestion, level, ...(reasons === null ? {} : { reasons }) });
  }
  for (const [question, level] of Object.entries(answers ?? {})) changes.push({ ...place, question, level });
  return changes;
}
