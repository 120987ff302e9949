import { html, render } from "lit";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { latePart, type ShownDesk } from "../../../../widget/desk-words/shown-desk-template.ts";
import { fakeOffice } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

/** Draws a part whose script comes only while `network.isUp`. */
function showPart(network: { isUp: boolean }, mayRetry = true) {
  let tries = 0;
  const part = latePart(() => {
    tries += 1;
    const comes = network.isUp && (mayRetry || tries === 1);
    return comes ? Promise.resolve(() => html`<p>Tổng hợp</p>`) : Promise.reject(new TypeError("down"));
  });
  const client = fakeOffice();
  const GET = (path: "/v1/session") => (network.isUp ? client.deps.client.GET(path) : Promise.resolve({ error: {} }));
  const main = document.body.appendChild(document.createElement("main"));
  const redraw = (): void => void render(part(shown), main);
  const deps = { ...client.deps, client: { GET } };
  const shown = { language: "vi", control: { redraw, deps } } as unknown as ShownDesk;
  redraw();
  return client.opened;
}

const again = page.getByRole("button", { name: "Thử lại" });

test("a part that is drawn for the first time comes when its script is there", async () => {
  showPart({ isUp: true });
  expect(document.body.innerText).toBe("Đang tải…");
  await expect.element(page.getByText("Tổng hợp")).toBeVisible();
});

test("a part whose script did not come says so, and comes at the next try", async () => {
  const network = { isUp: false };
  const opened = showPart(network);
  await expect.element(page.getByText(/^Không kết nối được máy chủ/)).toBeVisible();
  network.isUp = true;
  await again.click();
  await expect.element(page.getByText("Tổng hợp")).toBeVisible();
  expect(opened).toEqual([]);
});

test("where the browser remembers that the script did not come, the tab is loaded anew, but only once the server answers", async () => {
  const network = { isUp: false };
  const opened = showPart(network, false);
  await expect.element(again).toBeVisible();
  await again.click();
  await expect.element(again).toBeVisible();
  expect(opened).toEqual([]);
  network.isUp = true;
  await again.click();
  await expect.poll(() => opened).toEqual(["reloaded"]);
});
