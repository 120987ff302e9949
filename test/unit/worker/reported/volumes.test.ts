import { describe, expect, test } from "vitest";
import { volumeReceipts } from "../../../../shared/contract/receipt.ts";
import type { VolumeItem } from "../../../../shared/contract/tally.ts";
import type { Principal } from "../../../../worker/access/principal.ts";
import { takeVolumes } from "../../../../worker/reported/volumes.ts";
import { dayOf, foundedAgency, keyOn, root } from "../organization/memory-organization.ts";
import { always, memoryReports } from "./memory-reports.ts";

function volume(more: Partial<VolumeItem> = {}): VolumeItem {
  return {
    unit: "North",
    service: null,
    channel: null,
    from: "2026-10-01",
    to: "2026-10-31",
    transactions: 5000,
    ...more,
  };
}

function desk(): {
  post: (volumes: unknown[], principal?: Principal) => unknown[];
  rows: () => unknown[];
} {
  const { store: units, organization } = foundedAgency();
  for (const code of ["North", "South"]) {
    const validFrom = dayOf("2025-07-01");
    units.putUnit({ code, name: code, parent: null, kind: "commune", validFrom, validTo: null });
  }
  units.putService({ id: "1.004227", name: "Đăng ký khai sinh" });
  const deps = memoryReports(organization());
  return {
    rows: () => deps.reports.rows("volumes", always),
    post: (volumes, principal = root) => {
      const answer = takeVolumes(deps, principal, volumes);
      expect(volumeReceipts.safeParse(answer).success).toBe(true);
      expect(answer.receipts.map(({ index }) => index)).toEqual(volumes.map((_, index) => index));
      return answer.receipts.map(({ outcome, problem }) => problem?.type.split("#")[1] ?? outcome);
    },
  };
}

describe("takeVolumes", () => {
  test("lets the newest figure for the same unit, service and span stand", () => {
    const { post, rows } = desk();
    expect(post([volume(), volume(), volume({ transactions: 5100 })])).toEqual(["accepted", "duplicate", "accepted"]);
    expect(rows()).toMatchObject([{ transactions: 5100 }]);
    expect(post([volume()])).toEqual(["accepted"]);
    expect(rows()).toMatchObject([{ transactions: 5000 }]);
  });

  test("refuses another span with a day in common, and takes it for another unit, service or channel", () => {
    const { post } = desk();
    expect(post([volume()])).toEqual(["accepted"]);
    const year = { from: "2026-01-01", to: "2026-12-31" };
    expect(post([volume({ from: "2026-10-31", to: "2026-11-30" }), volume(year)])).toEqual([
      "span-overlap",
      "span-overlap",
    ]);
    const others = [
      volume({ from: "2026-11-01", to: "2026-11-30" }),
      volume({ unit: "South", ...year }),
      volume({ service: "1.004227", ...year }),
      volume({ channel: "portal", ...year }),
      volume({ channel: "kiosk", ...year }),
    ];
    expect(post(others)).toEqual(others.map(() => "accepted"));
    expect(post([volume({ channel: "kiosk" })])).toEqual(["span-overlap"]);
  });

  test("refuses one bad item and keeps the others", () => {
    const { post, rows } = desk();
    const items = [volume({ transactions: -1 }), volume({ transactions: 0.5 }), volume({ unit: "X" }), volume()];
    expect(post(items)).toEqual(["invalid", "invalid", "unknown-unit", "accepted"]);
    expect(post([volume({ channel: "Một cửa" })])).toEqual(["invalid"]);
    expect(rows()).toHaveLength(1);
  });

  test("keeps each key within its subtree", () => {
    const { post } = desk();
    const items = [volume(), volume({ unit: "South" }), volume({ unit: "H20" })];
    expect(post(items, keyOn("North"))).toEqual(["accepted", "outside-subtree", "outside-subtree"]);
  });
});
