import { expect, test } from "vitest";
import { bytesWords, spanWords } from "../../../../widget/kiosk/technician-template.ts";

test.each([
  [0, "0 giây", "0 seconds"],
  [59_999, "59 giây", "59 seconds"],
  [60_000, "1 phút", "1 minute"],
  [5 * 3_600_000, "5 giờ", "5 hours"],
  [3 * 86_400_000, "3 ngày", "3 days"],
])("%i ms are %s, %s", (ms, vi, en) => {
  expect([spanWords(ms, "vi"), spanWords(ms, "en")]).toEqual([vi, en]);
});

test("bytes are told in megabytes", () => {
  expect(bytesWords(31_400_000, "en")).toBe("31 megabytes");
});
