import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import type { PublishedRow } from "../../../../shared/contract/publication.ts";
import { isItBetter } from "../../../../widget/questions/is-it-better.ts";
import type { BoardView } from "../../../../widget/figures/question.ts";
import { pickBoardMessages } from "../../../../widget/messages/board-messages.ts";
import { publishedFigure, tallyOf } from "../../../fixtures/published-figure.ts";
import { clearPage } from "../rating-page.ts";
import { lookAt, looks, plainView, type ShownQuestion, showQuestion } from "../board/shown-question.ts";

afterEach(async () => {
  clearPage();
  await lookAt("light");
});

const ends = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function month(id: string, percent: number, different: Partial<PublishedRow> = {}): PublishedRow {
  const period = { from: `${id}-01`, to: `${id}-${ends[Number(id.slice(5)) - 1]}` };
  return publishedFigure(tallyOf(900, percent), { period, ...different });
}

/** July 2025 to September 2026: May is withheld, June is missing; from February 2026 on the figure is 8 points higher. */
const months = ends.concat(ends.slice(0, 3)).flatMap((_, at) => {
  const id = `${2025 + Math.floor((at + 6) / 12)}-${String(((at + 6) % 12) + 1).padStart(2, "0")}`;
  if (id === "2026-06") return [];
  return [month(id, (at < 7 ? 80 : 88) + (at % 3) / 2, id === "2026-05" ? { withheld: "too-few" } : {})];
});

const agency: BoardView["agency"] = {
  ...plainView.agency,
  targets: [{ method: "top-two@1", value: 90, from: "2026-01-01", source: "Quyết định 12/QĐ-UBND" }],
  milestones: [
    { on: "2026-02-01", unit: "X99", text: { vi: "Bắt đầu chiến dịch “Nụ cười công sở”", en: "Smile campaign" } },
    { on: "2026-06-10", unit: "X99", text: { vi: "Chuyển trụ sở" } },
    { on: "2026-03-01", unit: "another", text: { vi: "Không phải của đơn vị này" } },
  ],
};

const show = (different: Partial<BoardView> = {}, rows: readonly PublishedRow[] = months): Promise<ShownQuestion> =>
  showQuestion(isItBetter, { agency, ...different }, ({ by }) => (by ? rows : [publishedFigure(tallyOf(2700, 89))]));

const texts = (shown: ShownQuestion, selector: string): string[] =>
  [...(shown.root.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])].map((one) =>
    (one.textContent ?? "").replace(/\s+/g, " ").trim(),
  );

test("says how the last figure lies to that of a year ago and to the target, no more than the intervals allow", async () => {
  const shown = await show();
  expect(texts(shown, ".lead")).toEqual([
    "Tháng 09/2026 so với tháng 09/2025: cao hơn 8,00 điểm phần trăm (từ 4,71 đến 11,28), vượt mức ngẫu nhiên. Quý III/2026 chưa phân biệt được với chỉ tiêu 90% (Quyết định 12/QĐ-UBND): 87,76% – 90,13%.",
  ]);
});

test("compares the months around an event, and says where it cannot", async () => {
  const shown = await show();
  expect(texts(shown, ".marks li")).toEqual([
    "01/02/2026: Bắt đầu chiến dịch “Nụ cười công sở”. 3 tháng sau so với 3 tháng trước: cao hơn 8,00 điểm phần trăm (từ 6,08 đến 9,92), vượt mức ngẫu nhiên.",
    "10/06/2026: Chuyển trụ sở. 3 tháng sau so với 2 tháng trước: chưa phân biệt được, chênh 0,02 điểm phần trăm (từ −1,86 đến 1,95).",
  ]);
  expect(shown.root.shadowRoot?.textContent).toContain("chưa chứng minh rằng mốc đó là nguyên nhân");
});

test("leads to what happened in units below, and to nothing of units elsewhere", async () => {
  const below = {
    kind: "commune",
    code: "low",
    name: "Xã Thấp",
    parent: "X99",
    valid_from: "2020-01-01",
    valid_to: null,
  };
  const text = { vi: "Mở thêm quầy" };
  const milestones = [
    ...agency.milestones,
    { on: "2026-03-02", unit: "low", text },
    { on: "2020-01-01", unit: "low", text },
  ];
  const shown = await show({ units: [...plainView.units, below], agency: { ...agency, milestones } });
  expect(texts(shown, ".below li")).toEqual(["02/03/2026: Mở thêm quầy. Trước và sau mốc này ở Xã Thấp"]);
  expect(shown.root.shadowRoot?.querySelector(".below a")?.getAttribute("href")).toContain("/board/X99/low");
});

