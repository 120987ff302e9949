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

test.each([
  [31_400_000, "31 MB", "31 MB"],
  [999_400_000, "999 MB", "999 MB"],
  [10_746_000_000, "10,7 GB", "10.7 GB"],
])("%i bytes are %s, %s", (bytes, vi, en) => {
  expect([bytesWords(bytes, "vi"), bytesWords(bytes, "en")]).toEqual([vi, en]);
});
