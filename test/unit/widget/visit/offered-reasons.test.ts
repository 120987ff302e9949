import { expect, test } from "vitest";
import type { Reason } from "../../../../shared/contract/form.ts";
import { offeredReasons } from "../../../../widget/visit/offered-reasons.ts";

const reason = (id: string, levels: number[], channels?: Reason["channels"]): Reason => ({
  id,
  levels,
  text: { vi: id },
  ...(channels ? { channels } : {}),
});

test("fits level and channel, in the form's order; without channels it fits all of them", () => {
  const reasons = [
    reason("b", [1, 2]),
    reason("kiosk", [1, 2], ["kiosk"]),
    reason("a", [2, 3], ["portal"]),
    reason("high", [5]),
  ];
  expect(offeredReasons(reasons, 2, "portal").map(({ id }) => id)).toEqual(["b", "a"]);
});

test("there are at most eight", () => {
  const reasons = Array.from({ length: 12 }, (_, index) => reason(`r${index}`, [1]));
  expect(offeredReasons(reasons, 1, "portal")).toHaveLength(8);
});
