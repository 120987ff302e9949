import { describe, expect, it } from "vitest";
import { putTouchpoints, touchpoint } from "../../../../shared/contract/touchpoint.ts";
import {
  bodyOfDraft,
  draftFaults,
  draftOf,
  fieldsOf,
  type TouchpointRow,
} from "../../../../widget/touchpoints/touchpoint-draft.ts";
import { foundTouchpoints } from "../../../../widget/touchpoints/touchpoints-list-template.ts";

const known: TouchpointRow = {
  ...{ id: "H20-7k3m9q2x4t", unit: "29869", service: "1.004227", channel: "qr", form: "short", name: "Sảnh" },
  ...{ from: "2025-07-01", comments: "published", client_limit: { at_once: 9, per_minute: 7 } },
  closed: true,
};
const today = "2026-11-24";

describe("the form of a touchpoint", () => {
  it("sends everything that the touchpoint has, since the API takes what is left out for its usual value", () => {
    const body = bodyOfDraft(draftOf(known, { unit: "", today }));
    expect(body).toEqual({ ...known, from: today });
    const told = Object.keys(touchpoint.shape).filter((field) => !(field in body));
    expect(told).toEqual(["closes_on", "opens_on", "signed_only"]);
    expect(putTouchpoints.safeParse({ touchpoints: [body] }).success).toBe(true);
  });

  it("of a new one asks for name and unit alone", () => {
    const draft = draftOf(null, { unit: "", today });
    expect(draftFaults(draft)).toEqual(["name", "unit"]);
    const body = bodyOfDraft({ ...draft, name: " Cổng ", unit: "29869", from: "" });
    expect(body).toEqual({
      ...{ unit: "29869", service: null, channel: "portal", form: "default", name: "Cổng" },
      ...{ comments: "off", client_limit: null },
    });
    expect(putTouchpoints.safeParse({ touchpoints: [body] }).success).toBe(true);
  });

  it("refuses limits that the API would refuse", () => {
    const draft = draftOf(known, { unit: "", today });
    for (const atOnce of ["", "0", "201", "1.5", "x"]) {
      expect(draftFaults({ ...draft, atOnce })).toEqual(["client_limit"]);
    }
  });

  it("finds the fields that a problem of the server names", () => {
    const errors = [{ pointer: "/touchpoints/0/client_limit/at_once", detail: "" }];
    expect(fieldsOf({ type: "", title: "", status: 400, errors })).toEqual(["client_limit"]);
  });
});

describe("the search for touchpoints", () => {
  const unit = (code: string, parent: string | null, name: string) => [code, { code, parent, name }] as const;
  const units = new Map([unit("H20", null, "Tỉnh"), unit("A", "H20", "Xã Đồng Dao"), unit("B", "A", "Quầy")]);
  const { closed, ...open } = known;
  const rows = [
    { ...open, closed, id: "H20-4", unit: "B", name: "Máy cũ", channel: "kiosk" as const },
    { ...open, id: "H20-1", unit: "A", name: "Cổng", channel: "portal" as const },
    { ...open, id: "H20-2", unit: "B", name: "Máy", channel: "kiosk" as const },
    { ...open, id: "H20-3", unit: "H20", name: "Trang chủ", channel: "portal" as const },
  ];
  const loaded = { rows, units, forms: [] } as unknown as Parameters<typeof foundTouchpoints>[0];
  const found = (state: Record<string, string>): string[] => foundTouchpoints(loaded, state).map(({ id }) => id);

  it("takes a unit with all below it, a channel, and words without diacritics", () => {
    expect(found({})).toEqual(["H20-1", "H20-2", "H20-3"]);
    expect(found({ unit: "A" })).toEqual(["H20-1", "H20-2"]);
    expect(found({ unit: "A", channel: "kiosk" })).toEqual(["H20-2"]);
    expect(found({ q: "dong dao cong" })).toEqual(["H20-1"]);
  });

  it("keeps closed ones apart", () => {
    expect(found({ q: "may" })).toEqual(["H20-2"]);
    expect(found({ q: "may", closed: "yes" })).toEqual(["H20-4"]);
  });
});
