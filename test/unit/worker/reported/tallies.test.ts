import { describe, expect, test } from "vitest";
import { tallyReceipts } from "../../../../shared/contract/receipt.ts";
import type { TallyItem } from "../../../../shared/contract/tally.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import type { Organization } from "../../../../worker/organization/organization.ts";
import type { ReportDeps } from "../../../../worker/reported/reports.ts";
import { takeTallies } from "../../../../worker/reported/tallies.ts";
import { dayOf, foundedAgency, keyOn, root } from "../organization/memory-organization.ts";
import { always, memoryReports } from "./memory-reports.ts";

/** North with Ward below it since 2026, and South, which had Ward before. */
function organization(): Organization {
  const { store, organization: read } = foundedAgency();
  const unit = (code: string, parent: string | null, from: string): void =>
    store.putUnit({ code, name: code, parent, kind: "commune", validFrom: dayOf(from), validTo: null });
  unit("North", null, "2025-07-01");
  unit("South", null, "2025-07-01");
  unit("Ward", "South", "2025-07-01");
  unit("Ward", "North", "2026-01-01");
  store.putService({ id: "1.004227", name: "Đăng ký khai sinh" });
  store.addQuestion({ id: "recommend", type: "rating", scale: 11 });
  return read();
}

let made = 0;

