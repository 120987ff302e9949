import { afterEach, beforeEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { kioskConfig } from "../../../fixtures/kiosk-config.ts";
import { clearPage } from "../rating-page.ts";
import { openKiosk, screens } from "./kiosk-page.ts";

beforeEach(() => page.viewport(1080, 1920));
afterEach(clearPage);

/** Markup without what Lit notes for itself. */
function markup(root: ShadowRoot): string {
  return root.innerHTML.replaceAll(/<!--.*?-->|\?lit\$\d+\$/g, "").replaceAll(/\s+/g, " ");
}

test.each(Object.entries(screens))(
  "an idle reset at the screen “%s” leaves no trace of who was there",
  async (name, come) => {
    const kiosk = await openKiosk();
    const before = markup(kiosk.root);
    const address = location.href;
    const { length } = history;
    const kept = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]);
    await come(kiosk);
    const forSeconds = /pin|status|touch/.test(name) ? 130 : 30;
    await kiosk.passAndDraw((forSeconds - 10) * 1000);
    // The first screen has nothing to wipe, and the thank-you goes by itself.
    if (!/^((counter )?faces|thanks)$/.test(name)) {
      await expect.element(page.getByText(/Màn hình sẽ tự xóa sau 10 giây/)).toBeVisible();
    }
    await kiosk.passAndDraw(10_000);
    kiosk.config = kioskConfig;
    kiosk.changed();
    await kiosk.drawn();
    expect(markup(kiosk.root)).toBe(before);
    expect(kiosk.root.querySelectorAll("input, textarea, video")).toHaveLength(0);
    expect(kiosk.root.activeElement).toBeNull();
    expect(getSelection()?.toString()).toBe("");
    expect([location.href, history.length]).toEqual([address, length]);
    expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])).toBe(kept);
    expect(document.documentElement.outerHTML).not.toContain("Bí Mật");
    // What was typed and not sent was kept nowhere; what was tapped was.
    const sent = JSON.stringify(kiosk.kept);
    expect(sent.includes("Bí Mật")).toBe(name === "ticket");
    expect(kiosk.kept.length).toBe(/faces$|service|scan|pin|status|touch/.test(name) ? 0 : name === "ticket" ? 2 : 1);
  },
);

test("somebody who says so, or touches anything, stays, and goes on where they were", async () => {
  const kiosk = await openKiosk();
  await screens["comment"]?.(kiosk);
  await kiosk.passAndDraw(25_000);
  expect(kiosk.root.querySelector(".page")?.hasAttribute("inert")).toBe(true);
  expect(kiosk.root.activeElement?.id).toBe("stay");
  await page.getByRole("button", { name: "Tôi còn đây" }).click();
  await kiosk.drawn();
  await expect.element(page.getByRole("textbox")).toHaveValue("Nguyễn Thị Bí Mật");
  expect(kiosk.root.activeElement?.id).toBe("comment");
  await kiosk.passAndDraw(19_000);
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
});

test("somebody who is done need not wait for the countdown", async () => {
  const kiosk = await openKiosk();
  await screens["comment"]?.(kiosk);
  await kiosk.passAndDraw(22_000);
  await page.getByRole("alertdialog").getByRole("button", { name: "Xong" }).click();
  await expect.element(page.getByRole("button", { name: "Rất hài lòng", exact: true })).toBeVisible();
  expect(kiosk.kept).toHaveLength(1);
});

test("a form says how long is waited", async () => {
  const kiosk = await openKiosk((fake) => {
    fake.config = { ...kioskConfig, form: { ...kioskConfig.form, kiosk: { idle_seconds: 60, countdown_seconds: 5 } } };
  });
  await screens["more"]?.(kiosk);
  await kiosk.passAndDraw(58_000);
  await expect.element(page.getByRole("alertdialog")).not.toBeInTheDocument();
  await kiosk.passAndDraw(2000);
  await expect.element(page.getByText(/tự xóa sau 5 giây/)).toBeVisible();
});

test("an element that is taken off the page leaves nobody's visit behind", async () => {
  const kiosk = await openKiosk();
  await screens["comment"]?.(kiosk);
  kiosk.element.remove();
  document.body.append(kiosk.element);
  await kiosk.drawn();
  await expect.element(page.getByRole("button", { name: "Rất hài lòng", exact: true })).toBeVisible();
});
