import { describe, expect, test } from "vitest";
import { placeOf } from "../../../../widget/audit/audit-places.ts";
import { auditKinds } from "../../../../widget/audit/audit-words.ts";

describe("where an entry of the audit log leads", () => {
  test.each([
    ["comment.answered", "comment-1", "comments", { id: "comment-1" }],
    ["units.put", "29869", "units", { unit: "29869" }],
    ["succession.end", "29869", "units", { unit: "29869" }],
    ["touchpoints.put", "H20-7k3m9q2x4t", "touchpoints", { id: "H20-7k3m9q2x4t" }],
    ["forms.put", "default", "forms", { form: "default" }],
    ["services.put", "1.004227", "services", { q: "1.004227" }],
    ["device.revoked", "device-1", "devices", { id: "device-1" }],
    ["member.joined", "member-1", "members", {}],
    ["set-aside.proposed", "7", "signs", {}],
    ["calendar.put", "calendar", "settings", {}],
  ])("%s on %s: the page %s in its state", (what, on, page, query) => {
    expect(placeOf({ what, on })).toEqual({ page, query });
  });

  test("what is about several things leads to their page", () => {
    expect(placeOf({ what: "units.put", on: "29869 29870" })).toEqual({ page: "units", query: {} });
    expect(placeOf({ what: "services.put", on: "1.004227 and 12 more" })).toEqual({ page: "services", query: {} });
  });

  test("what is gone, or has no page, leads nowhere", () => {
    expect(
      ["member.removed", "key.deleted", "session.begun", "new.thing"].map((what) => placeOf({ what, on: "x" })),
    ).toEqual([null, null, null, null]);
    expect(auditKinds.filter((kind) => placeOf({ what: `${kind}.put`, on: "x" }) === null)).toEqual([
      ...["audio", "sealed-recipient", "sealed-talks", "session", "sign-in"],
    ]);
  });
});
