import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { TodayElement } from "../../../../widget/today/today-element.ts";
import { fakeOffice, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

/** A page of the office as a class of its own: a class has one tag. */
const aPage = (): typeof TodayElement => class extends TodayElement {};
const list = (...data: unknown[]): object => ({ data, meta: { next_cursor: null } });
const touchpoints = list({});

test("has no accessibility faults, with things to do of each urgency", async () => {
  const office = fakeOffice();
  const quiet = { name: "Kiosk Mỹ Ngãi", state: "enrolled", alerts: [{ kind: "quiet" }] };
  const publications = list({ day: "2026-11-03" });
  Object.assign(office.answers, { touchpoints, publications, devices: list(quiet), comments: list({}, {}) });
  showPage(aPage(), office);
  await expect.element(page.getByText("1 thiết bị im lặng trong giờ làm việc.")).toBeVisible();
  await expect.element(page.getByText("Số liệu tháng 11/2026 được công bố ngày 04/12/2026.")).toBeVisible();
  const { violations } = await axe.run(document);
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test("leads to the page where something is done", async () => {
  const office = fakeOffice({ scopes: ["comments:read"] });
  Object.assign(office.answers, { comments: list({}) });
  showPage(aPage(), office);
  await page.getByRole("button", { name: "Mở trang comments" }).first().click();
  expect(office.opened).toEqual([["comments"]]);
});

test("says so when nothing waits", async () => {
  const office = fakeOffice({ scopes: ["comments:read"] });
  showPage(aPage(), office);
  await expect.element(page.getByText("Không có việc nào đang chờ.")).toBeVisible();
});

test("says what could not be read, and never that nothing waits", async () => {
  const office = fakeOffice({ scopes: ["comments:read", "devices:write"] });
  Object.assign(office.answers, { comments: { status: 503, kind: "unavailable" } });
  showPage(aPage(), office);
  await expect.element(page.getByRole("alert")).toHaveTextContent("Chưa đọc được: góp ý.");
  expect(document.body.innerText).not.toContain("Không có việc nào");
});

test("looks again by itself, and by its button, while the page is open", async () => {
  const office = fakeOffice({ scopes: ["comments:read"] });
  const element = showPage(aPage(), office);
  await expect.element(page.getByText("Không có việc nào đang chờ.")).toBeVisible();
  Object.assign(office.answers, { comments: list({}) });
  office.tick();
  await expect.element(page.getByText("1 góp ý đã quá hạn trả lời.")).toBeVisible();
  Object.assign(office.answers, { comments: list() });
  await page.getByRole("button", { name: "Xem lại" }).click();
  await expect.element(page.getByText("Không có việc nào đang chờ.")).toBeVisible();
  element.remove();
  const { length } = office.calls;
  office.tick();
  expect(office.calls).toHaveLength(length);
});
