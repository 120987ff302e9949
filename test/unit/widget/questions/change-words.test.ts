import { describe, expect, test } from "vitest";
import { computeChange } from "../../../../shared/methods/compute-change.ts";
import { happy } from "../../../../shared/methods/happy.ts";
import { mean } from "../../../../shared/methods/mean.ts";
import { topTwo } from "../../../../shared/methods/top-two.ts";
import { type Change, changeWords, publishedChange } from "../../../../widget/questions/change-words.ts";
import { pickBoardMessages } from "../../../../widget/messages/board-messages.ts";
import { publishedRow, type RowGiven } from "../board/board-figures.ts";

const vi = { language: "vi", say: pickBoardMessages("vi"), method: topTwo } as const;
const en = { ...vi, language: "en", say: pickBoardMessages("en") } as const;

const changeOf = (rows: readonly RowGiven[], comparison: "previous" | "year-ago" = "previous"): Change => {
  const all = rows.map(publishedRow);
  return publishedChange(all, all[all.length - 1] as (typeof all)[0], { method: topTwo, comparison });
};

const good = [0, 0, 100, 400, 500];
const better = [0, 0, 50, 400, 550];
const near = [0, 0, 98, 400, 502];

describe("a change in words", () => {
  test("is higher or lower only where the interval leaves out 0", () => {
    const up = changeOf([
      { in: "2026-Q2", tally: good },
      { in: "2026-Q3", tally: better },
    ]);
    expect(up.change?.beyond_chance).toBe(true);
    expect(changeWords(up, vi)).toBe("Cao hơn quý II/2026: 5,00 điểm phần trăm (từ 2,71 đến 7,34)");
    const down = changeOf([
      { in: "2026-Q2", tally: better },
      { in: "2026-Q3", tally: good },
    ]);
    expect(changeWords(down, vi)).toBe("Thấp hơn quý II/2026: 5,00 điểm phần trăm (từ 2,71 đến 7,34)");
    expect(changeWords(down, en)).toBe("Lower than in Q2 2026: 5.00 percentage points (from 2.71 to 7.34)");
  });

  test("says that periods cannot be told apart, however the values lie", () => {
    const words = changeWords(
      changeOf([
        { in: "2026-Q2", tally: good },
        { in: "2026-Q3", tally: near },
      ]),
      vi,
    );
    expect(words).toMatch(
      /^Chưa phân biệt được với quý II\/2026: chênh 0,20 điểm phần trăm \(từ −\d,\d\d đến \d,\d\d\)$/,
    );
    expect(words).not.toMatch(/[Cc]ao hơn|[Tt]hấp hơn/);
  });

  test("is never called higher where it is lower by less than the last decimal of its method", () => {
    const [before, now] = [
      [0, 0, 0, 200_000, 200_000],
      [0, 0, 0, 204_000, 196_000],
    ];
    const change = computeChange(happy, now, before);
    expect([change.value, change.beyond_chance]).toEqual([0, true]);
    const about = { with: { from: "2026-04-01", to: "2026-06-30" }, why: null };
    expect(changeWords({ ...about, change }, { ...en, method: happy })).not.toMatch(/^Higher/);
    const back = computeChange(happy, before, now);
    expect(changeWords({ ...about, change: back }, { ...en, method: happy })).not.toMatch(/^Lower/);
  });

  test("is since the same period of the year before, too", () => {
    const change = changeOf(
      [
        { in: "2025-Q3", tally: good },
        { in: "2026-Q3", tally: better },
      ],
      "year-ago",
    );
    expect(changeWords(change, vi)).toMatch(/^Cao hơn quý III\/2025/);
  });

  test("says why there is none: nothing before, withheld, too few, other quarters", () => {
    expect(changeWords(changeOf([{ in: "2026-Q3", tally: good }]), vi)).toBe(
      "Không có số liệu của quý II/2026 để so sánh",
    );
    expect(changeWords(changeOf([{ in: "2026-Q2" }, { in: "2026-Q3", tally: good }]), vi)).toMatch(
      /quý II\/2026: số của kỳ đó không công bố$/,
    );
    const few = [
      publishedRow({ in: "2026-Q2", tally: [0, 0, 0, 1, 2] }),
      publishedRow({ in: "2026-Q3", tally: good }),
    ] as const;
    const since = publishedChange(few, few[1], { method: mean, comparison: "previous" });
    expect(changeWords(since, { ...vi, method: mean })).toBe("Quá ít phiếu để so sánh với quý II/2026");
    const parts = [
      { in: "2025", tally: good, quarters: ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"] },
      { in: "2026", tally: better, quarters: ["2026-Q1", "2026-Q2", "2026-Q3"] },
    ];
    expect(changeWords(changeOf(parts), vi)).toBe("Không so sánh được với năm 2025: hai kỳ gồm các quý khác nhau");
  });

  test("compares halves of one year, which are of different quarters by themselves", () => {
    const halves = [
      { in: "2026-H1", tally: good, quarters: ["2026-Q1", "2026-Q2"] },
      { in: "2026-H2", tally: better, quarters: ["2026-Q3", "2026-Q4"] },
    ];
    expect(changeWords(changeOf(halves), vi)).toMatch(/^Cao hơn 6 tháng đầu năm 2026/);
  });

  test("names free days as days", () => {
    const change: Change = { with: { from: "2026-07-01", to: "2026-08-29" }, change: null, why: "missing" };
    expect(changeWords(change, vi)).toBe("Không có số liệu của 01/07/2026 – 29/08/2026 để so sánh");
  });
});
