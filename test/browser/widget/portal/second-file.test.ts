import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { StartMore } from "../../../../widget/portal/more-host.ts";
import { clearPage, openRatingPage, secondFile } from "../rating-page.ts";

afterEach(clearPage);

const face = (word: string) => page.getByRole("radio", { name: word, exact: true });
const thanks = page.getByText("Cảm ơn Ông/Bà. Đánh giá đã được gửi.");
const details = page.getByRole("textbox", { name: /góp ý thêm/ });

/** An element whose second file comes, or fails, when the test says so. */
function openWithout() {
  const asked: ((start: StartMore | undefined) => void)[] = [];
  const rating = openRatingPage({ loadMore: (use) => void asked.push(use) });
  return { ...rating, asked };
}

test("without the second file a tap is kept, thanked for and sent once, and the level may be changed", async () => {
  const { server, asked } = openWithout();
  await expect.poll(() => asked.length).toBe(1);
  asked[0]?.(undefined);
  await face("Hài lòng").click();
  await expect.element(thanks).toBeVisible();
  expect(details.elements()).toEqual([]);
  await face("Bình thường").click();
  await expect.poll(() => [...server.stored.values()].map(({ level }) => level)).toEqual([3]);
  expect(server.arrived.map(({ revision }) => revision)).toEqual([1, 2]);
});

test("the details of a tap appear when the second file comes", async () => {
  const { server, asked } = openWithout();
  await face("Không hài lòng").click();
  await expect.element(thanks).toBeVisible();
  asked[0]?.(secondFile());
  await expect.element(details).toBeVisible();
  await page.getByRole("checkbox", { name: "Khó đăng nhập, xác thực" }).click();
  await expect.poll(() => [...server.stored.values()]).toMatchObject([{ level: 2, reasons: ["sign-in"] }]);
});

test("it is asked for once the faces are drawn; after a failure again at the next touch, focus or network", async () => {
  const { asked, element } = openWithout();
  await expect.element(face("Hài lòng")).toBeInTheDocument();
  const again: readonly (() => Promise<unknown> | boolean)[] = [
    () => face("Hài lòng").click(),
    () => dispatchEvent(new Event("online")),
    () => {
      (document.activeElement as HTMLElement).blur();
      return userEvent.tab();
    },
  ];
  for (const [index, act] of again.entries()) {
    await expect.poll(() => asked.length).toBe(index + 1);
    asked[index]?.(undefined);
    await act();
  }
  await expect.poll(() => asked.length).toBe(again.length + 1);
  asked.at(-1)?.(secondFile());
  await expect.element(details).toBeVisible();
  element.remove();
});
