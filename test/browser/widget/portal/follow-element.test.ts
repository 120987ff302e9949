import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { feedbackItem } from "../../../../shared/contract/feedback.ts";
import { FollowElement } from "../../../../widget/portal/follow-element.ts";
import { isTicketCode } from "../../../../widget/visit/comment.ts";
import { uuidV7 } from "../../../../widget/visit/feedback-draft.ts";
import { touchpoint } from "../../../fixtures/touchpoint-config.ts";
import type { FakeServer } from "../fake-server.ts";
import { fakeServer } from "../fake-server.ts";
import { clearPage, freshName, ratingDeps, secondFile } from "../rating-page.ts";

afterEach(clearPage);

const dayMs = 24 * 60 * 60 * 1000;

/** Puts the panel for a rating of so many days ago on the page. */
function openPanel(days: number, server: FakeServer = fakeServer()): { follows: string; element: Element } {
  const { deps } = ratingDeps({ server });
  const tag = freshName("follow");
  customElements.define(
    tag,
    class extends FollowElement {
      constructor() {
        super({ ...deps, startMore: secondFile() });
      }
    },
  );
  const follows = uuidV7(Date.now() - days * dayMs, new Uint8Array(10).fill(9));
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({ touchpoint, follows })) element.setAttribute(name, value);
  document.body.append(element);
  return { follows, element };
}

test("a comment alone follows the rating, with a ticket of its own", async () => {
  const server = fakeServer();
  const { follows, element } = openPanel(6.9, server);
  expect((await axe.run(element)).violations).toEqual([]);
  // Nothing else can be sent here, so the comment is not called optional.
  await expect.element(page.getByRole("textbox")).toHaveAccessibleName("Ông/Bà muốn góp ý thêm điều gì?");
  await page.getByRole("textbox").fill(" Chờ lâu ");
  await page.getByRole("button", { name: "Gửi" }).click();
  await expect.element(page.getByText("Cảm ơn Ông/Bà. Góp ý đã được ghi nhận.")).toBeVisible();
  await expect.poll(() => [...server.stored.values()]).toHaveLength(1);
  const [item] = [...server.stored.values()];
  expect(item).toMatchObject({ level: null, comment: "Chờ lâu", follows, touchpoint, revision: 1 });
  expect(isTicketCode(item?.ticket ?? "")).toBe(true);
  expect(feedbackItem.safeParse(item).success).toBe(true);
  expect((await axe.run(element)).violations).toEqual([]);
});

test("an empty comment is not sent", async () => {
  const server = fakeServer();
  const { element } = openPanel(0, server);
  await page.getByRole("textbox").fill("   ");
  await page.getByRole("button", { name: "Gửi" }).click();
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe("comment");
  expect(server.stored.size).toBe(0);
});

test("after 7 days it says that it is too late", async () => {
  openPanel(7.01);
  await expect.element(page.getByText(/Mã này chỉ dùng được trong 7 ngày/)).toBeVisible();
  await expect.element(page.getByRole("textbox")).not.toBeInTheDocument();
});

test("without a network the comment is kept and says so", async () => {
  const server = fakeServer();
  server.isUp = false;
  openPanel(0, server);
  await page.getByRole("textbox").fill("Chờ lâu");
  await page.getByRole("button", { name: "Gửi" }).click();
  await expect.element(page.getByText("Đã lưu trên máy, chưa gửi", { exact: true })).toBeVisible();
});

test("where the kiosk's rating has not arrived yet, the comment is kept, and its code stands", async () => {
  const server = fakeServer();
  const problem = { type: "/docs/problems#rating-awaited", title: "", status: 409, detail: "", permanent: false };
  server.refuse = () => problem;
  openPanel(0, server);
  await page.getByRole("textbox").fill("Chờ lâu");
  await page.getByRole("button", { name: "Gửi" }).click();
  await expect.element(page.getByText(/Góp ý còn trên máy này và sẽ tự gửi lại/)).toBeVisible();
  await expect.element(page.getByText(/^H20-/)).toBeVisible();
});
