import { describe, expect, test } from "vitest";
import { type Role, scopesOfRole } from "../../../../shared/contract/member.ts";
import type { Session } from "../../../../shared/contract/session.ts";
import { allPages, pageGroups, pagesOf } from "../../../../widget/office/all-pages.ts";

function sessionOf(role: Role, unit: string): Session {
  return {
    ...{ agency: "H20", id: "member-1", name: "Nguyễn Thị Lan", role, scopes: [...scopesOfRole[role]], unit },
    ...{ key_expires_on: null, begun_at: "2026-11-29T01:00:00Z", ends_at: "2026-11-29T13:00:00Z" },
  };
}

const setUp = "setup units services forms touchpoints devices imports";

/** The pages of each role on the whole agency, and on a unit: written by hand, from docs/office.md. */
const pagesByRole: readonly (readonly [role: Role, unit: string, pages: string])[] = [
  ["administrator", "H20", `today comments figures signs ${setUp} members keys audit settings`],
  ["administrator", "29869", "today comments figures units services touchpoints devices imports members keys audit"],
  ["reform-office", "H20", `today comments figures signs ${setUp} audit settings`],
  ["reform-office", "29869", "today comments figures units services touchpoints devices imports audit"],
  ["unit-editor", "29869", "today comments figures units services touchpoints devices imports"],
  ["moderator", "29869", "today comments"],
  ["moderator", "H20", "today comments"],
  ["inspector", "H20", "today comments figures signs units services forms audit"],
  ["inspector", "29869", "today comments figures units services audit"],
  ["reader", "H20", "today figures units services forms"],
  ["reader", "29869", "today figures units services"],
];

describe("roles and pages", () => {
  test.each(pagesByRole)("%s on %s has the pages %s, in the order of the list", (role, unit, pages) => {
    expect(
      pagesOf(sessionOf(role, unit))
        .map(({ id }) => id)
        .join(" "),
    ).toBe(pages);
  });

  test("every page stands in one group of the list", () => {
    const listed = Object.values(pageGroups).flat();
    expect([...listed].sort()).toEqual(allPages.map(({ id }) => id).sort());
  });
});
