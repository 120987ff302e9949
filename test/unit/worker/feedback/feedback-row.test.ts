import { expect, test } from "vitest";
import { keptPage } from "../../../../worker/feedback/feedback-row.ts";

test.each([
  ["an address loses host, query and fragment", "https://dongthap.gov.vn/dich-vu?id=012345678901#top", "/dich-vu"],
  ["a path loses query and fragment", "/dich-vu/khai-sinh?hoten=An#b", "/dich-vu/khai-sinh"],
  ["a fragment with a line break goes too", "/a#b\n?c", "/a"],
  ["a key that the host names is kept", "thu-tuc:1.004227", "thu-tuc:1.004227"],
  ["an address without a scheme loses its query too", "dongthap.gov.vn/a?hoten=An", "dongthap.gov.vn/a"],
  ["a query alone is nothing", "?hoten=An", null],
  ["an address that cannot be read is not kept", "https://[", null],
  ["nothing stays nothing", undefined, null],
])("%s", (_, page, kept) => {
  expect(keptPage(page)).toBe(kept);
});
