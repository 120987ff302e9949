import axe from "axe-core";
import fc from "fast-check";
import { html, render } from "lit";
import { afterEach, expect, test } from "vitest";
import { cdp, page } from "vitest/browser";
import { hourGrid, rankedBars } from "../../../../widget/charts/counts-template.ts";
import {
  intervalAxis,
  intervalBar,
  intervalCell,
  type Status,
  statusMark,
} from "../../../../widget/charts/interval-template.ts";
import {
  chartScale,
  chartStyles,
  chartWidth,
  type Trend,
  trendChart,
} from "../../../../widget/charts/trend-template.ts";
import { tokens } from "../../../../widget/ui/tokens.ts";
import { periods, trendPoints } from "../../../fixtures/trend-points.ts";

type Look = "light" | "dark" | "forced colours" | "print";

async function look(as: Look): Promise<void> {
  const session = cdp() as unknown as { send: (method: string, given: unknown) => Promise<unknown> };
  const features = [
    { name: "forced-colors", value: as === "forced colours" ? "active" : "none" },
    { name: "prefers-color-scheme", value: as === "dark" ? "dark" : "light" },
  ];
  await session.send("Emulation.setEmulatedMedia", { media: as === "print" ? "print" : "", features });
}

afterEach(async () => {
  document.body.replaceChildren();
  await look("light");
});

/** Shows charts in a block of that width, as a page of ours would. */
function show(content: unknown, width: number): ShadowRoot {
  const host = document.body.appendChild(document.createElement("div"));
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  const page = ":host{display:block;background:var(--paper);color:var(--ink);font:16px/1.6 sans-serif}td{padding:0}";
  sheet.replaceSync(`${tokens(":host", ":host")}${page}:host{width:${width}px}${chartStyles}`);
  root.adoptedStyleSheets = [sheet];
  render(content, root);
  return root;
}

const percent = { low: 0, high: 100, decimals: 1, unit: "%" };
const trendWords: Trend["words"] = {
  interval: "giá trị và khoảng tin cậy 95%",
  withheld: "chưa đủ số phiếu để công bố",
  empty: "không có phiếu",
  rounded: "đã làm tròn",
  range: (low, high) => `Trục đứng từ ${low} đến ${high}, không bắt đầu từ 0.`,
};
const gone = { value: null, low: null, high: null };
const months = periods("month", "2023-12-01", 36).map((point, index) => {
  if (index === 8 || index === 9) return { ...point, ...gone, state: "withheld" as const };
  if (index === 20 || index === 22) return { ...point, ...gone, state: "empty" as const };
  return index === 30
    ? { ...point, state: "rounded" as const }
    : { ...point, value: 85 + (index % 5), low: 82, high: 92 };
});
const events = ["2026-04-01", "2026-04-20", "2026-05-01"].map((on, index) => ({ on, number: index + 1 }));
const statuses: readonly Status[] = ["above", "below", "same", "few", "withheld"];
const reasons = ["Chờ lâu", "Phải bổ sung giấy tờ nhiều lần, mỗi lần một thứ khác nhau", "Khác"].map(
  (label, index) => ({ label, count: 1402 - index * 701 }),
);
const hours = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
  Array.from({ length: 24 }, (_, hour) => {
    const state =
      weekday === 7 || hour < 6 || hour > 18
        ? ("empty" as const)
        : hour === 12
          ? ("too-few" as const)
          : ("shown" as const);
    return { weekday, hour, n: 30, state, value: state === "shown" ? 60 + ((weekday * 7 + hour * 5) % 41) : null };
  }),
);

function trend(width: number, different: Partial<Trend> = {}): Trend {
  const target = { value: 89, label: "Chỉ tiêu 89%" };
  const scale = chartScale(months, percent, [89]);
  return { points: months, target, marks: events, scale, words: trendWords, language: "vi", width, ...different };
}

