import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
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

/** What has the focus in the page: its words, or its id where it has none. */
const focused = (): string | undefined => {
  const element = document.activeElement?.shadowRoot?.activeElement;
  return element?.textContent?.trim() || element?.id;
};
const session = (more: object): object => ({ session: { role: "moderator", scopes: ["comments:read"], ...more } });

test("warns of the own key two weeks before its end, and lets a member make another", async () => {
  const office = fakeOffice({ role: "moderator", scopes: ["comments:read"] });
  const made = { key: "cfk_H20_new", key_expires_on: "2027-11-24", before_expires_on: "2026-11-25" };
  let hasMade = false;
  Object.assign(office.answers, {
    "/v1/session": () => session({ key_expires_on: hasMade ? "2027-11-24" : "2026-12-08" }),
    "POST /v1/own-keys": () => {
      hasMade = true;
      return made;
    },
  });
  showPage(aPage(), office);
  await expect
    .element(page.getByText(/Khóa đăng nhập của Ông\/Bà dùng được đến hết ngày 08\/12\/2026\./))
    .toBeVisible();
  await page.getByRole("button", { name: "Tạo khóa mới" }).click();
  await page.getByLabelText("Khóa đang dùng").fill(" cfk_H20_old ");
  expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Tạo khóa mới" }).click();
  await expect.poll(focused).toBe("Khóa mới của Ông/Bà");
  expect(office.calls.at(-1)).toEqual({ line: "POST /v1/own-keys", body: { key: "cfk_H20_old" } });
  await expect.element(page.getByText("cfk_H20_new")).toBeVisible();
  expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
  // A slip does not take away what is shown once.
  await userEvent.keyboard("{Escape}{Escape}");
  await expect.element(page.getByText("cfk_H20_new")).toBeVisible();
  await page.getByRole("button", { name: "Đã cất khóa mới" }).click();
  await expect.element(page.getByText("Không có việc nào đang chờ.")).toBeVisible();
  expect(document.body.innerText).not.toContain("cfk_H20");
});

test("says at its field that the own key is wrong, and keeps what was typed", async () => {
  const office = fakeOffice({ role: "moderator", scopes: ["comments:read"] });
  Object.assign(office.answers, {
    "/v1/session": session({ key_expires_on: "2026-12-01" }),
    "POST /v1/own-keys": { status: 404, kind: "unknown-code" },
  });
  showPage(aPage(), office);
  await page.getByRole("button", { name: "Tạo khóa mới" }).click();
  const field = page.getByLabelText("Khóa đang dùng");
  await field.fill("cfk_H20_other");
  await userEvent.keyboard("{Enter}");
  await expect.element(field).toHaveAccessibleDescription(/Khóa này không đúng/);
  await expect.element(field).toHaveValue("cfk_H20_other");
  await expect.poll(focused).toBe("own-key");
  await userEvent.keyboard("{Escape}");
  await expect.poll(focused).toBe("Tạo khóa mới");
});

test("tells those who signed in by a key for programs where to replace it, or whom to ask", async () => {
  const ending = { role: null, key_expires_on: "2026-11-24" };
  const writer = fakeOffice({ scopes: ["keys:write"] });
  Object.assign(writer.answers, { "/v1/session": session({ ...ending, scopes: ["keys:write"] }) });
  showPage(aPage(), writer);
  await page.getByRole("button", { name: "Mở trang keys" }).click();
  expect(writer.opened).toEqual([["keys"]]);
  await clearPage();
  const reader = fakeOffice({ scopes: ["comments:read"] });
  Object.assign(reader.answers, { "/v1/session": session(ending) });
  showPage(aPage(), reader);
  await expect.element(page.getByText(/Đề nghị quản trị viên của cơ quan đổi khóa này/)).toBeVisible();
  expect(page.getByRole("listitem").getByRole("button").elements()).toEqual([]);
});

test("does not warn of a key that ends later, or never", async () => {
  for (const key_expires_on of ["2026-12-09", null]) {
    const office = fakeOffice({ role: "moderator", scopes: ["comments:read"] });
    Object.assign(office.answers, { "/v1/session": session({ key_expires_on }) });
    showPage(aPage(), office);
    await expect.element(page.getByText("Không có việc nào đang chờ.")).toBeVisible();
    await clearPage();
  }
});
