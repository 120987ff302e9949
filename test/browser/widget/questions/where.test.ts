import axe from "axe-core";
import { afterEach, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import type { PublishedRow } from "../../../../shared/contract/publication.ts";
import { fail, ok } from "../../../../shared/result.ts";
import type { BoardView, Figure, FiguresAsked } from "../../../../widget/figures/question.ts";
import { where } from "../../../../widget/questions/where.ts";
import { publishedFigure, tallyOf } from "../../../fixtures/published-figure.ts";
import { clearPage } from "../rating-page.ts";
import { lookAt, looks, plainView, type ShownQuestion, showQuestion } from "../board/shown-question.ts";

afterEach(async () => {
  clearPage();
  await lookAt("light");
});

const name = (code: string): string => `Xã ${code}`;
const child = (code: string, parent = "X99") => ({
  ...{ code, name: name(code), parent, kind: "commune", valid_from: "2020-01-01", valid_to: null },
});

function unit(code: string, people: number, percent: number, different: Partial<PublishedRow> = {}): PublishedRow {
  return publishedFigure(tallyOf(people, percent), { unit: { code, name: name(code) }, ...different });
}

const whole = publishedFigure(tallyOf(5000, 80), { unit: { code: "X99", name: "Tỉnh Mẫu" } });
const rows = [
  unit("01", 400, 82),
  unit("02", 400, 70),
  unit("03", 12, 50),
  unit("04", 400, 95),
  unit("05", 1, 1, { withheld: "too-few" }),
  unit("06", 400, 90),
  unit("07", 1, 1, { withheld: "protects-another" }),
];
const units = [...plainView.units, ...rows.map((row) => child(row.unit.code))];

type Answers = (asked: FiguresAsked) => readonly Figure[];
const usual: Answers = ({ by }) => (by === "unit" ? rows : [whole]);
const show = (different: Partial<BoardView> = {}, answers = usual): Promise<ShownQuestion> =>
  showQuestion(where, { units, ...different }, answers);

const wordsOf = (one: Element): string => (one.textContent ?? "").replace(/\s+/g, " ").trim();

const all = (shown: ShownQuestion, selector: string): Element[] => [
  ...(shown.root.shadowRoot?.querySelectorAll(selector) ?? []),
];

const texts = (shown: ShownQuestion, selector: string): string[] => all(shown, selector).map(wordsOf);

/** What stands in the cells of each row. */
const lines = (shown: ShownQuestion): string[] =>
  all(shown, "tbody tr").map((row) => [...row.children].map(wordsOf).filter(Boolean).join(" "));

async function drawn(shown: ShownQuestion): Promise<ShownQuestion> {
  await expect.poll(() => shown.root.shadowRoot?.querySelector("table tbody tr")).not.toBeNull();
  return shown;
}

test("names the units one level further down that differ from the whole, too, each with a link", async () => {
  const inner = [unit("061", 400, 70), unit("062", 400, 81), unit("063", 29, 0), unit("06", 400, 60, { own: true })];
  const deep = [...units, ...inner.slice(0, 3).map(({ unit: { code } }) => child(code, "06"))];
  const answers: Answers = ({ by, unit: asked }) => (by !== "unit" ? [whole] : asked === "06" ? inner : rows);
  const shown = await show({ units: deep }, answers);
  expect(texts(shown, ".deeper")).toEqual([
    "Một cấp dưới nữa, thấp hơn rõ rệt so với số chung của Tỉnh Mẫu (1): Xã 061 (70,00%).",
  ]);
  expect(all(shown, ".deeper a")[0]?.getAttribute("href")).toContain("/board/X99/061?period=2026-Q3");
});

test("reads no units further down where that would take many requests", async () => {
  const many = Array.from({ length: 13 }, (_, at) => unit(`1${10 + at}`, 400, 80));
  const deep = [...plainView.units, ...many.flatMap(({ unit: { code } }) => [child(code), child(`${code}-1`, code)])];
  const asked: (string | undefined)[] = [];
  await show({ units: deep }, ({ by, unit: code }) => {
    if (by === "unit") asked.push(code);
    return by === "unit" ? many : [whole];
  });
  expect(asked).toEqual(["X99"]);
});

test("puts units in groups that the intervals allow, inside each by code, with figure, interval, number and status", async () => {
  await page.viewport(1280, 800);
  const shown = await drawn(await show());
  expect(texts(shown, ".lead")).toEqual([
    "So với số chung của Tỉnh Mẫu (80,00%, quý III/2026): 2 đơn vị cao hơn rõ rệt, 1 chưa phân biệt được, 1 thấp hơn rõ rệt, 3 không so sánh.",
  ]);
  expect(lines(shown)).toEqual([
    "Cao hơn rõ rệt (2)",
    "Xã 04 95,00% 92,40% – 96,74% 400 Cao hơn rõ rệt",
    "Xã 06 90,00% 86,67% – 92,57% 400 Cao hơn rõ rệt",
    "Chưa phân biệt được (1)",
    "Xã 01 82,00% 77,94% – 85,45% 400 Chưa phân biệt được",
    "Thấp hơn rõ rệt (1)",
    "Xã 02 70,00% 65,34% – 74,28% 400 Thấp hơn rõ rệt",
    "Không so sánh (3)",
    "Xã 03 50,00% 25,38% – 74,62% 12 Dưới 30 phiếu, không so sánh",
    "Xã 05 – – – Dưới 10 người, không công bố",
    "Xã 07 – – – Không công bố, để số của nhóm khác không bị lộ",
  ]);
  const sign = shown.root.shadowRoot?.querySelectorAll("td.drawn .sign");
  expect([...(sign ?? [])].map((one) => one.getAttribute("class"))).toEqual(
    ["above", "above", "same", "below", "few"].map((one) => `sign ${one}`),
  );
  expect(shown.root.shadowRoot?.querySelectorAll("td.drawn .hatch")).toHaveLength(2);
  expect(shown.root.shadowRoot?.textContent).toContain("Vì sao có đơn vị không công bố?");
});

test("a name leads to the unit's own board in the period that is shown", async () => {
  const shown = await drawn(await show({ state: { ...plainView.state, find: "04" } }));
  const links = [...(shown.root.shadowRoot?.querySelectorAll("th a") ?? [])].map((one) => one.getAttribute("href"));
  expect(links).toEqual(["/board/X99/04?period=2026-Q3"]);
});

test("finds units while somebody types, without moving the focus, and tells how many", async () => {
  const shown = await drawn(await show());
  const status = (): string => texts(shown, "[role=status]")[0] ?? "";
  expect(status()).toBe("7 đơn vị");
  await userEvent.type(page.getByLabelText("Tìm đơn vị theo tên hoặc mã"), "xa 04");
  expect(shown.state().find).toBe("xa 04");
  expect(status()).toBe("Tìm thấy 1 trong 7 đơn vị");
  expect(texts(shown, "tbody th[scope=row]")).toEqual(["Xã 04"]);
  expect(shown.root.shadowRoot?.activeElement?.id).toBe("find");
  await userEvent.type(page.getByLabelText("Tìm đơn vị theo tên hoặc mã"), "9");
  expect(status()).toBe("Không có đơn vị nào như vậy. Có thể gõ không dấu.");
  expect(shown.root.shadowRoot?.querySelector("table")).toBeNull();
});

test("orders all units by code or by name on request, by keyboard too", async () => {
  const shown = await drawn(await show());
  const codes = (): string =>
    texts(shown, "tbody th[scope=row]")
      .map((one) => one.slice(3, 5))
      .join(" ");
  const pressed = (): string[] => texts(shown, "[aria-pressed=true]");
  expect([codes(), pressed()]).toEqual(["04 06 01 02 03 05 07", ["Theo nhóm"]]);
  const button = page.getByRole("button", { name: "Theo mã" });
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard("{Enter}");
  expect([codes(), pressed(), shown.state().order]).toEqual(["01 02 03 04 05 06 07", ["Theo mã"], "code"]);
  await page.getByRole("button", { name: "Theo nhóm" }).click();
  expect(shown.state().order).toBeUndefined();
});

test("shows of a month the quarter that holds it once it is closed, else the one before, and says so", async () => {
  const asked: (string | null | undefined)[] = [];
  const answers: Answers = (given) => {
    asked.push(given.period);
    return usual(given);
  };
  const ofMonth = (period: string, different: Partial<BoardView> = {}): Promise<ShownQuestion> =>
    show({ state: { ...plainView.state, period }, ...different }, answers);
  const shown = await ofMonth("2026-08");
  expect(shown.root.shadowRoot?.textContent).toContain("chỉ được công bố theo quý. Dưới đây là quý III/2026.");
  await ofMonth("2026-10");
  await ofMonth("2026-10", { isOffice: true });
  expect(asked.filter((_, at) => at % 2 === 0)).toEqual(["2026-Q3", "2026-Q3", "2026-10"]);
});

test("shows a unit without units below it beside its siblings", async () => {
  const shown = await drawn(await show({ state: { ...plainView.state, unit: "04" } }));
  expect(shown.root.shadowRoot?.textContent).toContain("Xã 04 không có đơn vị trực thuộc.");
  expect(texts(shown, "[aria-current=true]")).toEqual(["Xã 04"]);
  expect(shown.root.shadowRoot?.querySelectorAll("th a")).toHaveLength(6);
});

test("says so where a unit's key does not see the siblings, and where nothing is known", async () => {
  const state = { ...plainView.state, unit: "04" };
  const figures = async () => fail("outside-subtree");
  const shown = await show({ state, figures, isOffice: true });
  expect(texts(shown, "p")[0]).toBe(
    "Xã 04 không có đơn vị trực thuộc, và khóa này không xem được các đơn vị bên cạnh.",
  );
  const empty = await show({ figures: async () => ok([]) });
  expect(texts(empty, "p")[0]).toBe("Không có số liệu của đơn vị nào trong quý III/2026.");
});

test("names the units that nobody rated, as far as they stood at the end of the period", async () => {
  const gone = { ...child("98"), valid_to: "2026-08-31" };
  const shown = await show({ units: [...units, child("99"), gone, child("97", "01")] });
  expect(texts(shown, "p")).toContain("Không có phiếu nào trong quý III/2026: Xã 99.");
});

test("compares nothing where the whole has no figure", async () => {
  const shown = await drawn(await show({}, ({ by }) => (by === "unit" ? rows : [])));
  expect(texts(shown, ".lead")[0]).toContain("Không có số chung của Tỉnh Mẫu");
  expect(texts(shown, "tbody tr.group")).toEqual(["Không so sánh (7)"]);
});

test("is accessible in dark and in forced colours", async () => {
  for (const look of looks) {
    await lookAt(look);
    const shown = await drawn(await show());
    expect((await axe.run(shown.root)).violations).toEqual([]);
    clearPage();
  }
});

test("is accessible with 102 units, is nowhere wider than the page, and finds among them at once", async () => {
  const many = Array.from({ length: 102 }, (_, at) => unit(`${28_000 + at}`, 20 + at * 7, 60 + ((at * 37) % 40)));
  const known = [...plainView.units, ...many.map((row) => child(row.unit.code))];
  for (const width of [320, 1280]) {
    await page.viewport(width, 800);
    const shown = await drawn(await show({ units: known }, ({ by }) => (by === "unit" ? many : [whole])));
    expect(texts(shown, "tbody th[scope=row]")).toHaveLength(102);
    expect((await axe.run(shown.root)).violations).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    await userEvent.fill(page.getByLabelText("Tìm đơn vị theo tên hoặc mã"), "28101");
    await expect.poll(() => texts(shown, "tbody th[scope=row]").length).toBe(1);
    clearPage();
  }
});
