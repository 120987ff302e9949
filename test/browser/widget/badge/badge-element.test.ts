import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page } from "vitest/browser";
import badgeStyles from "../../../../widget/badge/badge.css?inline";
import { BadgeElement } from "../../../../widget/badge/badge-element.ts";
import { type AskedBadge, loadBadge } from "../../../../widget/badge/load-badge.ts";
import { tokens } from "../../../../widget/ui/tokens.ts";
import { publishedPage, publishedQuarter } from "../../../fixtures/published-quarters.ts";
import { touchpoint, touchpointConfig } from "../../../fixtures/touchpoint-config.ts";
import { clearPage, freshName } from "../rating-page.ts";

afterEach(clearPage);

const newest = publishedQuarter("2026-Q3");
const ofUnit = { agency: "H20", unit: "29869" };

/** Puts a badge for which the server answers so on the page. */
function openBadge(answer: unknown, attributes: Readonly<Record<string, string>> = ofUnit, width = "auto") {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokens(".panel") + badgeStyles);
  const asked: AskedBadge[] = [];
  const read = async (url: string): Promise<unknown> => {
    const told = await (typeof answer === "function" ? answer() : answer);
    if (told === undefined) throw new TypeError("down");
    return url.includes("/touchpoints/") ? touchpointConfig : told;
  };
  const load = (place: AskedBadge) => {
    asked.push(place);
    return loadBadge(place, read);
  };
  const deps = { defaultServer: "https://feedback.example", sheet, load };
  const tag = freshName("badge");
  customElements.define(
    tag,
    class extends BadgeElement {
      constructor() {
        super(deps);
      }
    },
  );
  const element = document.createElement(tag);
  element.style.width = width;
  element.innerHTML = '<a href="https://feedback.example/board/H20">Số liệu hài lòng</a>';
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  const words = (): string => (element.shadowRoot?.textContent ?? "").replace(/\u00a0/g, " ");
  return { element, asked, words };
}

test("shows value, interval, number of ratings and quarter, with ways to the method and the board, and is accessible", async () => {
  const { element, words } = openBadge(publishedPage([newest]));
  await expect.element(page.getByText("91,33%", { exact: true })).toBeVisible();
  for (const shown of [
    "Phường Cao Lãnh",
    "Tỷ lệ hài lòng · Quý III/2026",
    "91,33% 1.234 phiếu",
    "Khoảng tin cậy 95%: 89,63% – 92,77%",
  ]) {
    expect(words()).toContain(shown);
  }
  const links = [...(element.shadowRoot?.querySelectorAll("a") ?? [])].map(({ href }) => href);
  expect(links).toEqual(["https://feedback.example/methods/", "https://feedback.example/board/H20/29869"]);
  expect((await axe.run(element)).violations).toEqual([]);
});

test("in English", async () => {
  const { element } = openBadge(publishedPage([newest]), { ...ofUnit, lang: "en" });
  await expect.element(page.getByText("Share satisfied · Q3 2026")).toBeVisible();
  await expect.element(page.getByText("95% confidence interval: 89.63% – 92.77%")).toBeVisible();
  expect(element.shadowRoot?.querySelector("a")?.href).toBe("https://feedback.example/methods/?lang=en");
});

test("draws the interval and the value where they are between 0 and 100 %", async () => {
  const { element, words } = openBadge(publishedPage([newest]));
  await expect.poll(words).toContain("91,33%");
  const rects = [...(element.shadowRoot?.querySelectorAll("rect") ?? [])].map((one) => one.getBoundingClientRect());
  const [track, band, value] = rects;
  if (!track || !band || !value) throw new Error("the bar is missing");
  const place = (x: number): number => (100 * (x - track.left)) / track.width;
  expect(place(band.left)).toBeCloseTo(89.63, 1);
  expect(place(band.right)).toBeCloseTo(92.77, 1);
  expect(place((value.left + value.right) / 2)).toBeCloseTo(91.33, 1);
});

test("a touchpoint's badge is its unit's, and says so", async () => {
  const { words } = openBadge(publishedPage([newest]), { touchpoint });
  await expect.poll(words).toContain("Số liệu của cả đơn vị, không riêng nơi này.");
  clearPage();
  const unit = openBadge(publishedPage([newest]));
  await expect.poll(unit.words).toContain("91,33%");
  expect(unit.words()).not.toContain("không riêng nơi này");
});

