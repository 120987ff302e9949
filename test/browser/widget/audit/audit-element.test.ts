import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import { AuditElement } from "../../../../widget/audit/audit-element.ts";
import type { RowOf } from "../../../../widget/office-ui/office-client.ts";
import { fakeOffice, list, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

const entry = (id: number, what: string, on: string): RowOf<"getAudit"> => ({
  ...{ id, what, on, at: "2026-11-24T02:00:00Z", by: "member-1", by_name: "Nguyễn Thị Lan" },
  ...{ before: null, after: null, why: null },
});
const audit = list([
  entry(3, "comment.answered", "comment-1"),
  entry(2, "member.invited", "member-2"),
  entry(1, "session.begun", "s"),
]);

test("leads from an entry to what it is about", async () => {
  const office = fakeOffice({ "GET /audit": audit });
  showPage(class extends AuditElement {}, office);
  await page.getByRole("button", { name: "Mở trang comments: comment-1" }).click();
  await page.getByRole("button", { name: "Mở trang members: member-2" }).click();
  expect(office.opened).toEqual([
    ["comments", { id: "comment-1" }],
    ["members", {}],
  ]);
  expect(page.getByRole("button", { name: /Mở trang/ }).elements()).toHaveLength(2);
  expect((await axe.run(document)).violations.map(({ id }) => id)).toEqual([]);
});

test("leads nowhere that the reader's role may not go", async () => {
  const office = fakeOffice({ "GET /audit": audit });
  Object.assign(office.deps, { mayOpen: (id: string) => id === "comments" });
  showPage(class extends AuditElement {}, office);
  await expect.element(page.getByRole("button", { name: "Mở trang comments: comment-1" })).toBeVisible();
  expect(page.getByRole("button", { name: /Mở trang/ }).elements()).toHaveLength(1);
});