/** Every chart in all its states. */
function allCharts(width: number) {
  const scale = chartScale(months, percent, [89]);
  const figure = { value: 88, low: 86, high: 90 };
  const wide = Math.floor(width / 2);
  return html`${trendChart(trend(width))}
    ${trendChart(trend(width, { points: periods("quarter", "2024-01-01", 8), marks: [], target: null }))}
    ${intervalBar({ ...figure, scale, target: { value: 89, label: "Chỉ tiêu 89%" }, words: { interval: "Khoảng tin cậy 95%: 86,0% – 90,0%", scale: "thang 80–95%" }, width: Math.min(width, 380) })}
    <table><thead><tr><th>Đơn vị</th><th>Khoảng tin cậy${intervalAxis({ scale, reference: { value: 89, label: "Toàn tỉnh 89,0%" }, language: "vi", width: wide })}</th></tr></thead><tbody>
      ${statuses.map((status) => html`<tr><td>${statusMark(status)}</td><td>${intervalCell({ ...(status === "withheld" ? gone : figure), scale, reference: 89, status, width: wide })}</td></tr>`)}
    </tbody></table>
    ${rankedBars({ rows: reasons, language: "vi", width })}
    ${hourGrid({
      cells: hours,
      scale: chartScale(
        hours.map(({ value }) => ({ ...gone, value })),
        percent,
      ),
      words: {
        weekdays: ["T2", "T3", "T4", "T5", "T6", "T7", "CN"],
        hour: (hour) => `${hour}h`,
        tooFew: "chưa đủ phiếu",
        empty: "Ô trống: không có phiếu",
      },
      language: "vi",
      width,
    })}`;
}

/** Texts that lie on another, or outside their drawing. */
function misplaced(root: ShadowRoot): string[] {
  const texts = [...root.querySelectorAll("svg text, .entry, .name, .count")].map((one) => {
    const box = one.getBoundingClientRect();
    const around = (one.closest("svg") ?? root.host).getBoundingClientRect();
    const isOut =
      box.left < around.left - 1 ||
      box.right > around.right + 1 ||
      box.top < around.top - 1 ||
      box.bottom > around.bottom + 1;
    return { words: one.textContent?.trim() ?? "", box, isOut };
  });
  const found = texts.filter(({ isOut }) => isOut).map(({ words }) => `${words} is outside`);
  for (const [index, { words, box }] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 0.5 && down > 0.5) found.push(`${words} lies on ${other.words}`);
    }
  }
  return found;
}

const looks: readonly Look[] = ["light", "dark", "forced colours", "print"];

test.each(looks)("no words lie on others or outside at any width, and axe finds nothing, seen in %s", async (as) => {
  await look(as);
  for (const width of [288, 358, 768, 1368]) {
    await page.viewport(width + 32, 900);
    const root = show(allCharts(width), width);
    expect(misplaced(root), String(width)).toEqual([]);
    expect(root.querySelectorAll("[style], style").length).toBe(0);
    expect(
      (await axe.run(root.host as HTMLElement)).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
    ).toEqual([]);
    document.body.replaceChildren();
  }
});

test("labels of a trend stay clear of each other for any figures, target, events and width", () => {
  const day = fc
    .integer({ min: 0, max: 365 })
    .map((days) => new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10));
  const goal = fc.option(fc.integer({ min: 0, max: 100 }).map((value) => ({ value, label: `Chỉ tiêu ${value}%` })));
  const given = fc.record({
    points: trendPoints,
    target: goal,
    days: fc.array(day, { maxLength: 20 }),
    width: fc.integer({ min: 260, max: 1400 }),
  });
  fc.assert(
    fc.property(given, ({ points, target, days, width }) => {
      const marks = days.map((on, index) => ({ on, number: index + 1 }));
      const scale = chartScale(points, percent, target ? [target.value] : []);
      const root = show(trendChart(trend(width, { points, target, marks, scale })), width);
      expect(misplaced(root)).toEqual([]);
      root.host.remove();
    }),
    { numRuns: 60 },
  );
});

test("on a wall type is larger, and still nothing lies on anything", () => {
  const root = show(trendChart(trend(1800, { type: 26, height: 700 })), 1800);
  expect(misplaced(root)).toEqual([]);
  expect(getComputedStyle(root.querySelector(".year") as Element).fontSize).toBe("26px");
});

