import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { InvitedMember, Member } from "../../../../shared/contract/member.ts";
import { MembersElement } from "../../../../widget/members/members-element.ts";
import { fakeOffice, list, showPage } from "../fake-office.ts";
import { clearPage } from "../rating-page.ts";

afterEach(clearPage);

const role = page.getByLabelText("Vai trò", { exact: true });
const at = "2026-11-01T02:00:00Z";
const member: Member = {
  ...{ id: "m1", name: "Lan", role: "administrator", unit: "H20", state: "joined", signs_in_by: "key" },
  ...{ invited_at: at, joined_at: at, last_seen_on: null },
};

test("the first member is invited as an administrator, unless another role is chosen", async () => {
  const invited: InvitedMember = { ...member, state: "invited", invitation: "A".repeat(22), lapses_at: at };
  const office = fakeOffice({ "GET /members": list([]), "POST /members": invited });
  showPage(MembersElement, office);
  await expect.element(role).toHaveValue("administrator");
  await page.getByLabelText("Họ và tên").fill("Trần Văn Bình");
  await page.getByRole("button", { name: "Tạo lời mời" }).click();
  const made = (): unknown => office.calls.find(({ line }) => line === "POST /members")?.body;
  await expect.poll(made).toEqual({ name: "Trần Văn Bình", role: "administrator" });
});

test("later ones are invited as officers of a unit at first", async () => {
  showPage(MembersElement, fakeOffice({ "GET /members": list([member]) }));
  await expect.element(page.getByText("Lan", { exact: true })).toBeVisible();
  await expect.element(role).toHaveValue("unit-editor");
});
