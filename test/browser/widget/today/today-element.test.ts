import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
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

/** What has the focus in the page: its words, or its id where it has none. */
const focused = (): string | undefined => {
  const element = document.activeElement?.shadowRoot?.activeElement;
  return element?.textContent?.trim() || element?.id;
};
const ending = (key_expires_on: string | null) => ({
  role: "moderator" as const,
  scopes: ["comments:read" as const],
  key_expires_on,
});

/** An office in which somebody is signed in, and what the server says of that. */
function signedIn(who: Pick<Session, "role" | "scopes" | "key_expires_on">, more: Answers = {}) {
  const session = sessionOf("moderator", who);
  return fakeOffice({ "GET /v1/session": { session }, ...more }, { session });
}

test("warns of the own key two weeks before its end, and lets a member make another", async () => {
  const made = { key: "cfk_H20_new", key_expires_on: "2027-11-29", before_expires_on: "2026-11-30" };
  let hasMade = false;
  const office = signedIn(ending("2026-12-13"), {
    "GET /v1/session": () => ({ session: ending(hasMade ? "2027-11-29" : "2026-12-13") }),
    "POST /v1/own-keys": () => {
      hasMade = true;
      return made;
    },
  });
  showPage(TodayElement, office);
  await expect.element(page.getByText(/Khóa riêng của Ông\/Bà dùng được đến hết ngày 13\/12\/2026\./)).toBeVisible();
  await page.getByRole("button", { name: "Lập khóa mới" }).click();
  await page.getByLabelText("Khóa đang dùng").fill(" cfk_H20_old ");
  expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
  await page.getByRole("dialog").getByRole("button", { name: "Lập khóa mới" }).click();
  await expect.poll(focused).toBe("Khóa mới của Ông/Bà");
  expect(office.calls.at(-1)).toMatchObject({ line: "POST /v1/own-keys", body: { key: "cfk_H20_old" } });
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
  const wrong = refusal("unknown-code", { status: 404 });
  showPage(TodayElement, signedIn(ending("2026-12-01"), { "POST /v1/own-keys": wrong }));
  await page.getByRole("button", { name: "Lập khóa mới" }).click();
  const field = page.getByLabelText("Khóa đang dùng");
  await field.fill("cfk_H20_other");
  await userEvent.keyboard("{Enter}");
  await expect.element(field).toHaveAccessibleDescription(/Khóa này không đúng/);
  await expect.element(field).toHaveValue("cfk_H20_other");
  await expect.poll(focused).toBe("own-key");
  await userEvent.keyboard("{Escape}");
  await expect.poll(focused).toBe("Lập khóa mới");
});

test("tells those who signed in by a key for programs where to replace it, or whom to ask", async () => {
  const program = { role: null, key_expires_on: "2026-11-29" };
  const writer = signedIn({ ...program, scopes: ["keys:write"] });
  showPage(TodayElement, writer);
  await page.getByRole("button", { name: "Mở trang keys" }).click();
  expect(writer.opened).toEqual([["keys"]]);
  await clearPage();
  showPage(TodayElement, signedIn({ ...program, scopes: ["comments:read"] }));
  await expect.element(page.getByText(/Đề nghị quản trị viên của cơ quan đổi khóa này/)).toBeVisible();
  expect(page.getByRole("listitem").getByRole("button").elements()).toEqual([]);
});

test("does not warn of a key that ends later, or never", async () => {
  for (const key_expires_on of ["2026-12-14", null]) {
    showPage(TodayElement, signedIn(ending(key_expires_on)));
    await expect.element(page.getByText("Không có việc nào đang chờ.")).toBeVisible();
    await clearPage();
  }
});