test("on paper everything is black, white or grey", async () => {
  await look("print");
  const root = show(allCharts(700), 700);
  const inks = [...root.querySelectorAll("svg *")].flatMap((one) => [
    getComputedStyle(one).fill,
    getComputedStyle(one).stroke,
  ]);
  const coloured = inks.filter((ink) => {
    const [red, green, blue] = ink.match(/\d+/g) ?? [];
    return red !== green || green !== blue;
  });
  expect(coloured).toEqual([]);
});

/** Contrast by WCAG of a text on the ground below it, both as computed. */
function contrastOf(text: Element, ground: Element, paper: string): number {
  const parts = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const opacity = Number(getComputedStyle(ground).fillOpacity);
  const under = parts(paper);
  const mixed = parts(getComputedStyle(ground).fill).map(
    (part, index) => part * opacity + (under[index] ?? 0) * (1 - opacity),
  );
  const light = (colour: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = colour.map((part) =>
      part / 255 <= 0.04045 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [a, b] = [light(mixed), light(parts(getComputedStyle(text).fill))];
  return Math.max(a, b) / Math.min(a, b);
}

test.each(looks)("numbers in the hours of the week can be read on every step of lightness, seen in %s", async (as) => {
  await look(as);
  const root = show(allCharts(768), 768);
  const paper = getComputedStyle(root.host).backgroundColor;
  for (const step of [0, 1, 2, 3]) {
    const [text, ground] = ["text", "rect"].map((part) => root.querySelector(`g.step-${step} ${part}`)) as [
      Element,
      Element,
    ];
    expect(contrastOf(text, ground, paper), `step ${step}`).toBeGreaterThanOrEqual(4.5);
  }
});

test("a chart is hidden from screen readers, or a picture with the caller's words", () => {
  const root = show([trendChart(trend(600)), trendChart(trend(600, { label: "Tăng từ 85% lên 89%" }))], 600);
  const [hidden, picture] = root.querySelectorAll(".chart");
  expect([hidden?.getAttribute("aria-hidden"), hidden?.getAttribute("role")]).toEqual(["true", null]);
  expect([picture?.getAttribute("aria-hidden"), picture?.getAttribute("role")]).toEqual([null, "img"]);
  expect(picture?.getAttribute("aria-label")).toBe("Tăng từ 85% lên 89%");
});

test("withheld, empty, rounded and lone periods look like what they are, and words say it", () => {
  const lone = [...months.slice(0, 8), ...months.slice(19, 23), ...months.slice(29, 32)];
  const root = show(trendChart(trend(800, { points: lone, marks: [], target: null })), 800);
  const [drawn, words] = [root.querySelector("svg"), root.querySelector(".legend")?.textContent ?? ""];
  expect(drawn?.querySelectorAll(".cross").length).toBe(2);
  expect(drawn?.querySelectorAll(".dot.open").length).toBe(1);
  expect(drawn?.querySelectorAll(".whisker").length).toBe(2);
  expect(words).toContain(trendWords.empty);
  expect(words).toContain(trendWords.rounded);
  expect(words).not.toContain(trendWords.withheld);
  expect(words).toContain("Trục đứng từ 82% đến 92%");
});

test("statuses differ by shape, not by colour alone", () => {
  const shapes = statuses.map((status) =>
    show(statusMark(status), 40)
      .querySelector("svg")
      ?.innerHTML.replace(/class="[^"]*"/g, ""),
  );
  expect(new Set(shapes).size).toBe(statuses.length);
});

test("draws at the width of the block around it, again when that changes, and not where nothing is shown", async () => {
  const errors: unknown[] = [];
  const listen = (event: ErrorEvent): number => errors.push(event.message);
  window.addEventListener("error", listen);
  const root = show(html`<div id="block">${chartWidth((width) => trendChart(trend(width)))}</div>`, 500);
  const block = root.querySelector("#block") as HTMLElement;
  const drawn = (): string | null | undefined => root.querySelector("svg")?.getAttribute("width");
  await expect.poll(drawn).toBe("500");
  block.style.width = "333.6px";
  await expect.poll(drawn).toBe("333");
  block.style.display = "none";
  await new Promise(requestAnimationFrame);
  expect(drawn()).toBe("333");
  window.removeEventListener("error", listen);
  expect(errors).toEqual([]);
});
