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
  const look = (comment: Partial<StoredComment>, asked = code, on = today): ReturnType<typeof findTicket> => {
    const found = aComment({ unit: "29869", receivedDay: today, ...comment });
    const comments = { byTicket: (given: string) => (given === code ? found : null) };
    return findTicket({ comments: comments as never, organization: organization(), today: on }, asked);
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

  test("refuses an unknown code and an expired one, without repeating it", () => {
    const unknown = { ok: false, failure: { kind: "unknown-ticket" } };
    const closedDay = dayOf("2026-11-02");
    expect(look({}, "H20-0000000000000")).toEqual(unknown);
    expect(look({ state: "closed", closedDay }, code, dayOf("2028-11-30")).ok).toBe(true);
    expect(look({ state: "closed", closedDay }, code, dayOf("2028-12-01"))).toEqual(unknown);
  });
});
