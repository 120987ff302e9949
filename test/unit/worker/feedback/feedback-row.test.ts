import { expect, test } from "vitest";
import { aFeedback } from "./a-feedback.ts";
import { keptPage, sameContent, snapshotOf } from "../../../../worker/feedback/feedback-row.ts";

test.each([
  ["an address loses host, query and fragment", "https://dongthap.gov.vn/dich-vu?id=012345678901#top", "/dich-vu"],
  ["a path loses query and fragment", "/dich-vu/khai-sinh?hoten=An#b", "/dich-vu/khai-sinh"],
  ["a fragment with a line break goes too", "/a#b\n?c", "/a"],
  ["a key that the host names is kept", "thu-tuc:1.004227", "thu-tuc:1.004227"],
  ["an address without a scheme loses its query too", "dongthap.gov.vn/a?hoten=An", "dongthap.gov.vn/a"],
  ["a query alone is nothing", "?hoten=An", null],
  ["an address that cannot be read is not kept", "https://[", null],
  ["nothing stays nothing", undefined, null],
  ["a citizen's number is masked", "/ho-so/079085001234/xem", "/ho-so/[số giấy tờ]/xem"],
  ["an old card's number is masked, glued to a word too", "/cmnd341567890", "/cmnd[số giấy tờ]"],
  ["a number of a card in groups is masked", "/cc/079-085-001-234", "/cc/[số giấy tờ]"],
  ["a telephone is masked", "/zalo/0912.345.678", "/zalo/[số điện thoại]"],
  ["a telephone with +84 is masked", "/goi/+84912345678", "/goi/[số điện thoại]"],
  ["an e-mail address is masked", "/u/lan.tran@example.com/1", "/u/[thư điện tử]/1"],
  ["an encoded e-mail address is masked", "/u/lan%40example.com", "/u/[thư điện tử]"],
  ["a number encoded twice is masked", "/hs/%2530790850%30123%34", "/hs/[số giấy tờ]"],
  ["fullwidth digits are masked", "/hs/０７９０８５００１２３４", "/hs/[số giấy tờ]"],
  ["a dossier's code is masked", "/ho-so/H20.20.4-241124-0001", "/ho-so/[mã hồ sơ]"],
  ["an address of a page is masked in its path", "https://a.vn/079085001234?x=1", "/[số giấy tờ]"],
  ["codes of procedures stay", "/dich-vu/1.004227", "/dich-vu/1.004227"],
  ["dates stay", "/tin-tuc/2026/11/24/khai-sinh-2026", "/tin-tuc/2026/11/24/khai-sinh-2026"],
  ["days in one run stay", "/tin/20261124-7", "/tin/20261124-7"],
  ["an article's number stays", "/bai-viet-20261124081512345.htm", "/bai-viet-20261124081512345.htm"],
  ["a UUID stays", "/x/550e8400-e29b-41d4-a716-446655440000", "/x/550e8400-e29b-41d4-a716-446655440000"],
  [
    "an encoded path without anything of the kind stays encoded",
    "/th%E1%BB%A7-t%E1%BB%A5c",
    "/th%E1%BB%A7-t%E1%BB%A5c",
  ],
  ["broken encoding stays", "/100%/a", "/100%/a"],
  ["signs that nobody sees go", "/a\u200b\u202eb", "/ab"],
])("%s", (_, page, kept) => {
  expect(keptPage(page)).toBe(kept);
  expect(keptPage(kept ?? undefined)).toBe(kept);
});

test("a revision from before pages were masked is the same as the one that was masked", () => {
  const now = snapshotOf({ ...aFeedback(), page: "/hs/079085001234" });
  expect(sameContent(now, { ...now, page: "/hs/079085001234" })).toBe(true);
  expect(sameContent(now, { ...now, page: "/hs" })).toBe(false);
});
