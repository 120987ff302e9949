import { describe, expect, test } from "vitest";
import type { PutUnits, UnitVersion } from "../../../../shared/contract/unit.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import { putUnits } from "../../../../worker/organization/units.ts";
import { runOperation } from "../run-operation.ts";
import { dayOf, foundedAgency, keyOn, root } from "./memory-organization.ts";

type Given = Partial<UnitVersion> & { code: string };

function unit(given: Given): UnitVersion {
  return { name: given.code, parent: null, kind: "commune", valid_from: "2025-07-01", valid_to: null, ...given };
}

function agencyWith(
  ...given: Given[]
): ReturnType<typeof foundedAgency> & { put: (body: PutUnits, principal?: Principal) => unknown } {
  const agency = foundedAgency();
  const put = (body: PutUnits, principal = root): unknown => {
    const deps = { organizationStore: agency.store, organization: agency.organization() };
    return runOperation(putUnits, { deps, principal, input: { body } });
  };
  if (given.length > 0) expect(put({ units: given.map(unit) })).toMatchObject({ ok: true });
  return { ...agency, put };
}

function refusal(kind: string, pointer: string): object {
  return { ok: false, failure: { kind, errors: [{ pointer }] } };
}

describe("putUnits", () => {
  test("returns each version as it is stored", () => {
    const { put, store } = agencyWith();
    const given = unit({ code: "29869", name: "Phường Cao Lãnh", national_code: "29869" });
    expect(put({ units: [given] })).toEqual({
      ok: true,
      value: { data: [{ ...given, national_code: "29869" }], meta: { next_cursor: null } },
    });
    expect(store.units().map(({ code }) => code)).toEqual(["29869", "H20"]);
  });

  test("writes over a version of the same code and first day, and adds one of another day", () => {
    const { put, store } = agencyWith({ code: "A", name: "old" });
    put({ units: [unit({ code: "A", name: "new" }), unit({ code: "A", name: "later", valid_from: "2026-01-01" })] });
    expect(store.units().filter(({ code }) => code === "A")).toMatchObject([{ name: "new" }, { name: "later" }]);
  });

  test("lets the root get a new name from a day on, but no parent and no end", () => {
    const { put, organization } = agencyWith({ code: "A" });
    put({ units: [unit({ code: "H20", name: "Đồng Tháp mới", kind: "agency" })] });
    expect(organization().units.nameOf("H20", dayOf("2025-06-30"))).toBe("Tỉnh Đồng Tháp");
    expect(organization().units.nameOf("H20", dayOf("2025-07-01"))).toBe("Đồng Tháp mới");
    expect(put({ units: [unit({ code: "H20", parent: "A" })] })).toMatchObject(refusal("invalid", "/units/0/parent"));
    expect(put({ units: [unit({ code: "H20", valid_to: "2026-01-01" })] })).toMatchObject(
      refusal("invalid", "/units/0/valid_to"),
    );
  });

  test("accepts a parent from the same request or from the store, in any order", () => {
    const { put } = agencyWith({ code: "A" });
    const units = [unit({ code: "C", parent: "B" }), unit({ code: "B", parent: "A" })];
    expect(put({ units })).toMatchObject({ ok: true });
  });

  test("refuses a parent that is unknown or does not exist on that day, and writes nothing", () => {
    const { put, store } = agencyWith({ code: "A", valid_to: "2025-12-31" });
    expect(put({ units: [unit({ code: "B" }), unit({ code: "C", parent: "X" })] })).toMatchObject(
      refusal("unknown-unit", "/units/1/parent"),
    );
    expect(put({ units: [unit({ code: "B", parent: "A", valid_from: "2026-01-01" })] })).toMatchObject(
      refusal("unknown-unit", "/units/0/parent"),
    );
    expect(store.units()).toHaveLength(2);
  });

  test("refuses a version that ends before it begins, and one that is given twice", () => {
    const { put } = agencyWith();
    expect(put({ units: [unit({ code: "A", valid_to: "2025-06-30" })] })).toMatchObject(
      refusal("invalid", "/units/0/valid_to"),
    );
    expect(put({ units: [unit({ code: "A" }), unit({ code: "A" })] })).toMatchObject(refusal("invalid", "/units/1"));
  });

  test("refuses a unit below itself", () => {
    const { put } = agencyWith({ code: "A" });
    expect(put({ units: [unit({ code: "A", parent: "A" })] })).toMatchObject(refusal("unit-cycle", "/units/0/parent"));
  });

  test("refuses a cycle within one request", () => {
    const { put } = agencyWith({ code: "A" }, { code: "B" }, { code: "C" });
    const units = [
      unit({ code: "A", parent: "B" }),
      unit({ code: "B", parent: "C" }),
      unit({ code: "C", parent: "A" }),
    ];
    expect(put({ units })).toMatchObject({ ok: false, failure: { kind: "unit-cycle" } });
  });

  test("refuses a cycle that exists only on a later day, with a version stored before", () => {
    const { put } = agencyWith({ code: "B", valid_from: "2020-01-01" }, { code: "A", valid_from: "2021-01-01" });
    put({ units: [unit({ code: "B", parent: "A", valid_from: "2022-01-01" })] });
    const units = [unit({ code: "A", parent: "B", valid_from: "2021-01-01" })];
    expect(put({ units })).toMatchObject(refusal("unit-cycle", "/units/0/parent"));
  });

  test("lets two units change places over time", () => {
    const { put } = agencyWith({ code: "A", valid_from: "2020-01-01" });
    expect(put({ units: [unit({ code: "B", parent: "A", valid_from: "2020-01-01" })] })).toMatchObject({ ok: true });
    const swapped = [
      unit({ code: "B", parent: null, valid_from: "2024-01-01" }),
      unit({ code: "A", parent: "B", valid_from: "2024-01-01" }),
    ];
    expect(put({ units: swapped })).toMatchObject({ ok: true });
  });

  test("refuses a tree that is too deep", () => {
    const { put } = agencyWith();
    const units = Array.from({ length: 150 }, (_, level) =>
      unit({ code: `L${level}`, parent: level === 0 ? null : `L${level - 1}` }),
    );
    expect(put({ units })).toMatchObject({ ok: false, failure: { kind: "invalid" } });
  });

  test("answers 5,000 units that all begin on days of their own within seconds", () => {
    const { put } = agencyWith();
    const units = Array.from({ length: 5000 }, (_, place) => {
      const valid_from = `${2000 + Math.floor(place / 336)}-${String((Math.floor(place / 28) % 12) + 1).padStart(2, "0")}-${String((place % 28) + 1).padStart(2, "0")}`;
      return unit({ code: `U${place}`, parent: place < 50 ? null : `U${place - 50}`, valid_from });
    });
    const before = performance.now();
    expect(put({ units })).toMatchObject({ ok: true });
    expect(performance.now() - before).toBeLessThan(5000);
  });

  test("needs a key on the whole agency", () => {
    const { put } = agencyWith({ code: "A" });
    const body = { units: [unit({ code: "B", parent: "A" })] };
    expect(put(body, keyOn("A"))).toMatchObject({ ok: false, failure: { kind: "outside-subtree" } });
    expect(put(body, keyOn("H20"))).toMatchObject({ ok: true });
  });
});