test("draws what is withheld and what is empty as what it is, and tells the same in the table", async () => {
  const shown = await show();
  await expect.poll(() => shown.root.shadowRoot?.querySelectorAll(".chart > svg .hatch").length).toBe(1);
  expect(shown.root.shadowRoot?.querySelectorAll(".chart > svg .cross")).toHaveLength(1);
  expect(shown.root.shadowRoot?.querySelectorAll(".chart > svg .number")).toHaveLength(2);
  const rows = texts(shown, "tbody tr");
  expect(rows).toHaveLength(15);
  expect(rows[10]).toBe("Tháng 05/2026 – – – Dưới 10 người, không công bố");
  expect(rows[11]).toBe("Tháng 06/2026 – – 0 Không có phiếu; mốc 2");
  expect(rows[14]).toBe("Tháng 09/2026 89,00% 86,79% – 90,88% 900");
});

test("tells of a unit that its figures stand by quarter, and which units it was merged from", async () => {
  const unit = { kind: "commune", valid_to: null, parent: "X99" };
  const units = [
    ...plainView.units,
    { ...unit, code: "new", name: "Xã Mới", valid_from: "2026-04-01" },
    { ...unit, code: "a", name: "Xã Cũ", valid_from: "2020-01-01", valid_to: "2026-03-31" },
    { ...unit, code: "b", name: "Xã Bên", valid_from: "2020-01-01" },
    { ...unit, code: "c", name: "Xã Kia", valid_from: "2020-01-01" },
  ];
  const successions = [
    { from: "a", to: "new", on: "2026-04-01", share: 1 },
    { from: "b", to: "new", on: "2026-04-01", share: 0.5 },
    { from: "c", to: "new", on: "2026-04-01", share: null },
    { from: "a", to: "b", on: "2026-04-01", share: 1 },
  ];
  const state = { ...plainView.state, unit: "new" };
  const quarters = ["01-01/03-31", "04-01/06-30", "07-01/09-30"].map((days) => {
    const [from, to] = days.split("/").map((day) => `2026-${day}`);
    return publishedFigure(tallyOf(90, 80), { period: { from: from ?? "", to: to ?? "" } });
  });
  const shown = await show({ units, successions, state }, quarters);
  expect(texts(shown, ".soft")[0]).toBe("Số liệu của từng đơn vị chỉ được công bố theo quý.");
  expect(texts(shown, ".marks li").filter((words) => words.startsWith("Số liệu"))).toEqual([
    "Số liệu trước ngày 01/04/2026 được gộp từ Xã Cũ, một phần Xã Bên.",
    "Số liệu trước ngày 01/04/2026 của Xã Kia không có ở đây, vì không rõ chia cho đơn vị mới bao nhiêu.",
  ]);
  const before = await show({ units, successions, state: { ...state, period: "2026-Q1" } }, quarters);
  expect(texts(before, ".marks li").filter((words) => words.startsWith("Số liệu"))).toEqual([]);
  expect(before.root.shadowRoot?.textContent).toContain("được gộp từ Xã Cũ");
});

test("says of a month that is not over that its figure is provisional, and compares the last one that is", async () => {
  const rows = [...months, month("2026-10", 88), month("2026-11", 60)];
  const shown = await show({ isOffice: true, state: { ...plainView.state, period: "2026" } }, rows);
  expect(texts(shown, ".lead")[0]).toMatch(/^\s*Tháng 10\/2026 so với tháng 10\/2025: /);
  expect(texts(shown, "tbody tr").pop()).toContain("tạm tính, kỳ chưa kết thúc");
});

test("says that there is no trend with one figure or none", async () => {
  expect(texts(await show({}, months.slice(0, 1)), ".lead")[0]).toContain("Mới có một kỳ có số liệu");
  expect(texts(await show({}, []), ".lead")[0]).toContain("Chưa có kỳ nào có số liệu");
});

test("speaks English", async () => {
  const shown = await show({ language: "en", say: pickBoardMessages("en") });
  expect(texts(shown, ".lead")[0]).toContain(
    "Sep 2026 against Sep 2025: higher by 8.00 percentage points (4.71 to 11.28), beyond chance.",
  );
  expect(texts(shown, ".marks li")[0]).toContain("1 Feb 2026: Smile campaign.");
});

test("is accessible on narrow and wide pages, in dark and in forced colours, and is nowhere wider than the page", async () => {
  for (const [width, look] of [[320, "light"] as const, ...looks.map((one) => [1280, one] as const)]) {
    await page.viewport(width, 800);
    await lookAt(look);
    const shown = await show();
    const details = shown.root.shadowRoot?.querySelector("details");
    if (details) details.open = true;
    await expect.poll(() => shown.root.shadowRoot?.querySelectorAll(".chart > svg .dot").length).toBeGreaterThan(10);
    expect((await axe.run(shown.root)).violations).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    clearPage();
  }
});
