import { describe, expect, test } from "vitest";
import { needWholeAgency, reaches } from "../../../../worker/access/reach.ts";
import type { Organization } from "../../../../worker/organization/organization.ts";
import { dayOf, foundedAgency, keyOn, root } from "../organization/memory-organization.ts";

/** Ward below South until 2025, below North in 2026, ended since; H200 beside them. */
function organization(): Organization {
  const { store, organization: read } = foundedAgency();
  const unit = (code: string, parent: string | null, from: string, to: string | null = null): void => {
    const validTo = to === null ? null : dayOf(to);
    store.putUnit({ code, name: code, parent, kind: "commune", validFrom: dayOf(from), validTo });
  };
  unit("North", null, "2025-07-01");
  unit("South", null, "2025-07-01");
  unit("Ward", "South", "2025-07-01");
  unit("Ward", "North", "2026-01-01", "2026-12-31");
  unit("H200", null, "2025-07-01");
  return read();
}

function reached(key: string, unit: string, ...days: string[]): boolean {
  return reaches(keyOn(key), organization(), { unit, days: days.map(dayOf) });
}

describe("reaches", () => {
  test("is true for the key's unit and all units below it, and false above and beside it", () => {
    expect(reached("North", "North", "2026-06-01")).toBe(true);
    expect(reached("North", "Ward", "2026-06-01")).toBe(true);
    expect(reached("North", "South", "2026-06-01")).toBe(false);
    expect(reached("North", "H20", "2026-06-01")).toBe(false);
    expect(reached("H200", "H20", "2026-06-01")).toBe(false);
  });

  test("needs the unit below the key's on each of the days", () => {
    expect(reached("North", "Ward", "2025-12-31")).toBe(false);
    expect(reached("South", "Ward", "2025-12-31")).toBe(true);
    expect(reached("South", "Ward", "2025-12-31", "2026-01-01")).toBe(false);
  });

  test("uses the last place of a unit that has ended, and the first place of one that comes later", () => {
    expect(reached("North", "Ward", "2027-06-01")).toBe(true);
    expect(reached("South", "Ward", "2027-06-01")).toBe(false);
    expect(reached("South", "Ward", "2024-06-01")).toBe(true);
  });

  test("is true for every unit with the root key or a key on the whole agency", () => {
    const anywhere = { unit: "Ward", days: [dayOf("1990-01-01")] };
    expect(reaches(root, organization(), anywhere)).toBe(true);
    expect(reaches(keyOn("H20"), organization(), anywhere)).toBe(true);
  });
});

describe("needWholeAgency", () => {
  test("allows the root key and keys on the agency's root unit", () => {
    expect(needWholeAgency(root, organization())).toMatchObject({ ok: true });
    expect(needWholeAgency(keyOn("H20"), organization())).toMatchObject({ ok: true });
    expect(needWholeAgency(keyOn("H200"), organization())).toMatchObject({
      ok: false,
      failure: { kind: "outside-subtree", given: "H200" },
    });
  });
});
