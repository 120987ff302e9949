import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cdp, page, userEvent } from "vitest/browser";
import { doWeAnswer } from "../../../../widget/office-questions/do-we-answer.ts";
import { forWhom } from "../../../../widget/questions/for-whom.ts";
import type { AnyQuestion } from "../../../../widget/figures/question.ts";
import { when } from "../../../../widget/office-questions/when.ts";
import { whichAreSilent } from "../../../../widget/office-questions/which-are-silent.ts";
import { why } from "../../../../widget/office-questions/why.ts";
import { clearPage } from "../rating-page.ts";
import { listed, liveRow, officeAnswers, showAnswer } from "../board/fake-office.ts";

beforeEach(() => page.viewport(1280, 900));
afterEach(clearPage);

const cellsOf = (root: ShadowRoot, name: string): string[] =>
  [...root.querySelectorAll("tr")]
    .filter((row) => row.querySelector("th")?.textContent?.includes(name))
    .flatMap((row) =>
      [...row.querySelectorAll("td")].map((cell) => cell.textContent?.replace(/\s+/g, " ").trim() ?? ""),
    );

describe("Why?", () => {
  test("says first what dissatisfied people of the chosen service name", async () => {
    const { said, asked } = await showAnswer(why, officeAnswers(), { service: "1.002" });
    expect(said()).toContain("Điều người chưa hài lòng nêu nhiều nhất về thủ tục “Đăng ký biến động đất đai”:");
    expect(said()).toContain("Chờ lâu mới đến lượt: 60 trên 100 người chưa hài lòng (60,0%)");
    expect(asked.filter((path) => path.includes("by=reason"))[0]).toContain("service=1.002");
  });

  test("ranks reasons in bars with a table beside, by level", async () => {
    const { root } = await showAnswer(why, officeAnswers());
    await expect.poll(() => root.querySelectorAll(".ranked").length).toBe(6);
    expect(cellsOf(root, "Thái độ")).toEqual(["15", "15,0%", "2", "2,0%"]);
    expect(cellsOf(root, "Giải quyết nhanh")).toEqual(["300", "16,7%"]);
  });

  test("offers the services that somebody rated, and goes to the one that is chosen", async () => {
    const { root, went } = await showAnswer(why, officeAnswers());
    const select = root.querySelector("select") as HTMLSelectElement;
    expect([...select.options].map(({ text }) => text)).toEqual([
      ...["Tất cả thủ tục", "Đăng ký khai sinh", "Đăng ký biến động đất đai"],
    ]);
    await userEvent.selectOptions(select, "1.002");
    expect(went).toEqual([{ service: "1.002" }]);
  });

  test("says so if nobody was dissatisfied", async () => {
    const answers = officeAnswers();
    answers["/indices"] = (query) => listed(query.has("by") ? [] : [liveRow([0, 0, 1, 5, 5])]);
    const { said } = await showAnswer(why, answers);
    expect(said()).toContain("Không có ai chưa hài lòng trong kỳ này.");
  });
});

describe("For whom?", () => {
  test("has value, interval and people of each service, and tells apart what intervals allow", async () => {
    const { root } = await showAnswer(forWhom, officeAnswers());
    await expect
      .poll(() => cellsOf(root, "Đăng ký khai sinh"))
      .toEqual(["95,89%cao hơn rõ rệt", "94,19% – 97,11%", "730"]);
    expect(cellsOf(root, "Đăng ký biến động")).toEqual(["45,45%thấp hơn rõ rệt", "39,01% – 52,06%", "220"]);
    expect(cellsOf(root, "Không nêu thủ tục")[0]).toContain("dưới 30 phiếu, không so sánh");
  });

  test("links a service to its own figures, for the office", async () => {
    const { root } = await showAnswer(forWhom, officeAnswers());
    await expect.poll(() => root.querySelector("th a")?.getAttribute("href")).toBe('/board/H20?{"service":"1.001"}');
  });

  test("has further questions by the usual method of each", async () => {
    const { root } = await showAnswer(forWhom, officeAnswers());
    await expect.poll(() => cellsOf(root, "giới thiệu")[0]).toBe("57,1");
    expect(cellsOf(root, "Qua đâu? Loa")[0]).toBe("40,00%");
  });

  test("shows in public the quarter of a month, rounded, and says both", async () => {
    const { root, said, asked } = await showAnswer(forWhom, officeAnswers(), { isOffice: false, period: "2026-08" });
    await expect.poll(() => cellsOf(root, "Đăng ký khai sinh")).toEqual(["90%", "89% – 91%", "1.990"]);
    expect(said()).toContain("Dưới đây là số của quý III/2026.");
    expect(said()).toContain("Số đã làm tròn khi công bố");
    expect(asked.filter((path) => path.includes("by=service"))[0]).toContain("period=2026-Q3");
    expect(root.querySelector("th a")).toBeNull();
  });

  test("says in public that a unit has no such figures, and asks for none", async () => {
    const { said, asked } = await showAnswer(forWhom, officeAnswers(), { isOffice: false, unit: "29869" });
    expect(said()).toContain("chỉ được công bố cho toàn cơ quan");
    expect(asked).toEqual([]);
  });
});

