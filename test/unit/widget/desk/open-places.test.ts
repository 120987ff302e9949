import { expect, test } from "vitest";
import { openPlaces, placesIn, startedAnswer } from "../../../../widget/desk-work/open-places.ts";

const template = "Cảm ơn Ông/Bà. Đơn vị đã [việc đã làm] ngày [ngày].";

test("an answer's open places are those that a template gave it; other brackets are the writer's own", () => {
  expect(placesIn(template)).toEqual(["[việc đã làm]", "[ngày]"]);
  const answer = "Về số [số điện thoại]: đơn vị đã mở thêm quầy ngày [ngày]. [ngày]";
  expect(openPlaces(answer, [template])).toEqual(["[ngày]"]);
  expect(openPlaces(answer, [])).toEqual([]);
});

test("a template comes before what is written, and its first place is selected, else the end", () => {
  expect(startedAnswer("Đã [việc].", "  ")).toEqual({ words: "Đã [việc].", select: { from: 3, to: 9 } });
  expect(startedAnswer("Cảm ơn.", "Đã mở.")).toEqual({ words: "Cảm ơn. Đã mở.", select: { from: 14, to: 14 } });
});