describe("putUnits with successions", () => {
  const old = [{ code: "A" }, { code: "B" }, { code: "C" }];
  const on = "2026-01-01";

  test("stores a merger, and a split with known and unknown shares", () => {
    const { put, store } = agencyWith(...old);
    const successions = [
      { from: "A", to: "C", on, share: 1 },
      { from: "B", to: "A", on, share: 0.4 },
      { from: "B", to: "C", on, share: null },
    ];
    expect(put({ units: [], successions })).toMatchObject({ ok: true, value: { data: [] } });
    expect(store.successions().map(({ share }) => share)).toEqual([1, 0.4, null]);
  });

  test("refuses an unknown unit", () => {
    const { put } = agencyWith(...old);
    const successions = [{ from: "A", to: "X", on, share: 1 }];
    expect(put({ units: [], successions })).toMatchObject(refusal("unknown-unit", "/successions/0/to"));
  });

  test("refuses shares that add up to more than 1 with the stored ones, and accepts thirds", () => {
    const { put } = agencyWith(...old, { code: "D" });
    const third = 1 / 3;
    const thirds = ["B", "C", "D"].map((to) => ({ from: "A", to, on, share: third }));
    expect(put({ units: [], successions: thirds })).toMatchObject({ ok: true });
    const more = [{ from: "A", to: "H20", on, share: 0.1 }];
    expect(put({ units: [], successions: more })).toMatchObject(refusal("invalid", "/successions/0/share"));
  });

  test("refuses an heir with an unknown share if the others leave nothing, in either order", () => {
    const whole = { from: "A", to: "B", on, share: 1 };
    const unknown = { from: "A", to: "C", on, share: null };
    const { put } = agencyWith(...old);
    expect(put({ units: [], successions: [whole, unknown] })).toMatchObject({
      failure: { kind: "invalid", errors: [{ pointer: "/successions/0/share" }, { pointer: "/successions/1/share" }] },
    });
    expect(put({ units: [], successions: [unknown] })).toMatchObject({ ok: true });
    expect(put({ units: [], successions: [whole] })).toMatchObject(refusal("invalid", "/successions/0/share"));
    const half = { ...whole, share: 0.5 };
    expect(put({ units: [], successions: [half] })).toMatchObject({ ok: true });
    const rest = { ...half, to: "H20" };
    expect(put({ units: [], successions: [rest] })).toMatchObject(refusal("invalid", "/successions/0/share"));
    expect(put({ units: [], successions: [{ ...whole, share: 0.9 }] })).toMatchObject({ ok: true });
    expect(put({ units: [], successions: [{ ...whole, on: "2027-01-01" }] })).toMatchObject({ ok: true });
  });

  test("refuses a cycle on one day, and accepts a way back on a later day", () => {
    const { put } = agencyWith(...old);
    put({ units: [], successions: [{ from: "A", to: "B", on, share: 1 }] });
    const back = { from: "B", to: "A", on, share: 1 };
    expect(put({ units: [], successions: [back] })).toMatchObject(refusal("unit-cycle", "/successions/0"));
    expect(put({ units: [], successions: [{ ...back, to: "B" }] })).toMatchObject(
      refusal("unit-cycle", "/successions/0"),
    );
    expect(put({ units: [], successions: [{ ...back, on: "2027-01-01" }] })).toMatchObject({ ok: true });
  });
});
