import { expect, test } from "vitest";
import { firstDayOfMonth, formatDay, monthOf } from "../../../shared/calendar/day.ts";
import { isClosed } from "../../../shared/calendar/period.ts";
import { todayInVietnam } from "../indices/busy-office.ts";
import { askApi, inAWord, makeAgency, newFeedback, sendFeedback } from "../call-api.ts";

const today = todayInVietnam();
const noonOf = (day: number): string => `${formatDay(day)}T12:00:00.000+07:00`;

test("a rating of a month whose figures are published is counted, with the sign late; others are not", async () => {
  const { code, key, touchpoints } = await makeAgency("LATE");
  const [point] = touchpoints;
  const lastOfMonthBefore = firstDayOfMonth(monthOf(today)) - 1;
  const days = [today - 40, lastOfMonthBefore, today];
  const sent = days.map((day) => newFeedback(point, { answered_at: noonOf(day) }));
  expect((await sendFeedback(sent)).map(inAWord)).toEqual(["accepted", "accepted", "accepted"]);
  const { data } = await askApi<{ data: { day: string; flags: string[]; standing: string }[] }>(
    `/v1/agencies/${code}/feedback`,
    { key },
  );
  const late = Object.fromEntries(data.map(({ day, flags }) => [day, flags.includes("late")]));
  expect(late).toEqual({
    [formatDay(today - 40)]: true,
    [formatDay(lastOfMonthBefore)]: isClosed(lastOfMonthBefore, today),
    [formatDay(today)]: false,
  });
  expect(data.map(({ standing }) => standing).filter((standing) => standing === "set_aside")).toEqual([]);
});

test.each([
  [3, false],
  [4, true],
])("a month is closed %s days after its end: %s", (days, isTrue) => {
  expect(isClosed(lastDay, lastDay + days)).toBe(isTrue);
});

const lastDay = 20_000;
