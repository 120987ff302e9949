import { describe, expect, test } from "vitest";
import type { StoredComment } from "../../../../worker/comments/stored-comment.ts";
import { findTicket } from "../../../../worker/comments/tickets.ts";
import { aComment } from "./a-comment.ts";
import { dayOf, foundedAgency } from "../organization/memory-organization.ts";

describe("findTicket", () => {
  const { store: units, organization } = foundedAgency();
  const validFrom = dayOf("2025-07-01");
  units.putUnit({ code: "29869", name: "Phường Cao Lãnh", parent: null, kind: "commune", validFrom, validTo: null });
  const code = "H20-7K3M9Q2XHW4TP";
  const today = dayOf("2026-11-24");
  type Entry = { readonly day: number; readonly what: string; readonly after: string | null };
  let log: readonly Entry[] = [];
  const look = (comment: Partial<StoredComment>, asked = code, on = today): ReturnType<typeof findTicket> => {
    const found = aComment({ unit: "29869", receivedDay: today, ...comment });
    const comments = { byTicket: (given: string) => (given === code ? found : null) };
    const audit = { of: () => [...log] };
    return findTicket({ comments: comments as never, organization: organization(), today: on, audit }, asked);
  };

  test("tells state, day, unit and words of a comment", () => {
    expect(look({ words: "Chờ lâu" })).toMatchObject({
      ok: true,
      value: {
        state: "received",
        received_on: "2026-11-24",
        unit: { code: "29869", name: "Phường Cao Lãnh" },
        words: "Chờ lâu",
        may: { withdraw: true, reopen: false, rate: false },
      },
    });
  });

  test("tells the steps in their order: each unit as it was named that day, what the person wrote, no move that moves nothing", () => {
    const day = (text: string): number => dayOf(text);
    const entry = (on: string, what: string, after: string | null = null): Entry => ({ day: day(on), what, after });
    log = [
      entry("2026-11-24", "comment.approved", "approved, category other"),
      entry("2026-11-25", "comment.assigned", "assigned, approved, unit 29869, category other"),
      entry("2026-11-25", "comment.assigned", "assigned, approved, unit 29869, category fees"),
      entry("2026-11-27", "comment.answered", "answered, approved, unit 29869, category fees"),
      entry("2026-11-28", "comment.reopened", "assigned"),
      entry("2026-11-28", "comment.disputed", "assigned, unit H20, category fees"),
    ];
    const replies = [{ id: "r", day: day("2026-11-27"), unit: "29869", words: "Đã mở thêm quầy", isPublic: true }];
    const found = look({ state: "assigned", assignedTo: "H20", replies, reopenWhy: "Vẫn vắng", service: "1.001" });
    log = [];
    const ward = { code: "29869", name: "Phường Cao Lãnh" };
    const root = expect.objectContaining({ code: "H20" }) as object;
    expect(found.ok && found.value.steps).toEqual([
      { kind: "received", on: "2026-11-24", unit: ward, words: null },
      { kind: "passed-on", on: "2026-11-25", unit: ward, words: null },
      { kind: "answered", on: "2026-11-27", unit: ward, words: null },
      { kind: "reopened", on: "2026-11-28", unit: null, words: "Vẫn vắng" },
      { kind: "passed-on", on: "2026-11-28", unit: root, words: null },
    ]);
    expect(found).toMatchObject({
      value: { agency: { code: "H20" }, in_charge: [{ code: "H20" }], service: { id: "1.001", name: "1.001" } },
    });
  });

  test("counts the days that are left, and those that are over; none once it was answered", () => {
    const due = { due: today + 3, warnFrom: today, escalateFrom: today + 8, isAssumed: false };
    const left = (on: number, comment: Partial<StoredComment> = {}): unknown => {
      const found = look({ due, ...comment }, code, on);
      return found.ok && found.value.days_left;
    };
    expect([left(today), left(today + 3), left(today + 5)]).toEqual([3, 0, -2]);
    expect(left(today + 5, { answeredDay: today + 1, state: "answered" })).toBeNull();
    expect(left(today + 5, { state: "withdrawn" })).toBeNull();
  });

  test("tells which units answer today where the unit in charge was merged or divided since", () => {
    const { store, organization: now } = foundedAgency();
    const unit = { parent: null, kind: "commune" as const, validTo: null };
    const [old, merged] = [dayOf("2025-07-01"), dayOf("2026-12-01")];
    store.putUnit({ ...unit, code: "A", name: "Xã A", validFrom: old, validTo: merged - 1 });
    store.putUnit({ ...unit, code: "B", name: "Xã B", validFrom: old });
    store.putUnit({ ...unit, code: "B", name: "Xã B mới", validFrom: merged });
    store.putSuccession({ from: "A", to: "B", onDay: merged, share: 1 });
    const found = aComment({ unit: "A", receivedDay: today });
    const inCharge = (on: number): unknown => {
      const comments = { byTicket: () => found } as never;
      const ticket = findTicket({ comments, organization: now(), today: on, audit: { of: () => [] } }, code);
      return ticket.ok && ticket.value.in_charge;
    };
    expect(inCharge(today)).toEqual([{ code: "A", name: "Xã A" }]);
    expect(inCharge(merged)).toEqual([{ code: "B", name: "Xã B mới" }]);
  });

  test("refuses an unknown code and an expired one, without repeating it", () => {
    const unknown = { ok: false, failure: { kind: "unknown-ticket" } };
    const closedDay = dayOf("2026-11-02");
    expect(look({}, "H20-0000000000000")).toEqual(unknown);
    expect(look({ state: "closed", closedDay }, code, dayOf("2028-11-30")).ok).toBe(true);
    expect(look({ state: "closed", closedDay }, code, dayOf("2028-12-01"))).toEqual(unknown);
  });
});