test("says why a quarter is withheld, and names the quarter of an earlier figure", async () => {
  const few = openBadge(publishedPage([publishedQuarter("2026-Q2"), publishedQuarter("2026-Q3", "too-few")]));
  await expect.element(page.getByText("Tỷ lệ hài lòng · Quý III/2026")).toBeVisible();
  await expect.element(page.getByText("Chưa đủ số phiếu để công bố.")).toBeVisible();
  await expect.element(page.getByText("Gần nhất: Quý II/2026, 91,33% (89,63% – 92,77%), 1.234 phiếu.")).toBeVisible();
  expect(few.element.shadowRoot?.querySelector("b, svg")).toBeNull();
  clearPage();
  openBadge(publishedPage([publishedQuarter("2026-Q3", "protects-another")]));
  await expect.element(page.getByText(/làm lộ số liệu của một nhóm quá ít người/)).toBeVisible();
  clearPage();
  openBadge(publishedPage([publishedQuarter("2026-Q2")]));
  await expect.element(page.getByText("Không có phiếu nào.")).toBeVisible();
  await expect.element(page.getByText(/^Gần nhất: Quý\sII\/2026/)).toBeVisible();
});

test("says that nothing is published yet", async () => {
  openBadge({ type: "https://feedback.example/problems/#unknown-publication" });
  await expect.element(page.getByText("Chưa có số liệu nào được công bố.")).toBeVisible();
  clearPage();
  openBadge(publishedPage([]));
  await expect.element(page.getByText("Chưa có số liệu nào được công bố.")).toBeVisible();
});

test("says that figures are simulated, beside the figure", async () => {
  const answer = publishedPage([newest]);
  Object.assign(answer.meta.publication, { sample: true });
  openBadge(answer);
  await expect.element(page.getByText("Số liệu mô phỏng")).toBeVisible();
});

test("shows what stands inside it if the server can't be reached or nothing is named", async () => {
  const { words } = openBadge(undefined);
  await expect.element(page.getByRole("link", { name: "Số liệu hài lòng" })).toBeVisible();
  await expect.poll(words).toBe("");
  clearPage();
  const { asked } = openBadge(publishedPage([newest]), {});
  await expect.element(page.getByRole("link", { name: "Số liệu hài lòng" })).toBeVisible();
  expect(asked).toEqual([]);
});

test.each(["200px", "320px", "600px"])(
  "at %s moves nothing on the page, whatever comes, and nothing sticks out",
  async (width) => {
    const withheld = [publishedQuarter("2026-Q2"), publishedQuarter("2026-Q3", "protects-another")];
    for (const answer of [publishedPage([newest]), publishedPage(withheld), publishedPage([]), undefined]) {
      let tell: (told: unknown) => void = () => {};
      const told = new Promise((resolve) => {
        tell = resolve;
      });
      const { element, words } = openBadge(told, ofUnit, width);
      const below = document.body.appendChild(document.createElement("p"));
      below.textContent = "below";
      const { top } = below.getBoundingClientRect();
      expect(words()).toBe("…");
      tell(answer);
      await expect.poll(words).not.toBe("…");
      expect(below.getBoundingClientRect().top).toBe(top);
      const panel = element.shadowRoot?.querySelector(".panel");
      expect(panel?.scrollWidth ?? 0).toBeLessThanOrEqual(Math.ceil(element.getBoundingClientRect().width));
      clearPage();
    }
  },
);

test("follows its attributes, and stays whole when it is moved or taken out", async () => {
  const { element, asked, words } = openBadge(publishedPage([newest]));
  await expect.poll(words).toContain("Quý III/2026");
  element.setAttribute("lang", "en");
  expect(words()).toContain("Q3 2026");
  element.setAttribute("theme", "dark");
  expect(element.shadowRoot?.querySelector(".panel.dark")).not.toBeNull();
  document.body.append(element);
  element.remove();
  document.body.append(element);
  expect(words()).toContain("Q3 2026");
  expect(asked).toHaveLength(1);
  element.setAttribute("unit", "29870");
  await expect.poll(words).toContain("Q3 2026");
  expect(asked.map(({ unit }) => unit)).toEqual(["29869", "29870"]);
});

test("an answer that comes late does not replace a newer one", async () => {
  const tells: ((told: unknown) => void)[] = [];
  const { element, words } = openBadge(() => new Promise((resolve) => tells.push(resolve)));
  await expect.poll(() => tells.length).toBe(1);
  element.setAttribute("unit", "29870");
  await expect.poll(() => tells.length).toBe(2);
  tells[1]?.(publishedPage([newest]));
  await expect.poll(words).toContain("Quý III/2026");
  tells[0]?.(publishedPage([publishedQuarter("2025-Q1")], "2025-05-01"));
  await new Promise((resolve) => setTimeout(resolve));
  expect(words()).toContain("Quý III/2026");
});
