import type { TouchpointConfig } from "../../shared/contract/touchpoint.ts";
import { offeredReasons } from "./offered-reasons.ts";
import { askedQuestions } from "./question-choices.ts";
import { kioskSettings } from "./kiosk-settings.ts";
import type { VisitPlan } from "./visit.ts";

/**
 * What is asked after the tap on a face, whatever the level: where no comment is asked for and some level has no reasons,
 * reasons are left out for all, since a bad rating must not cost one touch more than a good one.
 * @param chance 0 up to, without, 1: whether this person is asked about pressure
 */
export function visitPlan({ form, channel }: TouchpointConfig, chance: number): VisitPlan {
  const { isTyped, isByPhone, pressurePercent } = kioskSettings(form.kiosk, form.comment);
  const haveAllReasons = [1, 2, 3, 4, 5].every((level) => offeredReasons(form.reasons, level, channel).length > 0);
  return {
    hasMore: isTyped || isByPhone || haveAllReasons,
    questions: askedQuestions(form).map(({ id }) => id),
    asksPressure: chance * 100 < pressurePercent,
  };
}
