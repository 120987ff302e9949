import { createElement, StrictMode, useState } from "react";
import { createRoot, hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server.browser";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { citizenFeedbackTag, defineCitizenFeedback } from "../../../../widget/portal/define-citizen-feedback.ts";
import { touchpoint } from "../../../fixtures/touchpoint-config.ts";
import type { FakeServer } from "../fake-server.ts";
import { fakeServer } from "../fake-server.ts";
import { clearPage, ratingDeps } from "../rating-page.ts";

const server: FakeServer = fakeServer();
const warnings: string[] = [];
const deps = { registry: customElements, warn: (text: string) => void warnings.push(text) };
const define = (version: string): boolean => defineCitizenFeedback(version, () => ratingDeps({ server }).deps, deps);
const isFirst = define("1.0.0");

afterEach(clearPage);

test("the first definition stands; the same one again is silent, another version is mentioned", () => {
  expect(isFirst).toBe(true);
  expect(define("1.0.0")).toBe(false);
  expect(warnings).toEqual([]);
  expect(define("1.0.1")).toBe(false);
  expect(warnings).toEqual(["<citizen-feedback> 1.0.0 stays, 1.0.1 is not loaded"]);
});

test("a tag that stood on the page before the script came is upgraded, and its own link no longer shows", async () => {
  document.body.innerHTML = `<citizen-feedback touchpoint="${touchpoint}"><a href="/rate/${touchpoint}">Đánh giá</a></citizen-feedback>`;
  await expect.element(page.getByRole("radio").first()).toBeInTheDocument();
  expect(page.getByText("Đánh giá", { exact: true }).element().getClientRects().length).toBe(0);
});

function Counter(): ReturnType<typeof createElement> {
  const [count, setCount] = useState(0);
  return createElement(
    "div",
    null,
    createElement("button", { type: "button", onClick: () => setCount(count + 1) }, `Lần ${count}`),
    createElement(
      citizenFeedbackTag,
      { touchpoint, service: "1.004227" },
      createElement("a", { href: "/rate" }, "Đánh giá"),
    ),
  );
}

test("in a React page it keeps what was chosen while the page around it is drawn again", async () => {
  const place = document.body.appendChild(document.createElement("main"));
  const root = createRoot(place);
  root.render(createElement(StrictMode, null, createElement(Counter)));
  await page.getByRole("radio", { name: "Hài lòng", exact: true }).click();
  await page.getByRole("button", { name: "Lần 0" }).click();
  await expect.element(page.getByRole("button", { name: "Lần 1" })).toBeVisible();
  await expect.element(page.getByRole("radio", { name: "Hài lòng", exact: true })).toBeChecked();
  await expect.poll(() => [...server.stored.values()].pop()).toMatchObject({ level: 4, service: "1.004227" });
  root.unmount();
});

test("a page that React has drawn on the server is taken over without a complaint", async () => {
  const place = document.body.appendChild(document.createElement("main"));
  place.innerHTML = renderToString(createElement(Counter));
  await expect.element(page.getByRole("radio").first()).toBeInTheDocument();
  const complaints: unknown[] = [];
  const root = hydrateRoot(place, createElement(Counter), { onRecoverableError: (error) => complaints.push(error) });
  await page.getByRole("button", { name: "Lần 0" }).click();
  await expect.element(page.getByRole("button", { name: "Lần 1" })).toBeVisible();
  expect(complaints).toEqual([]);
  root.unmount();
});
