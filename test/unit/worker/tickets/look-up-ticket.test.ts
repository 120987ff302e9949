import { describe, expect, test } from "vitest";
import { lookUpTicket } from "../../../../worker/tickets/look-up-ticket.ts";
import { dayOf, foundedAgency } from "../organization/memory-organization.ts";

describe("lookUpTicket", () => {
  const { store: units, organization } = foundedAgency();
  const validFrom = dayOf("2025-07-01");
  units.putUnit({ code: "29869", name: "Phường Cao Lãnh", parent: null, kind: "commune", validFrom, validTo: null });
  const code = "H20-7K3M9Q2XHW4TP";
  const store = {
    find: (asked: string) => (asked === code ? { unit: "29869", day: dayOf("2026-11-24"), words: "Chờ lâu" } : null),
  };

  test("tells state, day, unit and words of a comment", () => {
    expect(lookUpTicket({ store, organization: organization() }, code)).toMatchObject({
      ok: true,
      value: {
        state: "received",
        received_on: "2026-11-24",
        unit: { code: "29869", name: "Phường Cao Lãnh" },
        words: "Chờ lâu",
      },
    });
  });

  test("refuses a code that nobody has, without repeating it", () => {
    const other = lookUpTicket({ store, organization: organization() }, "H20-0000000000000");
    expect(other).toEqual({ ok: false, failure: { kind: "unknown-ticket" } });
  });
});
