import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { Session } from "../../../../shared/contract/session.ts";
import { TodayElement } from "../../../../widget/today/today-element.ts";
import { type Answers, fakeOffice, list, refusal, sessionOf, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

/** An office in which somebody with these scopes is signed in. */
const officeOf = (...scopes: Session["scopes"]) => fakeOffice({}, { session: sessionOf("administrator", { scopes }) });

test("has no accessibility faults, with things to do of each urgency", async () => {
  const office = fakeOffice();
  const quiet = { name: "Kiosk Mỹ Ngãi", state: "enrolled", alerts: [{ kind: "quiet" }] } as const;
  Object.assign(office.answers, {
    "GET /touchpoints": list([{}]),
    "GET /publications": list([{ day: "2026-11-03" }]),
    "GET /devices": list([quiet]),
    "GET /comments": list([{}, {}]),
  } satisfies Answers);
  showPage(TodayElement, office);
  await expect.element(page.getByText("1 thiết bị im lặng trong giờ làm việc.")).toBeVisible();
  await expect.element(page.getByText("Số liệu tháng 11/2026 được công bố ngày 04/12/2026.")).toBeVisible();
  const { violations } = await axe.run(document);
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test("leads to the page where something is done", async () => {
  const office = officeOf("comments:read");
  office.answers["GET /comments"] = list([{}]);
  showPage(TodayElement, office);
  await page.getByRole("button", { name: "Mở trang comments" }).first().click();
  expect(office.opened).toEqual([["comments"]]);
});

test("says so when nothing waits", async () => {
  const office = officeOf("comments:read");
  showPage(TodayElement, office);
  await expect.element(page.getByText("Không có việc nào đang chờ.")).toBeVisible();
});

test("says what could not be read, and never that nothing waits", async () => {
  const office = officeOf("comments:read", "devices:write");
  office.answers["GET /comments"] = refusal("unavailable", { status: 503 });
  showPage(TodayElement, office);
  await expect.element(page.getByRole("alert")).toHaveTextContent("Chưa đọc được: góp ý.");
  expect(document.body.innerText).not.toContain("Không có việc nào");
});

test("looks again by itself, and by its button, while the page is open", async () => {
  const office = officeOf("comments:read");
  const { element } = showPage(TodayElement, office);
  await expect.element(page.getByText("Không có việc nào đang chờ.")).toBeVisible();
  office.answers["GET /comments"] = list([{}]);
  office.tick();
  await expect.element(page.getByText("1 góp ý đã quá hạn trả lời.")).toBeVisible();
  office.answers["GET /comments"] = list([]);
  await page.getByRole("button", { name: "Xem lại" }).click();
  await expect.element(page.getByText("Không có việc nào đang chờ.")).toBeVisible();
  element.remove();
  const { length } = office.calls;
  office.tick();
  expect(office.calls).toHaveLength(length);
});