function tally(more: Partial<TallyItem> = {}): TallyItem {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, "0")}`,
    unit: "North",
    question: "overall",
    service: null,
    channel: "paper",
    from: "2026-07-01",
    to: "2026-09-30",
    counts: [1, 2, 3, 4, 5],
    source: "Phiếu giấy quý III",
    ...more,
  };
}

/** What an office hands in. It withdrew `former` before, in that order. */
function desk(former: readonly TallyItem[] = []): {
  deps: ReportDeps;
  post: (tallies: unknown[], principal?: Principal) => unknown[];
  rows: () => unknown[];
} {
  const deps = memoryReports(organization());
  for (const tally of former) {
    deps.reports.put("tallies", tally, 0);
    deps.reports.withdraw("tallies", [tally.id], { withdrawnMs: 0, withdrawnBy: null });
  }
  return {
    deps,
    rows: () => deps.reports.rows("tallies", always),
    post: (tallies, principal = root) => {
      const answer = takeTallies(deps, principal, tallies);
      expect(tallyReceipts.safeParse(answer).success).toBe(true);
      return answer.receipts.map(({ outcome, problem }) => problem?.type.split("#")[1] ?? outcome);
    },
  };
}

describe("takeTallies", () => {
  test("answers in the order of the request, and keeps the good ones beside the bad", () => {
    const { post, rows } = desk();
    const bad = [null, "text", [], { ...tally(), extra: 1 }, tally({ counts: [1, 2, 3, 4, -1] })];
    expect(post([tally(), ...bad, tally({ unit: "South" })])).toEqual([
      "accepted",
      "invalid",
      "invalid",
      "invalid",
      "unknown-field",
      "invalid",
      "accepted",
    ]);
    expect(rows()).toHaveLength(2);
  });

  test("takes the same id and content again as a duplicate, also within one request", () => {
    const { post, rows } = desk();
    const one = tally();
    expect(post([one, { ...one }])).toEqual(["accepted", "duplicate"]);
    expect(post([{ ...one, service: null }])).toEqual(["duplicate"]);
    expect(rows()).toHaveLength(1);
  });

  test.each([
    { counts: [1, 2, 3, 4, 6] },
    { source: "other" },
    { unit: "South" },
    { channel: "phone" },
    { service: "1.004227" },
    { to: "2026-09-29" },
  ])("refuses the same id with %j", (other) => {
    const { post } = desk();
    const one = tally();
    expect(post([one, { ...one, ...other }])).toEqual(["accepted", "tally-conflict"]);
  });

  test("refuses a span with a day in common with another of the same place and source", () => {
    const { post } = desk();
    expect(post([tally({ from: "2026-04-01", to: "2026-06-30" }), tally()])).toEqual(["accepted", "accepted"]);
    expect(post([tally({ from: "2026-09-30", to: "2026-10-31" })])).toEqual(["span-overlap"]);
    expect(post([tally({ from: "2026-01-01", to: "2026-12-31" })])).toEqual(["span-overlap"]);
    expect(post([tally({ from: "2026-08-01", to: "2026-08-02" })])).toEqual(["span-overlap"]);
    expect(post([tally({ from: "2026-10-01", to: "2026-10-31" })])).toEqual(["accepted"]);
  });

  test.each([
    { unit: "South" },
    { question: "recommend", counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] },
    { service: "1.004227" },
    { channel: "phone" },
    { source: "Khảo sát" },
  ])("takes the same span for another place or source: %j", (other) => {
    const { post } = desk();
    expect(post([tally(), tally(other)])).toEqual(["accepted", "accepted"]);
  });

  test("takes the id of a withdrawn tally again with other counts, and then as a duplicate", () => {
    const wrong = tally();
    const { post } = desk([wrong, { ...wrong, counts: [9, 9, 9, 9, 9] }]);
    const corrected = { ...wrong, counts: [1, 2, 3, 4, 6] };
    expect(post([corrected, corrected])).toEqual(["accepted", "duplicate"]);
  });

  test("refuses a withdrawn tally as it was, so that a file sent again does not bring it back", () => {
    const [first, second] = [tally(), [9, 9, 9, 9, 9]];
    const { post, rows } = desk([first, { ...first, counts: second }]);
    expect(post([first, { ...first, counts: second }])).toEqual(["tally-withdrawn", "tally-withdrawn"]);
    expect(rows()).toEqual([]);
    expect(post([{ ...first, id: tally().id }])).toEqual(["accepted"]);
  });

  test.each([{ unit: "South" }, { to: "2026-09-29" }, { source: "Khảo sát" }, { channel: "phone" }])(
    "refuses the id of a withdrawn tally for another place: %j",
    (other) => {
      const wrong = tally();
      const { post, rows } = desk([wrong]);
      expect(post([{ ...wrong, ...other, counts: [1, 1, 1, 1, 1] }])).toEqual(["tally-conflict"]);
      expect(rows()).toEqual([]);
    },
  );

  test("refuses counts that are not as many as the question has levels, pointing at them", () => {
    const { deps, rows } = desk();
    const answer = takeTallies(deps, root, [
      tally({ counts: [1, 2, 3] }),
      tally({ question: "recommend", counts: [1, 2, 3, 4, 5] }),
    ]);
    const refused = { outcome: "refused", problem: { errors: [{ pointer: "/counts" }], permanent: true } };
    expect(answer).toMatchObject({ receipts: [refused, refused] });
    expect(rows()).toEqual([]);
  });

  test("refuses an unknown unit, question or service", () => {
    const { post } = desk();
    const unknown = [tally({ unit: "X" }), tally({ question: "speed" }), tally({ service: "9.9" })];
    expect(post(unknown)).toEqual(["unknown-unit", "unknown-question", "unknown-service"]);
  });

  test("refuses a span that ends before it begins and a day that the calendar lacks", () => {
    const { post } = desk();
    const spans = [tally({ from: "2026-09-30", to: "2026-07-01" }), tally({ to: "2026-09-31" })];
    expect(post(spans)).toEqual(["invalid", "invalid"]);
  });

  test("takes counts up to 10^12 and none above", () => {
    const { post } = desk();
    const most = 1_000_000_000_000;
    expect(post([tally({ counts: [0, 0, 0, 0, most] })])).toEqual(["accepted"]);
    expect(post([tally({ unit: "South", counts: [0, 0, 0, 0, most + 1] })])).toEqual(["invalid"]);
  });

  test("keeps each key within its subtree, as it was in that time", () => {
    const { post } = desk();
    const [north, south] = [keyOn("North"), keyOn("South")];
    expect(post([tally({ unit: "Ward" }), tally(), tally({ unit: "South" }), tally({ unit: "H20" })], north)).toEqual([
      "accepted",
      "accepted",
      "outside-subtree",
      "outside-subtree",
    ]);
    const before = { unit: "Ward", from: "2025-10-01", to: "2025-12-31" };
    expect(post([tally(before)], north)).toEqual(["outside-subtree"]);
    expect(post([tally(before)], south)).toEqual(["accepted"]);
    expect(post([tally({ unit: "Ward", from: "2025-12-31", to: "2026-01-01" })], south)).toEqual(["outside-subtree"]);
    expect(post([tally({ unit: "H20" })], keyOn("H20"))).toEqual(["accepted"]);
  });

  test("names in the receipt the id that was sent, however wrong the rest is", () => {
    const answer = takeTallies(desk().deps, root, [{ id: "not a uuid" }, { id: 5 }]);
    expect(answer).toMatchObject({ receipts: [{ id: "not a uuid" }, { id: "" }] });
  });
});
