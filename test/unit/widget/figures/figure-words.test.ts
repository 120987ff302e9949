import { expect, test } from "vitest";
import type { PublicAgency } from "../../../../shared/contract/agency.ts";
import { computeIndex } from "../../../../shared/methods/compute-index.ts";
import { csat } from "../../../../shared/methods/csat.ts";
import { pickBoardMessages } from "../../../../widget/messages/board-messages.ts";
import {
  channelWords,
  intervalWords,
  momentWords,
  periodInside,
  valueWords,
} from "../../../../widget/figures/figure-words.ts";

test("an interval has all decimals that the API gives, also where the value has fewer", () => {
  const { value, interval } = computeIndex(csat, [12, 20, 75, 480, 647]);
  const words = { method: csat, language: "vi" } as const;
  expect(valueWords(value, words)).toBe("91,3%");
  expect(intervalWords(interval, words)).toBe("89,63% – 92,77%");
  expect(intervalWords(null, words)).toBe("");
});

test("a moment is told in the agency's zone, where it may be another day", () => {
  const agency = { time_zone: "Asia/Ho_Chi_Minh" } as PublicAgency;
  const words = momentWords(Date.parse("2026-11-03T17:05:00Z"), { agency, language: "vi" });
  expect(words).toEqual({ time: "00:05", on: "04/11/2026" });
});

test("a period inside a sentence begins small in Vietnamese", () => {
  expect(periodInside("2026-Q3", "vi")).toBe("quý III/2026");
  expect(periodInside("2026-09", "vi")).toBe("tháng 09/2026");
  expect(periodInside("2026-Q3", "en")).toBe("Q3 2026");
});

test("channels that are told as one have a name, and one that the agency named stays as it is", () => {
  const say = pickBoardMessages("vi");
  expect(channelWords("mixed", say)).toBe("Nhiều kênh gộp lại");
  expect(channelWords("bưu điện", say)).toBe("bưu điện");
});