describe("When?", () => {
  test("names the hours that are clearly worse, and which weeks it counts", async () => {
    const { said, asked } = await showAnswer(when, officeAnswers());
    expect(said()).toContain("Thứ Hai, 8–9 giờ: 50,00% (300 phiếu)");
    expect(said()).toContain("từ 29/06/2026 đến 27/09/2026");
    expect(said()).toContain("Số này không được công bố.");
    expect(asked[0]).toContain("from=2026-06-29&to=2026-09-27");
  });

  test("leaves hours of too few people without a value, in the grid and in the table", async () => {
    const { root } = await showAnswer(when, officeAnswers());
    await expect
      .poll(() => root.querySelector(".chart")?.textContent)
      .toContain("T7 9h: Chưa đủ phiếu (dưới 10 người)");
    expect(cellsOf(root, "9–10 giờ")).toEqual(["–", "–", "dưới 10 người"]);
    expect(cellsOf(root, "8–9 giờ")).toEqual(["50,00% (300)", "90,00% (100)", "–"]);
  });

  test("tells the holder of a unit's key why it has nothing to show", async () => {
    const answers = officeAnswers();
    const indices = answers["/indices"];
    answers["/indices"] = (query) => (query.get("by") === "weekday,hour" ? "outside-subtree" : indices?.(query));
    for (const question of [when, whichAreSilent])
      expect((await showAnswer(question, answers)).said()).toContain("bằng khóa của toàn cơ quan");
  });
});

describe("Which places are silent?", () => {
  test("names the kiosk that was dead for nine days, its unit and the days", async () => {
    const { root, said } = await showAnswer(whichAreSilent, officeAnswers());
    expect(said()).toContain(
      "Kiosk sảnh A, Phường Cao Lãnh: 9 ngày không có phiếu nào, 13/07/2026 – 21/07/2026 (7 ngày làm việc)",
    );
    expect(root.querySelector("li a")?.getAttribute("href")).toBe('/board/H20?{"unit":"29869"}');
  });

  test("names kiosks of the unit that send no signal now, if the key may see devices", async () => {
    const answers = officeAnswers();
    expect((await showAnswer(whichAreSilent, answers)).said()).toContain("ngay lúc này (1): Kiosk cổng B");
    expect((await showAnswer(whichAreSilent, answers, { unit: "29870" })).said()).not.toContain("ngay lúc này");
    answers["/devices"] = () => "scope-missing";
    const { said } = await showAnswer(whichAreSilent, answers);
    expect(said()).toContain("Kiosk sảnh A");
    expect(said()).not.toContain("ngay lúc này");
  });
});

describe("Do we answer?", () => {
  test("says at once how many answers were late, and has the units with late ones first", async () => {
    const { root, said } = await showAnswer(doWeAnswer, officeAnswers());
    expect(root.querySelector(".lead")?.textContent).toBe("Trễ hạn 4 trên 30 góp ý đến hạn trả lời trong kỳ.");
    expect(said()).toContain("Trong đó chưa được trả lời: 1 góp ý.");
    expect([...root.querySelectorAll("tbody th")].map(({ textContent }) => textContent)).toEqual([
      ...["Tổng cộng", "Xã Tân Hồng", "Phường Cao Lãnh"],
    ]);
    expect(cellsOf(root, "Phường Cao Lãnh")).toEqual(["0", "20", "20", "2", "100,00% (34,24% – 100,00%)"]);
  });

  test("tells the holder of a key without the scope so", async () => {
    const answers = officeAnswers();
    answers["/answers"] = () => "scope-missing";
    expect((await showAnswer(doWeAnswer, answers)).said()).toContain("Khóa này không có quyền");
  });

  test("has quarters in public, the newest first, and no number where it is withheld", async () => {
    const { root } = await showAnswer(doWeAnswer, officeAnswers(), { isOffice: false });
    expect(root.querySelector(".lead")?.textContent).toBe("Quý III/2026: trễ hạn 12 trên 194 góp ý đến hạn trả lời.");
    expect([...root.querySelectorAll("tbody th")].map(({ textContent }) => textContent)).toEqual([
      ...["Quý III/2026", "Quý II/2026"],
    ]);
    expect(cellsOf(root, "Quý II/2026")).toEqual(["–", "90", "–", "–", "–"]);
  });
});

const emulate = (features: Readonly<Record<string, string>>): Promise<unknown> =>
  cdp().send("Emulation.setEmulatedMedia", {
    features: Object.entries(features).map(([name, value]) => ({ name, value })),
  });

const questions: Readonly<Record<string, AnyQuestion>> = { why, forWhom, when, whichAreSilent, doWeAnswer };

for (const look of ["light", "dark", "forced colours"])
  test(`these questions keep nobody out, in ${look}, from 320 pixels on`, async () => {
    await emulate({
      "prefers-color-scheme": look === "dark" ? "dark" : "light",
      "forced-colors": look === "forced colours" ? "active" : "none",
    });
    const faults: string[] = [];
    for (const [name, question] of Object.entries(questions))
      for (const isOffice of question.isAsked({ isOffice: false } as never) ? [true, false] : [true]) {
        const { host, root } = await showAnswer(question, officeAnswers(), { isOffice });
        for (const details of root.querySelectorAll("details")) details.open = true;
        for (const width of [1280, 320]) {
          await page.viewport(width, 900);
          const { violations } = await axe.run(host);
          faults.push(...violations.map(({ id, nodes }) => `${name} ${width}: ${id} ${nodes[0]?.html}`));
          const wide = document.documentElement.scrollWidth;
          if (wide > width) faults.push(`${name} is ${wide} wide at ${width}`);
        }
        clearPage();
      }
    await emulate({ "prefers-color-scheme": "light", "forced-colors": "none" });
    expect(faults).toEqual([]);
  });

test("tables that scroll take the focus, and so do their details", async () => {
  const { root } = await showAnswer(when, officeAnswers());
  await userEvent.tab();
  expect(root.activeElement?.tagName).toBe("SUMMARY");
  await userEvent.keyboard("{Enter}");
  await userEvent.tab();
  expect(root.activeElement?.getAttribute("aria-label")).toContain("Theo giờ và thứ trong tuần");
});
