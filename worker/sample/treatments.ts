import type { Day } from "../../shared/calendar/day.ts";
import { addWorkingDays } from "../../shared/calendar/working-calendar.ts";
import type { Dice } from "./dice.ts";
import type { Story } from "./story.ts";

/** How a comment is treated, and on which days; null where nobody answers. */
export type Treatment = { readonly decidedOn: Day; readonly answeredOn: Day | null; readonly ratedOn: Day | null };

const workingDaysToAnswer = 10;
const answeredLate = 12;
const leftUnanswered = 7;

/** Decides how each comment is treated: most in time, twelve of the last quarter late, some of the last days not at all. */
export function treatments(story: Story, dice: Dice): (received: Day) => Treatment {
  const { calendar, quarter, today } = story;
  let [late, unanswered] = [0, 0];
  const after = (day: Day, days: number): Day => addWorkingDays(day, days, calendar).day;
  return (received) => {
    const due = after(received, workingDaysToAnswer);
    const decidedOn = after(received, 1);
    const isSoonOver = due < today - 1 && due >= today - 14;
    if (isSoonOver && unanswered < leftUnanswered) {
      unanswered += 1;
      return { decidedOn, answeredOn: null, ratedOn: null };
    }
    const isLate = due >= quarter.from && due < quarter.to - 14 && late < answeredLate && dice.happens(0.25);
    if (isLate) late += 1;
    const answeredOn = isLate ? after(due, 1 + (late % 4)) : after(received, dice.pick([2, 3, 4, 5, 6, 8]));
    return { decidedOn, answeredOn, ratedOn: dice.happens(0.5) ? answeredOn + dice.pick([1, 2, 3]) : null };
  };
}
